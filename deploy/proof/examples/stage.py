"""Market of the examples: its people, and the way from a deal to each place that a scene needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import httpx

from deploy.proof.demo import photos
from deploy.proof.testing.market import Case, Deal, Market, Person, euro_amount, open_market

from .book import Book

EXPLANATION: Final = "It is another model than the one in the photos, and its shade is cracked."
REPORT: Final = "The call ended after ten minutes of the hour that was agreed, and nobody called back. " * 3
APPEAL: Final = (
    "The call lasted the full hour that was agreed. My recording shows its beginning and its end, the conversation "
    "shows what was agreed, and nothing of it was refused by me at any time."
)
PARCEL: Final = {"carrier": "DHL", "tracking_number": "JD014600000RU"}
OTHER_PARCEL: Final = {"carrier": "DHL", "tracking_number": "JD014600004RU"}
POINTS: Final = ["conversation", "call_start_and_end", "contact_id"]


@dataclass
class Stage:
    book: Book
    market: Market
    admin: Person
    administrator: tuple[str, str]
    colleague: Person
    lead: Person

    @property
    def client(self) -> httpx.AsyncClient:
        return self.market.platform.client

    async def renew_tokens(self) -> None:
        """Tokens live five minutes, and a scene is played in much less."""
        await self.market.renew_tokens()
        self.admin.token = await request_token(self.client, *self.administrator)
        for person, id, scopes in ((self.colleague, "omar", ("read", "decide")), (self.lead, "lena", LEAD_SCOPES)):
            person.token = (await self.market.mint_person("operator", id, *scopes)).token

    async def open_case(self, price: int = 12_000, **more: Any) -> tuple[Deal, Case]:
        """Open a case under negotiation on a delivered deal of agreement_first."""
        deal = await self.market.deliver_deal(price)
        case = await deal.open_dispute(
            **{"options": [{"kind": "refund_full"}], "claimed": euro_amount(price), "explanation": EXPLANATION, **more}
        )
        await case.await_mediation_path()
        return deal, case

    async def read_offer(self, case: Case, rel: str, by: Person) -> dict[str, Any]:
        """The action of this name, as it is offered."""
        seen = await by.get(case.path)
        return next(action for action in seen["allowed_actions"] if action["rel"] == rel)

    async def escalate_case(self, case: Case) -> None:
        """To an operator's desk: the buyer has shown a photo."""
        home, version = await case.read_newest_proposal()
        offer = {"version": version, "options": [{"kind": "refund_partial", "amount": euro_amount(1_000)}]}
        await self.market.seller.perform_act(f"{home}/counter", offer)
        home, version = await case.read_newest_proposal()
        await self.market.buyer.perform_act(f"{home}/reject", {"version": version})
        await case.wait_for(stage="defect_proof")

    async def bring_to_review(self, case: Case) -> None:
        await self.escalate_case(case)
        await self.market.settle_events()
        photo = f"/v1/evidence/uploads?dispute={case.id}&kind=photo"
        await self.market.buyer.perform_act(photo, photos.draw_damage(3), content_type="image/jpeg")
        await case.wait_for(stage="review")

    async def read_version(self, case: Case, by: Person) -> dict[str, str]:
        await self.market.settle_events()
        return {"If-Match": f'"{(await by.get(case.path))["version"]}"'}


LEAD_SCOPES: Final = ("read", "decide", "lead")


async def open_stage(client: httpx.AsyncClient, admin_secret: str, book: Book) -> Stage:
    market = await open_market(client, admin_secret)
    administrator = ("admin", admin_secret)
    return Stage(
        book,
        market,
        Person(client, await request_token(client, *administrator)),
        administrator,
        await market.mint_person("operator", "omar", "read", "decide"),
        await market.mint_person("operator", "lena", *LEAD_SCOPES),
    )


async def request_token(client: httpx.AsyncClient, id: str, secret: str) -> str:
    answer = await client.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=(id, secret))
    return str(answer.raise_for_status().json()["access_token"])
