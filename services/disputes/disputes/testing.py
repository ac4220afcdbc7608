"""Ready-made cases and facts for tests, here and in the suite. Never imported by the service itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any, Final
from uuid import UUID, uuid4

from common.contracts import escrow, evidence, mediation
from common.contracts.disputes import OptionRef
from common.contracts.envelope import ActorRef, MoneyRef
from common.kernel.money import Money, Split
from common.kernel.principal import Role
from common.kernel.timing import Timing
from disputes.engine import reactions
from disputes.engine.context import EngineContext
from disputes.engine.dispute import Dispute
from disputes.engine.known_escrow import EscrowState, KnownEscrow
from disputes.engine.opening import Opening, open_case
from disputes.engine.rulings import Judgment
from disputes.engine.values import Check, Finding, OpeningStatement, Responsible, StatedDeal
from disputes.policy.files import loader
from disputes.policy.model import Policy
from disputes.policy.options import RequestedOption, claimable_kinds_of
from disputes.policy.vocabulary import Act, OpeningRequirement, OptionKind, RulingKind

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TENANT = UUID(int=7)
BUYER, SELLER, STRANGER, OPERATOR = "buyer-1", "seller-1", "stranger-1", "operator-1"
POLICIES = loader.load_editions()
POLICY = POLICIES["agreement_first-2026-11"]
INR, SNAD = "item_not_received", "significantly_not_as_described"
PARLEY = ActorRef(role="system", id="parley")

_numbers = count(1_000)


def new_id() -> UUID:
    return UUID(int=next(_numbers))


def engine_context(policy: Policy = POLICY, at: datetime = NOON) -> EngineContext:
    return EngineContext(policy, Timing(at, at), new_id)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def spell(minor: int) -> dict[str, Any]:
    """Spell euros as events and answers do."""
    return {"amount": minor, "currency": "EUR"}


def an_escrow(escrow: UUID | None = None) -> KnownEscrow:
    return KnownEscrow(
        id=escrow or uuid4(),
        tenant=TENANT,
        version=1,
        buyer=BUYER,
        seller=SELLER,
        state=EscrowState.FUNDED,
        edition=POLICY.edition,
        held_amount=eur(10_000),
        frozen_amount=eur(0),
        funded_at=NOON,
        delivered_at=None,
    )


WISHES: Final = (
    RequestedOption(OptionKind.REFUND_FULL),
    RequestedOption(OptionKind.RELEASE),
    RequestedOption(OptionKind.REFUND_PARTIAL, basis_points=5000),
)


def an_opening(
    policy: Policy = POLICY,
    opener: Role = Role.BUYER,
    reason: str | None = None,
    id: UUID | None = None,
    escrow: UUID | None = None,
) -> Dispute:
    """Open a case about 80 of what is held; where the edition asks, its opener wants it all, or else half."""
    reason = reason or next(name for name, reason in policy.reasons.items() if opener in reason.openers)
    wishes = [wish for wish in WISHES if wish.kind in claimable_kinds_of(policy, reason, (opener,))]
    opening = Opening(
        claimant=opener,
        reason=reason,
        amount=eur(8000),
        wishes=wishes if OpeningRequirement.OPTIONS in policy.opening_requirements else [],
        explanation="It has not arrived.",
        statement=a_statement(policy),
    )
    dispute = open_case(an_escrow(escrow), opening, engine_context(policy)).dispute
    return replace(dispute, id=id or dispute.id)


def a_statement(policy: Policy) -> OpeningStatement:
    deal = StatedDeal("One bicycle", eur(10_000), "Collected in person.")
    return OpeningStatement(
        deal if OpeningRequirement.TRANSACTION in policy.opening_requirements else None,
        "The seller says it was handed over." if OpeningRequirement.NEED in policy.opening_requirements else None,
    )


def a_dispute(policy: Policy = POLICY, at: datetime = NOON, **differently: Any) -> Dispute:
    """Frozen at noon: the first stage runs."""
    return reactions.on_frozen(an_opening(policy=policy, **differently), None, engine_context(policy, at)).dispute


def a_judgment(policy: Policy = POLICY, kind: RulingKind = RulingKind.REFUND_FULL, **differently: Any) -> Judgment:
    """Judgment as the edition wants it: every point of its list looked through."""
    half = 5000 if kind is RulingKind.REFUND_PARTIAL else None
    given: dict[str, Any] = {
        "kind": kind,
        "wish": RequestedOption(kind.option, basis_points=half) if kind.option else None,
        "responsible": Responsible.NONE,
        "reason_code": policy.rulings.reason_codes[0],
        "policy_reference": "1",
        "explanation": "So it is.",
        "checks": tuple(Check(point.code, Finding.YES) for point in policy.checklists.get(Act.DECIDE, ())),
    }
    return Judgment(**given | differently)


def envelope(subject: UUID, version: int = 1, **differently: Any) -> dict[str, Any]:
    given = {"tenant": TENANT, "subject": subject, "sequence": version, "version": version, "occurred_at": NOON}
    return {**given, "actor": PARLEY, "cause": "test", **differently}


def escrow_told(
    kind: type[escrow.EscrowEvent], id: UUID, *, version: int = 1, **differently: Any
) -> escrow.EscrowEvent:
    """Event of an escrow of 100 EUR, funded at noon."""
    given: dict[str, Any] = {
        "buyer": BUYER,
        "seller": SELLER,
        "currency": "EUR",
        "state": "funded",
        "policy": POLICY.edition,
        "price": 10_000,
        "held": 10_000,
        "frozen": 0,
        "released": 0,
        "refunded": 0,
        "fee_held": 0,
        "funded_at": NOON,
        "title": "One bicycle",
    } | differently
    currency = given["currency"]
    amounts = {
        name: {"amount": given[name], "currency": currency}
        for name in ("price", "held", "frozen", "released", "refunded", "fee_held")
    }
    fee = {"basis_points": 0, "fixed": {"amount": 0, "currency": currency}, "paid_by": "seller"}
    return kind.model_validate(envelope(id, version) | {"fee_terms": fee} | given | amounts)


def frozen(dispute: UUID, id: UUID, *, version: int = 2, **differently: Any) -> escrow.EscrowEvent:
    amount = MoneyRef(amount=8000, currency="EUR")
    return escrow_told(
        escrow.EscrowFrozen, id, version=version, dispute=dispute, amount=amount, **{"frozen": 8000} | differently
    )


def settled(dispute: UUID, id: UUID, instruction: UUID, to_buyer: int, to_seller: int) -> escrow.EscrowEvent:
    return escrow_told(
        escrow.EscrowSettled,
        id,
        version=3,
        state="split_settled",
        held=2000,
        released=to_seller,
        refunded=to_buyer,
        dispute=dispute,
        instruction=instruction,
        to_buyer={"amount": to_buyer, "currency": "EUR"},
        to_seller={"amount": to_seller, "currency": "EUR"},
        fee={"amount": 0, "currency": "EUR"},
    )


def agreed(
    dispute: UUID, *, to_buyer: int = 8000, basis: str = "acceptance", **differently: Any
) -> mediation.AgreementSubmitted:
    kind = "refund_full" if to_buyer == 8000 else "refund_partial"
    split = Split(eur(to_buyer), eur(8000 - to_buyer))
    option = OptionRef.from_split(kind, split, fee=0)  # type: ignore[arg-type]
    given: dict[str, Any] = {"dispute": dispute, "proposal": uuid4(), "option": option, "basis": basis, "by": "buyer"}
    given["received_at"], given["amount"] = differently.get("occurred_at", NOON), MoneyRef.from_money(eur(8000))
    return mediation.AgreementSubmitted.model_validate(envelope(uuid4(), 2) | given | differently)


def failed(dispute: UUID, **differently: Any) -> mediation.Failed:
    return mediation.Failed.model_validate(envelope(uuid4(), 2) | {"dispute": dispute, "why": "rejected"} | differently)


def about_request(
    kind: type[evidence.RequestEvent], request: UUID, dispute: UUID, **differently: Any
) -> evidence.RequestEvent:
    """Tell of a request: each time something newer, unless it says which `version` it is."""
    given = {"dispute": dispute, "party": "seller", "due_at": NOON, "item": uuid4(), "kinds": ()}
    number = differently.pop("version", None) or next(_numbers)
    return kind.model_validate(envelope(request, number) | given | differently)
