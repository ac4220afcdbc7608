"""Deals and disputes, as the stories speak of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from .people import Person
from .stage import Stage

CURRENCY: Final = "EUR"
FEE_BASIS_POINTS: Final = 250


def euro_amount(minor: int) -> dict[str, Any]:
    return {"amount": minor, "currency": CURRENCY}


@dataclass
class Deal:
    """Escrow of a story. `expect` is where its money must be when the story is over."""

    stage: Stage
    path: str
    price: int
    expect: Outcome | None = None

    @property
    def id(self) -> str:
        return self.path.rpartition("/")[2]

    @classmethod
    def create_paid(cls, stage: Stage, title: str, price: int, *, policy: str = "agreement_first", **more: Any) -> Deal:
        """Agreed and paid for; the platform's fee comes out of what the seller gets."""
        agreed = {
            "buyer": stage.buyer.id,
            "seller": stage.seller.id,
            "amount": euro_amount(price),
            "fee": {"basis_points": FEE_BASIS_POINTS},
            "agreement": {"title": title},
            "policy": policy,
            **more,
        }
        made = stage.platform.perform_act(f"creates the escrow: {title}", "/v1/escrows", agreed)
        deal = cls(stage, f"/v1/escrows/{made['id']}", price)
        stage.deals.append(deal)
        payment = {"amount": euro_amount(price), "provider_reference": f"pay-{made['id'][-12:]}"}
        after = stage.platform.perform_act("reports the buyer's payment", f"{deal.path}/fund", payment)
        stage.check("all of the price is held", after["funds"]["held"]["amount"], price)
        return deal

    def ship(self) -> Deal:
        parcel = {"carrier": "DHL", "tracking_number": "JD014600000RU"}
        self.stage.seller.perform_act("ships it", f"{self.path}/ship", parcel)
        return self

    def deliver(self) -> Deal:
        self.stage.platform.perform_act("hears that it was delivered", f"{self.path}/deliver")
        return self

    def check_ended(self, status: str) -> None:
        """Check that the money is where it belongs: whoever was answered may look."""
        self.stage.check("the escrow ends", self.stage.platform.get(self.path)["status"], status)

    def read_frozen_amount(self) -> int:
        return int(self.stage.platform.get(self.path)["funds"]["frozen"]["amount"])


@dataclass(frozen=True)
class Outcome:
    """Division of the money in the end. The fee is the seller's to pay, so it is part of the price."""

    to_buyer: int
    to_seller: int
    fee: int = 0
    payouts: int = 1
    """In how many postings it left the hold: a split is one."""


@dataclass
class Case:
    stage: Stage
    path: str

    @property
    def id(self) -> str:
        return self.path.rpartition("/")[2]

    @classmethod
    def open_dispute(cls, deal: Deal, by: Person, *, reason: str, why: str, **more: Any) -> Case:
        """Open: the answer comes once escrow has frozen the money and the clocks run."""
        body = {"escrow": deal.id, "reason": reason, "claimed": euro_amount(deal.price), "explanation": why, **more}
        made = by.perform_act(f"opens a dispute: {reason}", "/v1/disputes", body)
        case = cls(deal.stage, f"/v1/disputes/{made['id']}")
        deal.stage.check("the freeze is confirmed", made["status"] != "opening", True)
        deal.stage.check("the money is frozen", deal.read_frozen_amount(), deal.price)
        return case

    def read_as(self, by: Person) -> dict[str, Any]:
        return by.get(self.path)

    def check_state(self, by: Person, **expected: Any) -> dict[str, Any]:
        """Check that the case looks like this to them, the moment after an answer."""
        seen = self.read_as(by)
        self.stage.check("the case", {name: seen[name] for name in expected}, expected)
        return seen

    def read_newest_proposal(self, by: Person) -> dict[str, Any]:
        """Reads the newest proposal, with `path` for what may be done with it."""
        home = self.mediation_path(by)
        newest = by.get(home)["proposals"][-1]
        return {**newest, "path": f"{home}/proposals/{newest['number']}"}

    def mediation_path(self, by: Person) -> str:
        return f"/v1/mediations/{self.read_as(by)['negotiation']['mediation']}"

    def give_evidence(self, by: Person, kind: str, content: bytes | dict[str, Any], *covers: str) -> dict[str, Any]:
        """`covers`: the points of the policy's checklist that it shows."""
        if isinstance(content, bytes):
            query = urlencode([("dispute", self.id), ("kind", kind), *(("covers", point) for point in covers)])
            return by.perform_act(f"uploads evidence: {kind}", f"/v1/evidence/uploads?{query}", content)
        body = {"kind": kind, "dispute": self.id, "covers": covers, **content}
        return by.perform_act(f"gives evidence: {kind}", "/v1/evidence/items", body)

    def check_requests(self, by: Person, count: int = 1) -> list[dict[str, Any]]:
        """So many requests for evidence are there to be answered."""
        requests: list[dict[str, Any]] = by.get(f"/v1/evidence/requests?dispute={self.id}")["data"]
        self.stage.check("requests for evidence", len(requests), count)
        return requests

    def rule_as(self, by: Person, says: str, **ruling: Any) -> dict[str, Any]:
        """By what they have just read: the version goes along."""
        version = self.read_as(by)["version"]
        return by.perform_act(says, f"{self.path}/decision", ruling, version=version)

    def check_closed(self, outcome: str) -> dict[str, Any]:
        return self.check_state(self.stage.buyer, status="closed", outcome=outcome)
