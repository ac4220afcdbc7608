"""Cases as a platform writes them down for a simulation."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final, Literal, Self
from uuid import UUID, uuid5

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from common.kernel.principal import Role
from common.persistence.paging import Instant
from common.web.schemas import Body, Code, MoneyBody, Reference

from .domain.dispute import Dispute
from .domain.journal import Entry, Said, What
from .domain.options import Option
from .domain.policy import Policy
from .domain.records import Responsible, Ruling
from .domain.vocabulary import Act, RulingKind, Trigger
from .schemas import MAX_OPTIONS, OptionBody

MAX_CASES: Final = 500
NOBODY: Final = UUID(int=0)
Did = Literal["agree", "refuse", "give_evidence", "escalate", "withdraw", "accept_claim", "request_video", "rule"]
BARE: Final = {
    "escalate": Act.ESCALATE,
    "withdraw": Act.WITHDRAW,
    "accept_claim": Act.ACCEPT_CLAIM,
    "request_video": Act.REQUEST_VIDEO,
}


class SuppliedAct(Body):
    """Who did what and when. An agreement names its option, a ruling its outcome."""

    at: Instant
    by: Literal[Role.BUYER, Role.SELLER, Role.OPERATOR]
    did: Did
    option: OptionBody | None = None
    outcome: RulingKind | None = None
    amount: MoneyBody | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
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

    def dispute(self, tenant: UUID, policy: Policy) -> Dispute:
        """Raises what an opening with these options would."""
        disputed = self.claimed.to_money()
        return Dispute(
            id=uuid5(NOBODY, self.reference or ""), tenant=tenant, escrow=NOBODY, buyer="buyer", seller="seller",
            edition="supplied", hash="", reason=self.reason, claimant=Role(self.claimant), amount=disputed,
            options=tuple(body.wish().resolve(disputed) for body in self.options), explanation="",
            opened_at=self.opened_at,
        )  # fmt: skip

    def journal(self) -> list[Entry]:
        begins = self.opened_at
        frozen = Entry(what=What.FROZEN, role=Role.SYSTEM, at=begins, received_at=begins)
        return [frozen, *(self._entry(act) for act in sorted(self.acts, key=lambda act: act.at))]

    def _entry(self, act: SuppliedAct) -> Entry:
        what, said = self._said(act)
        return Entry(what=what, role=Role(act.by), at=act.at, received_at=act.at, said=said)

    def _said(self, act: SuppliedAct) -> tuple[What, Said]:
        disputed = self.claimed.to_money()
        if act.option is not None:
            return What.AGREED, Said(option=act.option.wish().resolve(disputed))
        if act.outcome is not None:
            return What.DECIDE, Said(ruling=_ruling(act.outcome, act, self.claimed, act.at))
        if act.did == "refuse":
            return What.FAILED, Said(how=Trigger.NEGOTIATION_FAILED)
        if act.did == "give_evidence":
            return What.SATISFIED, Said(party=Role(act.by))
        return What.ACT, Said(act=BARE[act.did])


def _ruling(kind: RulingKind, act: SuppliedAct, claimed: MoneyBody, at: datetime) -> Ruling:
    option: Option | None = None
    if kind.option is not None:
        wished = OptionBody(kind=kind.option, amount=act.amount)
        option = wished.wish().resolve(claimed.to_money())
    return Ruling(
        kind=kind, option=option, responsible=Responsible.NONE, reason_code="", policy_reference="", explanation="",
        by="operator", decided_at=at,
    )  # fmt: skip
