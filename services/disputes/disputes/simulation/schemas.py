"""Cases as a platform writes them down for a simulation."""

from __future__ import annotations

from typing import Annotated, Final, Literal, Self
from uuid import UUID, uuid5

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from common.kernel.ids import DisputeId
from common.kernel.money import Money
from common.kernel.principal import Role
from common.persistence.paging import Instant
from common.web.schemas import Body, Code, MoneyBody, MoneyView, Reference, UtcTime, View
from disputes.cases.schemas import MAX_OPTIONS, OptionBody
from disputes.engine.dispute import Dispute
from disputes.engine.values import Responsible, Ruling
from disputes.journal.model import (
    AgreementReport,
    EntryKind,
    EntryPayload,
    EscrowReport,
    FailureReport,
    JournalEntry,
    PlainAct,
    RequestReport,
    RulingGiven,
)
from disputes.policy.model import Policy
from disputes.policy.options import Option
from disputes.policy.vocabulary import Act, Outcome, RulingKind, Trigger

MAX_CASES: Final = 500
NOBODY_ID: Final = UUID(int=0)
ActWord = Literal["agree", "refuse", "give_evidence", "escalate", "withdraw", "accept_claim", "request_video", "rule"]
ACT_OF_WORD: Final = {
    "escalate": Act.ESCALATE,
    "withdraw": Act.WITHDRAW,
    "accept_claim": Act.ACCEPT_CLAIM,
    "request_video": Act.REQUEST_VIDEO,
}


class SuppliedAct(Body):
    """Act in a supplied case: who did what and when. An agreement names its option, a ruling its outcome."""

    at: Instant
    by: Literal[Role.BUYER, Role.SELLER, Role.OPERATOR]
    did: ActWord
    option: OptionBody | None = None
    outcome: RulingKind | None = None
    amount: MoneyBody | None = None

    @model_validator(mode="after")
    def _require_payload(self) -> Self:
        if (self.did == "agree") != (self.option is not None) or (self.did == "rule") != (self.outcome is not None):
            raise PydanticCustomError("act", "An agreement names its `option`, a ruling its `outcome`, others neither.")
        return self


class SuppliedCase(Body):
    reference: Reference | None = None
    reason: Code
    claimant: Literal[Role.BUYER, Role.SELLER] = Role.BUYER
    claimed: MoneyBody
    options: Annotated[tuple[OptionBody, ...], Field(max_length=MAX_OPTIONS)] = ()
    opened_at: Instant
    acts: Annotated[tuple[SuppliedAct, ...], Field(max_length=100)] = ()

    def to_dispute(self, tenant: UUID, policy: Policy) -> Dispute:
        """Raises what an opening with these options would."""
        disputed = self.claimed.to_money()
        return Dispute(
            id=uuid5(NOBODY_ID, self.reference or ""),
            tenant=tenant,
            escrow=NOBODY_ID,
            buyer="buyer",
            seller="seller",
            edition="supplied",
            hash="",
            reason=self.reason,
            claimant=Role(self.claimant),
            amount=disputed,
            options=tuple(body.to_option().resolve(disputed) for body in self.options),
            explanation="",
            opened_at=self.opened_at,
        )

    def to_journal(self) -> list[JournalEntry]:
        at = self.opened_at
        frozen = JournalEntry(kind=EntryKind.FROZEN, role=Role.SYSTEM, at=at, received_at=at, payload=EscrowReport())
        return [frozen, *(self._journal_entry(act) for act in sorted(self.acts, key=lambda act: act.at))]

    def _journal_entry(self, act: SuppliedAct) -> JournalEntry:
        kind, payload = self._entry_payload(act)
        return JournalEntry(kind=kind, role=Role(act.by), at=act.at, received_at=act.at, payload=payload)

    def _entry_payload(self, act: SuppliedAct) -> tuple[EntryKind, EntryPayload]:
        disputed = self.claimed.to_money()
        if act.option is not None:
            return EntryKind.AGREED, AgreementReport(act.option.to_option().resolve(disputed))
        if act.outcome is not None:
            return EntryKind.DECIDE, RulingGiven(_build_ruling(act.outcome, act, disputed))
        if act.did == "refuse":
            return EntryKind.FAILED, FailureReport(Trigger.NEGOTIATION_FAILED)
        if act.did == "give_evidence":
            return EntryKind.SATISFIED, RequestReport(party=Role(act.by))
        return EntryKind.ACT, PlainAct(ACT_OF_WORD[act.did])


def _build_ruling(kind: RulingKind, act: SuppliedAct, disputed: Money) -> Ruling:
    option: Option | None = None
    if kind.option is not None:
        option = OptionBody(kind=kind.option, amount=act.amount).to_option().resolve(disputed)
    return Ruling(
        kind=kind,
        option=option,
        responsible=Responsible.NONE,
        reason_code="",
        policy_reference="",
        explanation="",
        by="operator",
        decided_at=act.at,
    )


class SimulationBody(Body):
    """Closed cases of a period, or a caseload of your own: one of the two."""

    model_config = ConfigDict(
        populate_by_name=True,
        json_schema_extra={"examples": [{"from": "2026-10-01T00:00:00Z", "to": "2026-12-01T00:00:00Z"}]},
    )

    since: Annotated[Instant | None, Field(alias="from")] = None
    until: Annotated[Instant | None, Field(alias="to")] = None
    cases: Annotated[tuple[SuppliedCase, ...], Field(max_length=MAX_CASES)] = ()

    @model_validator(mode="after")
    def _require_one_source(self) -> Self:
        period = (self.since is not None) + (self.until is not None)
        if (period == 2) == bool(self.cases) or period == 1:
            raise PydanticCustomError("one_of", "Name a period (`from`, `to`), or send `cases`.")
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise PydanticCustomError("period", "A period ends after it begins.")
        return self


class CaseResultView(View):
    """Result of a case: `to_buyer + to_seller + fee` is the disputed amount. A supplied case knows no fee."""

    outcome: Outcome | None
    to_buyer: MoneyView | None
    """With what went back beside goods."""
    to_seller: MoneyView | None
    """What the seller would get, after fees."""
    fee: MoneyView | None
    places: list[str]
    touches: int
    ended_at: UtcTime | None


class FlipView(View):
    """Case that would have ended otherwise. `after` is null where the edition does not take such a case."""

    dispute: DisputeId | None
    reference: str | None
    before: CaseResultView | None
    after: CaseResultView | None


class SideView(View):
    """Sums of all cases together, as they went or as they would have gone."""

    cases: int
    resolved_without_operator: int
    undecided: int
    """Where an operator would have had to act, and nothing in the record says how."""
    operator_touches: int
    operator_minutes: int
    to_buyers: list[MoneyView]
    to_sellers: list[MoneyView]
    """Net: `fees` are beside it."""
    fees: list[MoneyView]


class SimulationView(View):
    edition: str
    cases: int
    not_admitted: int
    """Cases the edition would not take: its reasons are others."""
    flips: int
    flipped: list[FlipView]
    before: SideView | None
    """Null for a supplied caseload: it has no history."""
    after: SideView
