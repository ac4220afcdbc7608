"""Disputes as mediation's peer: it owns the end of a case, and says whether an agreement counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from common.contracts.disputes import AgreementDecided
from common.contracts.envelope import ActorRef, Event
from common.contracts.mediation import AgreementSubmitted
from common.internal.service_peers import PeerAway
from common.messaging.bus import Message
from mediation.domain.mediation import Mediation
from mediation.integration_events import option_ref
from mediation.testing import NOON, TENANT

OBLIGATIONS = ("replacement", "return_and_refund")


@dataclass
class FakeDisputes:
    """It agrees to everything, unless it is told otherwise."""

    away: bool = False
    undecided: bool = False
    """It takes what is submitted, and has not decided yet."""
    refusal: Mapping[str, object] | None = None
    """`why`, `state`, `outcome` of a refusal."""
    submissions: list[AgreementSubmitted] = field(default_factory=list)
    told: list[Event] = field(default_factory=list)
    asked: int = 0

    async def deliver_event(self, reader: str, message: Message) -> bool:
        if self.away or reader != "disputes":
            raise PeerAway(reader)
        if message.topic != AgreementSubmitted.topic:
            return True
        submission = AgreementSubmitted.model_validate_json(message.body)
        if submission.id not in [earlier.id for earlier in self.submissions]:
            self.submissions.append(submission)
            if not self.undecided:
                self.told.append(self.decide(submission))
        return not self.undecided

    async def query_events(
        self, publisher: str, tenant: UUID, topics: Sequence[str], subjects: Sequence[UUID]
    ) -> list[Message]:
        self.asked += 1
        if self.away or publisher != "disputes":
            raise PeerAway(publisher)
        return [message_of(event) for event in self.told if event.subject in subjects and event.topic in topics]

    async def query_events_concerning(
        self, publisher: str, tenant: UUID, topics: Sequence[str], concerning: Sequence[UUID]
    ) -> list[Message]:
        return await self.query_events(publisher, tenant, topics, concerning)

    async def close(self) -> None:
        pass

    def decide(self, submission: AgreementSubmitted) -> AgreementDecided:
        follows = "obligation" if submission.option.kind in OBLIGATIONS else "settlement"
        accepted = {"accepted": True, "follows": follows, "state": "settling", "outcome": "agreement"}
        given = accepted if self.refusal is None else {"accepted": False, **self.refusal}
        return agreement_decided(submission.dispute, submission.subject, submission.proposal, **given)


def message_of(event: Event) -> Message:
    return Message(event.id, event.topic, event.model_dump_json().encode())


def decision_on(mediation: Mediation, **differently: object) -> AgreementDecided:
    """Decision on the agreement that a negotiation has submitted: yes, unless it is told otherwise."""
    proposal = mediation.snapshot.proposals[-1]
    option = option_ref(mediation.snapshot.submitted_option or proposal.options[0], mediation.money)
    follows = "obligation" if option.kind in OBLIGATIONS else "settlement"
    given = {"accepted": True, "follows": follows, "state": "settling"} | differently
    return agreement_decided(mediation.case.dispute, mediation.id, proposal.id, **given)


def agreement_decided(dispute: UUID, mediation: UUID, proposal: UUID, **given: object) -> AgreementDecided:
    envelope = {"tenant": TENANT, "subject": dispute, "sequence": 9, "version": 9, "occurred_at": NOON}
    about = {"actor": ActorRef(role="buyer", id="anna"), "cause": "agreed", "escrow": UUID(int=5)}
    return AgreementDecided.model_validate(envelope | about | {"mediation": mediation, "proposal": proposal} | given)
