"""Platform with its people, over HTTP like everybody."""

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


def euro_amount(minor: int) -> dict[str, Any]:
    return {"amount": minor, "currency": "EUR"}


async def wait_until(what: str, look: Callable[[], Awaitable[T]], reached: Callable[[T], bool]) -> T:
    """Facts travel between services: look again until one has arrived. Patience is counted in looks, since one that is
    repeated until a service is back takes long and shows nothing."""
    for _ in range(round(PATIENCE_SECONDS / LOOK_SECONDS)):
        if reached(seen := await look()):
            return seen
        await asyncio.sleep(LOOK_SECONDS)
    raise AssertionError(f"{what}: last seen {seen}")


@dataclass
class Person:
    client: httpx.AsyncClient
    token: str

    async def list_items(self, path: str) -> list[dict[str, Any]]:
        """Reads what a list shows; nothing while the service has not heard of what is asked for."""
        answer = await self.client.get(path, headers={"Authorization": f"Bearer {self.token}"})
        assert answer.status_code in (200, 404), (path, answer.text)
        return list(answer.json().get("data", []))

    async def get(self, path: str) -> dict[str, Any]:
        answer = await self.client.get(path, headers={"Authorization": f"Bearer {self.token}"})
        assert answer.status_code == 200, (path, answer.text)
        return dict(answer.json())

    async def post(self, path: str, body: Any = None, *, key: str | None = None, **headers: str) -> httpx.Response:
        extra_headers = {name.replace("_", "-"): value for name, value in headers.items()}
        all_headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or uuid4().hex} | extra_headers
        if isinstance(body, bytes):
            return await self.client.post(path, content=body, headers=all_headers)
        return await self.client.post(path, json=body, headers=all_headers)

    async def perform_act(self, path: str, body: Any = None, **headers: str) -> dict[str, Any]:
        answer = await self.post(path, body, **headers)
        assert answer.is_success, (path, answer.text)
        return dict(answer.json())

    async def put(self, path: str, body: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": uuid4().hex}
        return await self.client.put(path, json=body, headers=headers)


@dataclass
class Market:
    id: str
    platform: Person
    buyer: Person
    seller: Person
    operator: Person
    client_credentials: tuple[str, str] = ("", "")

    async def mint_person(self, role: str, id: str, *scopes: str, **bound: str) -> Person:
        return await _mint_person(self.platform, role, id, *scopes, **bound)

    async def renew_tokens(self) -> None:
        """Tokens live five minutes: whoever plays for longer asks for new ones in time."""
        self.platform.token = await _request_token(self.platform.client, *self.client_credentials)
        for role, person, id, scopes in (
            ("buyer", self.buyer, "anna", ()),
            ("seller", self.seller, "sam", ()),
            ("operator", self.operator, "olga", ("read", "decide")),
        ):
            person.token = (await _mint_person(self.platform, role, id, *scopes)).token

    async def advance_clock(self, **how: str | bool) -> list[dict[str, Any]]:
        """`by="5 days"` or `to="…Z"`; time stands still there with `hold=True`. All that falls due on the way has
        happened everywhere when this returns: where that takes long, the same request goes on."""
        key = uuid4().hex
        answer = await self.platform.post("/v1/test-clock/advance", how, key=key)
        while answer.status_code == 503 and answer.json()["code"] == "clock_too_slow":
            await self.renew_tokens()
            answer = await self.platform.post("/v1/test-clock/advance", how, key=key)
        assert answer.is_success, answer.text
        return list(answer.json()["steps"])

    async def settle_events(self) -> None:
        """Waits until no fact is under way any more: only then does the clock answer."""
        await self.advance_clock(by="1 second")

    async def fund_deal(self, price: int = PRICE, **more: Any) -> Deal:
        """Funded in full, a fee on top included."""
        agreed = {
            "buyer": "anna",
            "seller": "sam",
            "amount": euro_amount(price),
            "agreement": {"title": "A lamp"},
            **more,
        }
        made = await self.platform.perform_act("/v1/escrows", agreed)
        deal = Deal(self, f"/v1/escrows/{made['id']}")
        await self.platform.perform_act(
            f"{deal.path}/fund", {"amount": made["funds"]["missing"], "provider_reference": uuid4().hex}
        )
        return deal

    async def deliver_deal(self, price: int = PRICE, **more: Any) -> Deal:
        deal = await self.fund_deal(price, **more)
        await self.platform.perform_act(f"{deal.path}/ship", {"carrier": "DHL", "tracking_number": "JD014600000RU"})
        await self.platform.perform_act(f"{deal.path}/deliver")
        return deal


@dataclass
class Deal:
    market: Market
    path: str

    @property
    def id(self) -> str:
        return self.path.rpartition("/")[2]

    async def read_escrow(self) -> dict[str, Any]:
        return await self.market.platform.get(self.path)

    async def read_funds(self) -> dict[str, int]:
        funds = (await self.read_escrow())["funds"]
        return {name: money["amount"] for name, money in funds.items() if isinstance(money, dict)}

    def build_claim_body(self, claimed: int, options: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        return {
            "escrow": self.id,
            "reason": "significantly_not_as_described",
            "claimed": euro_amount(claimed),
            "options": options or [{"kind": "refund_full"}],
            "explanation": "The shade is cracked.",
        }

    async def open_negotiated(self, claimed: int = PRICE, options: list[dict[str, Any]] | None = None) -> Case:
        """Opened by the buyer, the money frozen, the negotiation under way."""
        case = await self.open_dispute(**self.build_claim_body(claimed, options))
        await wait_until(
            "the negotiation", case.read_case, lambda seen: bool((seen["negotiation"] or {}).get("mediation"))
        )
        return case

    async def open_dispute(self, by: Person | None = None, **changes: Any) -> Case:
        """Opens with what the deal's policy wants beside the explanation; returns once the money is frozen."""
        claim = self.build_claim_body(PRICE) | changes
        body = claim if "options" in changes else {name: value for name, value in claim.items() if name != "options"}

        async def post_dispute() -> httpx.Response:
            return await (by or self.market.buyer).post("/v1/disputes", body)

        # Disputes hears of the escrow a moment after escrow has answered.
        answer = await wait_until(
            "disputes knows the escrow", post_dispute, lambda seen: seen.status_code not in (404, 409)
        )
        assert answer.status_code == 201, answer.text
        case = Case(self.market, f"/v1/disputes/{answer.json()['id']}")
        await wait_until("the freeze", case.read_case, lambda seen: seen["status"] != "opening")
        return case


@dataclass
class Case:
    market: Market
    path: str

    @property
    def id(self) -> str:
        return self.path.rpartition("/")[2]

    async def read_case(self) -> dict[str, Any]:
        return await self.market.buyer.get(self.path)

    async def wait_for(self, **expected: Any) -> dict[str, Any]:
        return await wait_until(
            f"the case reaches {expected}",
            self.read_case,
            lambda seen: all(seen[name] == value for name, value in expected.items()),
        )

    async def await_mediation_path(self) -> str:
        seen = await wait_until(
            "the mediation", self.read_case, lambda seen: bool((seen["negotiation"] or {}).get("mediation"))
        )
        return f"/v1/mediations/{seen['negotiation']['mediation']}"

    async def wait_out_silence(self) -> dict[str, Any]:
        """Does nothing until what is foretold next happens, and it has happened."""
        await self.market.settle_events()
        await self.market.advance_clock(to=(await self.read_case())["next_automatic_action"]["at"])
        return await self.read_case()

    async def judge_case(self, path: str, body: dict[str, Any], by: Person | None = None) -> dict[str, Any]:
        """By an operator who takes the case and has read its latest version."""
        operator = by or self.market.operator
        await self.market.settle_events()
        await operator.perform_act(f"{self.path}/assign", {})
        version = (await operator.get(self.path))["version"]
        return await operator.perform_act(f"{self.path}/{path}", body, If_Match=f'"{version}"')

    async def rule_case(self, outcome: str, reason: str, by: Person | None = None, **more: Any) -> dict[str, Any]:
        ruling = {"outcome": outcome, "reason_code": reason, "responsible": "seller", "policy_reference": "Rule 1"}
        return await self.judge_case("decision", {**ruling, "explanation": "The evidence shows it.", **more}, by)

    async def read_newest_proposal(self) -> tuple[str, int]:
        """Path of the newest one, and its version."""
        home = f"/v1/mediations/{(await self.read_case())['negotiation']['mediation']}"
        newest = (await self.market.seller.get(home))["proposals"][-1]
        return f"{home}/proposals/{newest['number']}", newest["version"]

    async def read_settlement_split(self) -> tuple[int, int]:
        ordered = (await self.read_case())["settlement"]
        return ordered["to_buyer"]["amount"], ordered["to_seller"]["amount"]


async def open_platform(client: httpx.AsyncClient, admin_secret: str, name: str) -> dict[str, Any]:
    """Opens a platform as the administrator, who is told its secret. Where that answer was lost, the repeated request
    is answered without it, so another one is made."""
    admin = Person(client, await _request_token(client, "admin", admin_secret))
    made = await admin.perform_act("/v1/platforms", {"name": name})
    while made["client_secret"] is None:
        made |= {"client_secret": (await admin.perform_act(f"/v1/platforms/{made['id']}/secrets"))["client_secret"]}
    return made


async def open_market(client: httpx.AsyncClient, admin_secret: str) -> Market:
    """Opens a new platform: a tenant of its own, so that moving its clock hurries nobody else's deadlines."""
    made = await open_platform(client, admin_secret, "Lamps and more")
    platform = Person(client, await _request_token(client, made["client_id"], made["client_secret"]))

    async def knows_policies() -> httpx.Response:
        probe = {"buyer": "b", "seller": "s", "amount": euro_amount(1), "agreement": {"title": "A probe"}}
        return await platform.post("/v1/escrows", probe)

    await wait_until("escrow knows the policies", knows_policies, lambda answer: answer.status_code == 201)
    return Market(
        made["id"],
        platform,
        buyer=await _mint_person(platform, "buyer", "anna"),
        seller=await _mint_person(platform, "seller", "sam"),
        operator=await _mint_person(platform, "operator", "olga", "read", "decide"),
        client_credentials=(made["client_id"], made["client_secret"]),
    )


async def _mint_person(platform: Person, role: str, id: str, *scopes: str, **bound: str) -> Person:
    grant = {"role": role, "participant": id, "scopes": list(scopes), **bound}
    answer = await platform.perform_act("/v1/participant-tokens", grant)
    return Person(platform.client, answer["access_token"])


async def _request_token(client: httpx.AsyncClient, id: str, secret: str) -> str:
    answer = await client.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=(id, secret))
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])
