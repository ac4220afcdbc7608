"""Verdict on one play: were the answers those of one of the orders, and do all services tell the one truth?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from deploy.proof.testing.market import PRICE

from .scene import Scene
from .table import PENDING, YES, End, EndingAct, Pair

AGREEING_ACTS: Final = ("accept", "silence")
CHOSEN_STATES: Final = frozenset({"accepted", "executed_on_silence"})
CROSSED: Final = frozenset({"version_conflict", "agreement_pending"})
"""What an act may hear as well that crosses another: its version has just changed, or is about to."""


@dataclass(frozen=True, slots=True)
class Order:
    """Order in which the two acts of a pair took effect, by their place in the pair."""

    earlier: int
    later: int


ORDERS: Final = (Order(0, 1), Order(1, 0))


@dataclass(frozen=True, slots=True)
class Answers:
    """What each act of a pair was answered; None for a clock, which answers nobody, and for what was not sent."""

    of: tuple[str | None, str | None]

    def fit(self, pair: Pair, order: Order, *, at_once: bool, without: str | None) -> bool:
        """Tell whether this order explains them. `without`: the service that was away for the earlier act.

        Where all is within reach, `pending` says no more than that the owner was slow: how it was decided counts.
        """
        earlier, later = self.of[order.earlier], self.of[order.later]
        expected = pair.first[order.earlier]
        if without is not None:
            expected = pair.acts[order.earlier].alone.get(without, expected)
        elif self._waited(pair, order.earlier):
            earlier = expected
        allowed = pair.later[order.later] if earlier in (None, YES, PENDING) else frozenset({pair.first[order.later]})
        if at_once:
            allowed |= CROSSED
        return earlier in (None, expected) and (later is None or later in allowed or self._waited(pair, order.later))

    def waited(self, pair: Pair) -> bool:
        """Tell whether one of them could not be decided when it was sent."""
        return self._waited(pair, 0) or self._waited(pair, 1)

    def _waited(self, pair: Pair, position: int) -> bool:
        return self.of[position] == PENDING and PENDING in pair.acts[position].alone.values()


def find_end(pair: Pair, order: Order, answers: Answers) -> EndingAct | None:
    """Find the act that ended the case: the first that had its way. None where the case goes on."""
    for position in (order.earlier, order.later):
        act, answer = pair.acts[position], answers.of[position]
        if answer in (None, YES, PENDING) and act.name in pair.ends:
            return act
    return None


async def find_untruths(scene: Scene, ended_by: EndingAct | None, pair: Pair) -> list[str]:
    """Compare what disputes, mediation and escrow say with the end that must be."""
    if scene.case is None:
        return []
    case, escrow = await scene.case.read_case(), await scene.deal.read_escrow()
    funds = {name: money["amount"] for name, money in escrow["funds"].items() if isinstance(money, dict)}
    if ended_by is None:
        return list(_find_faults_of_open_case(case, funds))
    faults = list(_find_faults_of_end(case, funds, pair.end_of(ended_by)))
    negotiation = case["negotiation"] or {}
    if negotiation.get("mediation"):
        mediation = await scene.market.buyer.get(f"/v1/mediations/{negotiation['mediation']}")
        faults += _find_faults_of_negotiation(mediation, ended_by)
    return faults


def _find_faults_of_open_case(case: dict[str, Any], funds: dict[str, int]) -> Iterator[str]:
    if case["status"] == "closed":
        yield f"the case is closed ({case['outcome']}), and should go on"
    if funds["frozen"] != PRICE:
        yield f"the case goes on, and escrow keeps {funds['frozen']} for it"


def _find_faults_of_end(case: dict[str, Any], funds: dict[str, int], end: End) -> Iterator[str]:
    if (case["status"], case["outcome"]) != ("closed", end.outcome):
        yield f"the case is {case['status']} as {case['outcome']}, not closed as {end.outcome}"
    settled = case["settlement"] and case["settlement"]["to_buyer"]["amount"]
    if settled != end.to_buyer:
        yield f"the case gives the buyer {settled}, not {end.to_buyer}"
    paid = (funds["refunded"], funds["released"])
    if end.to_buyer is not None and paid != (end.to_buyer, PRICE - end.to_buyer):
        yield f"escrow has paid {paid}, not {end.to_buyer} to the buyer"
    if funds["frozen"]:
        yield f"escrow still keeps {funds['frozen']} frozen"


def _find_faults_of_negotiation(mediation: dict[str, Any], ended_by: EndingAct) -> Iterator[str]:
    states = [proposal["state"] for proposal in mediation["proposals"]]
    is_agreed = not CHOSEN_STATES.isdisjoint(states)
    if is_agreed != (ended_by.name in AGREEING_ACTS):
        yield f"mediation says {mediation['state']}, {states}, and the case ended by {ended_by.name}"
    if mediation["state"] == "pending":
        yield "mediation still waits for the owner"
