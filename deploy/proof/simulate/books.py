"""Plain model of each deal: what was acknowledged, and what must therefore be so in the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

ENDED: Final = frozenset({"released", "refunded", "split_settled", "cancelled", "expired"})
GIVING_AWAY: Final = frozenset({"accept", "release", "refund", "cancel"})
Json = Mapping[str, Any]


@dataclass
class PlainDeal:
    """Deal as whoever sent the acts knows it, by the answers alone."""

    number: int
    platform: str
    policy: str
    price: int
    id: str = ""
    dispute: str | None = None
    released: int = 0
    """By acts of the platform that were acknowledged."""
    refunded: int = 0
    is_paid: bool = False
    is_over: bool = False
    is_case_over: bool = False
    inspection: str | None = None
    is_disputed_in_time: bool = False
    is_given_away: bool = False
    """Somebody has moved money by an act that was acknowledged."""
    versions: dict[str, int] = field(default_factory=dict)
    """Highest version that an answer has shown, of the escrow and of the case."""

    @property
    def path(self) -> str:
        return f"/v1/escrows/{self.id}"

    def note_acknowledged(self, rel: str, body: Any, answer: Json) -> None:
        """Note what an act was answered with success."""
        self.is_given_away |= rel in GIVING_AWAY
        if rel == "dispute":
            self.dispute = answer["id"]
        elif rel == "fund":
            self.is_paid = True
        elif rel == "release":
            self.released += body["amount"]["amount"]
        elif rel == "refund":
            self.refunded += body["amount"]["amount"]
        self.note_shown(answer)

    def note_shown(self, shown: Json) -> None:
        """Note what a part of it has been shown to have become: it is never less afterwards."""
        if (id := shown.get("id")) == self.id:
            self.is_over |= shown["status"] in ENDED
        elif id == self.dispute:
            self.is_case_over |= shown["status"] == "closed"
        if (id := shown.get("id")) in (self.id, self.dispute) and "version" in shown:
            self.versions[str(id)] = max(self.versions.get(str(id), 0), int(shown["version"]))


def find_faults(deal: PlainDeal, escrow: Json, case: Json | None) -> Iterator[str]:
    """Compare what a deal has become with what was acknowledged of it."""
    yield from _find_lost_versions(deal, escrow, case)
    funds = {name: money["amount"] for name, money in escrow["funds"].items() if isinstance(money, dict)}
    paid_in = funds["held"] + funds["released"] + funds["refunded"]
    if deal.is_paid and escrow["status"] not in ("cancelled", "expired") and paid_in != deal.price:
        yield f"paid {deal.price}, and of that there is {funds}"
    if escrow["status"] in ENDED and funds["held"]:
        yield f"{escrow['status']}, and {funds['held']} is held"
    moved = (funds["released"] - deal.released, funds["refunded"] - deal.refunded)
    if moved not in (allowed := _list_allowed_movements(deal, escrow, case, funds)):
        yield f"beside acknowledged acts it moved {moved}, not one of {allowed}: {funds}"
    if case is not None and case["outcome"] == "void" and deal.is_disputed_in_time and not deal.is_given_away:
        yield f"its case was opened in time, and its money is gone: {funds}"
    if case is not None and case["status"] == "closed" and funds["frozen"]:
        yield f"the case is closed, and {funds['frozen']} is frozen"


def _find_lost_versions(deal: PlainDeal, escrow: Json, case: Json | None) -> Iterator[str]:
    for shown in (escrow, case):
        if shown is not None and shown["version"] < (known := deal.versions.get(shown["id"], 0)):
            yield f"{shown['id']} is at version {shown['version']}, and {known} was acknowledged"


def _list_allowed_movements(deal: PlainDeal, escrow: Json, case: Json | None, funds: Mapping[str, int]) -> list[Any]:
    """List what may have moved without an act of the platform, to the seller and to the buyer."""
    rest = deal.price - deal.released - deal.refunded
    settlement = None if case is None else case["settlement"]
    if settlement is not None:
        to_buyer, to_seller = settlement["to_buyer"]["amount"], settlement["to_seller"]["amount"]
        left = rest - to_buyer - to_seller
        # What the case did not claim goes by itself, one way or the other, or is still held.
        return (
            [(to_seller, to_buyer)] if funds["held"] else [(to_seller + left, to_buyer), (to_seller, to_buyer + left)]
        )
    if funds["held"] or not deal.is_paid or escrow["status"] in ("cancelled", "expired"):
        return [(0, 0)]
    return [(rest, 0), (0, rest)]
