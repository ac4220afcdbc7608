"""A platform with its people, over HTTP like everybody."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from uuid import uuid4

import httpx

T = TypeVar("T")
PATIENCE_SECONDS: Final = 180.0
LOOK_SECONDS: Final = 0.03
PRICE: Final = 12_000


def eur(minor: int) -> dict[str, Any]:
    return {"amount": minor, "currency": "EUR"}


async def until(what: str, look: Callable[[], Awaitable[T]], reached: Callable[[T], bool]) -> T:
    """Facts travel between services: look again until one has arrived."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while not reached(seen := await look()):
        assert asyncio.get_running_loop().time() < deadline, f"{what}: last seen {seen}"
        await asyncio.sleep(LOOK_SECONDS)
    return seen


@dataclass
class Person:
    client: httpx.AsyncClient
    token: str

    async def found(self, path: str) -> list[dict[str, Any]]:
        """What a list shows; nothing while the service has not heard of what is asked for."""
        answer = await self.client.get(path, headers={"Authorization": f"Bearer {self.token}"})
        assert answer.status_code in (200, 404), (path, answer.text)
        return list(answer.json().get("data", []))

    async def get(self, path: str) -> dict[str, Any]:
        answer = await self.client.get(path, headers={"Authorization": f"Bearer {self.token}"})
        assert answer.status_code == 200, (path, answer.text)
        return dict(answer.json())

    async def post(self, path: str, body: Any = None, *, key: str | None = None, **headers: str) -> httpx.Response:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        wanted = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or uuid4().hex} | given
        if isinstance(body, bytes):
            return await self.client.post(path, content=body, headers=wanted)
        return await self.client.post(path, json=body, headers=wanted)

    async def does(self, path: str, body: Any = None, **headers: str) -> dict[str, Any]:
        answer = await self.post(path, body, **headers)
        assert answer.is_success, (path, answer.text)
        return dict(answer.json())

    async def put(self, path: str, body: Any) -> httpx.Response:
        wanted = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": uuid4().hex}
        return await self.client.put(path, json=body, headers=wanted)


@dataclass
class Market:
    id: str
    platform: Person
    buyer: Person
    seller: Person
    operator: Person

    async def somebody(self, role: str, id: str, *scopes: str, **bound: str) -> Person:
        return await _somebody(self.platform, role, id, *scopes, **bound)

    async def advance(self, **how: str) -> list[dict[str, Any]]:
        """`by="5 days"` or `to="…Z"`. All that falls due on the way has happened everywhere when this returns."""
        return list((await self.platform.does("/v1/test-clock/advance", how))["steps"])

    async def settle(self) -> None:
        """The clock answers only when no fact is under way any more."""
        await self.advance(by="1 second")

    async def deal(self, price: int = PRICE, **more: Any) -> Deal:
        """Funded in full."""
        agreed = {"buyer": "anna", "seller": "sam", "amount": eur(price), "agreement": {"title": "A lamp"}, **more}
        made = await self.platform.does("/v1/escrows", agreed)
        deal = Deal(self, f"/v1/escrows/{made['id']}")
        await self.platform.does(f"{deal.path}/fund", {"amount": eur(price), "provider_reference": uuid4().hex})
        return deal

    async def delivered(self, price: int = PRICE, **more: Any) -> Deal:
        deal = await self.deal(price, **more)
        await self.platform.does(f"{deal.path}/ship", {"carrier": "DHL", "tracking_number": "JD014600003RU"})
        await self.platform.does(f"{deal.path}/deliver")
        return deal


@dataclass
class Deal:
    market: Market
    path: str

    @property
    def id(self) -> str:
        return self.path.rpartition("/")[2]

    async def seen(self) -> dict[str, Any]:
        return await self.market.platform.get(self.path)

    async def funds(self) -> dict[str, int]:
        funds = (await self.seen())["funds"]
        return {name: money["amount"] for name, money in funds.items() if isinstance(money, dict)}

    def claim(self, claimed: int, options: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        return {
            "escrow": self.id,
            "reason": "significantly_not_as_described",
            "claimed": eur(claimed),
            "options": options or [{"kind": "refund_full"}],
            "explanation": "The shade is cracked.",
        }

    async def disputed(self, claimed: int = PRICE, options: list[dict[str, Any]] | None = None) -> Case:
        """Opened by the buyer, the money frozen, the negotiation under way."""
        case = await self.opened(**self.claim(claimed, options))
        await until("the negotiation", case.seen, lambda seen: bool((seen["negotiation"] or {}).get("mediation")))
        return case

    async def opened(self, by: Person | None = None, **said: Any) -> Case:
        """With what the deal's policy wants to be said beside the explanation; the money frozen."""
        claim = self.claim(PRICE) | said
        body = claim if "options" in said else {name: value for name, value in claim.items() if name != "options"}

        async def known() -> httpx.Response:
            return await (by or self.market.buyer).post("/v1/disputes", body)

        # Disputes hears of the escrow a moment after escrow has answered.
        answer = await until("disputes knows the escrow", known, lambda seen: seen.status_code not in (404, 409))
        assert answer.status_code == 201, answer.text
        case = Case(self.market, f"/v1/disputes/{answer.json()['id']}")
        await until("the freeze", case.seen, lambda seen: seen["status"] != "opening")
        return case


@dataclass
class Case:
    market: Market
    path: str

    @property
    def id(self) -> str:
        return self.path.rpartition("/")[2]

    async def seen(self) -> dict[str, Any]:
        return await self.market.buyer.get(self.path)

    async def reaches(self, **expected: Any) -> dict[str, Any]:
        return await until(
            f"the case reaches {expected}",
            self.seen,
            lambda seen: all(seen[name] == value for name, value in expected.items()),
        )

    async def mediation(self) -> str:
        seen = await until("the mediation", self.seen, lambda seen: bool((seen["negotiation"] or {}).get("mediation")))
        return f"/v1/mediations/{seen['negotiation']['mediation']}"

    async def silence(self) -> dict[str, Any]:
        """Nobody does anything until what is foretold next happens, and it has happened."""
        await self.market.settle()
        await self.market.advance(to=(await self.seen())["next_automatic_action"]["at"])
        return await self.seen()

    async def judged(self, path: str, body: dict[str, Any], by: Person | None = None) -> dict[str, Any]:
        """By an operator who takes the case and has read its latest version."""
        operator = by or self.market.operator
        await self.market.settle()
        await operator.does(f"{self.path}/assign", {})
        version = (await operator.get(self.path))["version"]
        return await operator.does(f"{self.path}/{path}", body, If_Match=f'"{version}"')

    async def ruled(self, outcome: str, reason: str, by: Person | None = None, **more: Any) -> dict[str, Any]:
        said = {"outcome": outcome, "reason_code": reason, "responsible": "seller", "policy_reference": "Rule 1"}
        return await self.judged("decision", {**said, "explanation": "The evidence shows it.", **more}, by)

    async def proposal(self) -> tuple[str, int]:
        """Where the newest one is, and its version."""
        home = f"/v1/mediations/{(await self.seen())['negotiation']['mediation']}"
        newest = (await self.market.seller.get(home))["proposals"][-1]
        return f"{home}/proposals/{newest['number']}", newest["version"]

    async def split(self) -> tuple[int, int]:
        ordered = (await self.seen())["settlement"]
        return ordered["to_buyer"]["amount"], ordered["to_seller"]["amount"]


async def opened(client: httpx.AsyncClient, admin_secret: str) -> Market:
    """A new platform: a tenant of its own, so that moving its clock hurries nobody else's deadlines."""
    admin = Person(client, await _token(client, "admin", admin_secret))
    made = await admin.does("/v1/platforms", {"name": "Lamps and more"})
    platform = Person(client, await _token(client, made["client_id"], made["client_secret"]))

    async def knows_policies() -> httpx.Response:
        probe = {"buyer": "b", "seller": "s", "amount": eur(1), "agreement": {"title": "A probe"}}
        return await platform.post("/v1/escrows", probe)

    await until("escrow knows the policies", knows_policies, lambda answer: answer.status_code == 201)
    return Market(
        made["id"],
        platform,
        buyer=await _somebody(platform, "buyer", "anna"),
        seller=await _somebody(platform, "seller", "sam"),
        operator=await _somebody(platform, "operator", "olga", "read", "decide"),
    )


async def _somebody(platform: Person, role: str, id: str, *scopes: str, **bound: str) -> Person:
    grant = {"role": role, "participant": id, "scopes": list(scopes), **bound}
    answer = await platform.does("/v1/participant-tokens", grant)
    return Person(platform.client, answer["access_token"])


async def _token(client: httpx.AsyncClient, id: str, secret: str) -> str:
    answer = await client.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=(id, secret))
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])
