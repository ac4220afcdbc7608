"""Ready-made negotiations for tests, here and in the suite. Never imported by the service itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from common.kernel.ids import new_id
from common.kernel.money import Money, Split
from common.kernel.principal import Actor, Participant, Role
from common.kernel.terms import Term
from common.kernel.timing import Timing

from .domain import guiding
from .domain.mediation import Change, Mediation
from .domain.options import Option, OptionKind, Wish
from .domain.terms import Rejecting, Side, Silence, Terms
from .domain.tree import Value
from .domain.walk import CaseFacts, Walk
from .trees import load

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TENANT = UUID(int=7)
BUYER, SELLER = Actor(Role.BUYER, "anna"), Actor(Role.SELLER, "shop")
ACTORS = {Side.BUYER: BUYER, Side.SELLER: SELLER}
EVERYTHING = frozenset(OptionKind)


TREE = load()["guided_solutions-2026-11"].tree()


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def partial(to_buyer: int, whole: int = 100) -> Option:
    return Option(OptionKind.REFUND_PARTIAL, Split(eur(to_buyer), eur(whole - to_buyer)))


def wish(to_buyer: int) -> Wish:
    return Wish(OptionKind.REFUND_PARTIAL, eur(to_buyer))


REFUND = Option(OptionKind.REFUND_FULL, Split(eur(100), eur(0)))


def at(moment: datetime) -> Timing:
    return Timing(moment, moment)


def some_terms(**differently: Any) -> Terms:
    """`agreement_first`: five days each, silence of the seller executes, a refusal takes a counter-offer."""
    given: dict[str, Any] = {
        "respond_by": NOON + 5 * DAY,
        "on_silence": Silence.EXECUTE,
        "reject": Rejecting.COUNTER_REQUIRED,
        "max_rounds": 1,
        "counter_term": Term.parse("5 days"),
        "counter_silence": Silence.ESCALATE,
        "amendable": True,
        "kinds": EVERYTHING,
    }
    return Terms(**given | differently)


def opening(**differently: Any) -> Change:
    terms = {name: differently.pop(name) for name in Terms.__slots__ if name in differently}
    given: dict[str, Any] = {
        "id": new_id(),
        "first": new_id(),
        "tenant": TENANT,
        "dispute": new_id(),
        "escrow": new_id(),
        "buyer": Participant(BUYER.id),
        "seller": Participant(SELLER.id),
        "claimant": Side.BUYER,
        "amount": eur(100),
        "terms": some_terms(**terms),
        "options": (REFUND, partial(70)),
        "now": NOON,
    }
    return Mediation.begin(**given | differently)


def a_mediation(**differently: Any) -> Mediation:
    """Opened at noon by the buyer, who would take all of the 100 back, or 70 of it."""
    return opening(**differently).mediation


def countered(found: Mediation, to_buyer: int = 40, *, by: Side = Side.SELLER, when: datetime = NOON) -> Mediation:
    last = found.proposals[-1]
    return found.counter(new_id(), [wish(to_buyer)], last.number, last.version, by=by, at=at(when)).mediation


def opened_up(found: Mediation, reason: str | None = None) -> Mediation:
    """The counter-offer was refused: an operator has the case, the parties may go on talking."""
    found = countered(found)
    return found.reject(2, 1, by=Side.BUYER, at=at(NOON), reason=reason).mediation


def guided(reason: str = "damaged_in_transport", **differently: Any) -> Mediation:
    """`guided_solutions`, opened at noon: the buyer is asked first and has three days, then the seller has five."""
    terms = {name: differently.pop(name) for name in Terms.__slots__ if name in differently}
    said = some_terms(**{"on_silence": Silence.ESCALATE, "reject": Rejecting.ESCALATES, "max_rounds": 0, **terms})
    case = CaseFacts(reason, "", 12_000, delivered=True, days_since_delivery=2)
    amount = differently.pop("amount", eur(10_000))
    walk = Walk.begin(TREE, respond_term=Term.parse("5 days"), case=case, whole=amount)
    given: dict[str, Any] = {
        "id": new_id(),
        "tenant": TENANT,
        "dispute": new_id(),
        "escrow": new_id(),
        "buyer": Participant(BUYER.id),
        "seller": Participant(SELLER.id),
        "claimant": Side.BUYER,
        "amount": amount,
        "terms": said,
        "walk": walk,
        "answer_by": NOON + 3 * DAY,
        "now": NOON,
    }
    return guiding.begin(**given | differently).mediation


def walked(found: Mediation, *answers: tuple[str, Value], when: datetime = NOON) -> Mediation:
    for question, value in answers:
        found = guiding.answer(found, TREE, question, value, by=found.claimant, at=at(when)).mediation
    return found


COSMETIC = (("damage", "cosmetic"), ("replaceable", True))
"""It works but it shows, and another one would do: a reduction, a replacement, a return or all of the money."""


def proposed(found: Mediation, *wishes: Wish, when: datetime = NOON) -> Mediation:
    return guiding.propose(found, TREE, new_id(), wishes, by=found.claimant, at=at(when)).mediation
