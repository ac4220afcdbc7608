"""People: they read what they are offered, do some of it, and send again what was not answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

import httpx

from common.kernel.ids import parse_id
from deploy.proof.feed.reader import Books, BrokenLine
from deploy.proof.links.filling import Filled, fill_action
from deploy.proof.testing.market import Person, euro_amount
from deploy.proof.testing.tokens import Keys

from .books import PlainDeal
from .world import SimulatedWorld

POLICIES: Final = ("agreement_first", "agreement_first", "guided_solutions", "live_video", "report_review")
ROLES: Final = ("buyer", "seller", "operator", "platform")
SCOPES: Final = {"operator": "read decide lead"}
TOKEN_SECONDS: Final = 300
FEED_PAGE: Final = 25
LATEST_DEALS: Final = 12
"""So many are under way at once: whoever left earlier ones has forgotten them, and their clocks decide."""
REPEATED_WITHIN: Final = timedelta(hours=12)
"""For so long a key is certainly remembered."""
STEPS_FORWARD: Final = ("20 minutes", "6 hours", "1 day", "3 days", "8 days", "30 days")
AGAIN_STATUSES: Final = frozenset({429, 503})
WEIGHTS: Final = {
    "fund": 4.0, "ship": 4.0, "deliver": 4.0, "dispute": 5.0, "counter": 2.0, "provide_evidence": 2.0, "submit": 2.0,
    "cancel": 0.1, "release": 0.3, "refund": 0.3, "withdraw": 0.3, "accept_claim": 0.3, "accept_goods": 0.5,
    "message": 0.2, "assign": 0.5, "take_over": 0.1, "extend": 0.3, "pause": 0.15, "resume": 2.0,
    "ask_for_evidence": 0.2, "correct_shipment": 0.1, "correct_return_address": 0.1, "correct_parcel": 0.1,
}  # fmt: skip
"""How often an act is done where it is offered, beside others: what leads on rather than what ends it all."""


class NotOffered(Exception):
    """There is nothing to do, or it cannot be read what."""


@dataclass
class Sent:
    """Request that changes something. It keeps its key until it is answered."""

    who: str
    rel: str
    filled: Filled
    key: str
    platform: str
    deal: PlainDeal | None = None
    answered_at: datetime | None = None
    status: int = 0
    body: Any = None

    def __str__(self) -> str:
        return f"{self.who} {self.rel} {self.filled.choice}".strip() + (f" #{self.deal.number}" if self.deal else "")


@dataclass
class FeedReader:
    """Reader of one platform's feed, who keeps its cursor and what the events say."""

    books: Books = field(default_factory=Books)
    cursor: str = ""

    @property
    def path(self) -> str:
        return f"/v1/events?limit={FEED_PAGE}" + (f"&cursor={self.cursor}" if self.cursor else "")

    def read_page(self, page: Mapping[str, Any]) -> None:
        """Take in a page. Raises BrokenLine where events of a subject are missing."""
        self.books.read(page["data"])
        self.cursor = page["next_cursor"] or self.cursor


@dataclass
class People:
    """Everybody who sends requests in a run, and what they remember of it."""

    world: SimulatedWorld
    keys: Keys
    client: httpx.AsyncClient
    platforms: list[str] = field(default_factory=list)
    """The time of the first one is never moved."""
    deals: list[PlainDeal] = field(default_factory=list)
    unanswered: list[Sent] = field(default_factory=list)
    answered: list[Sent] = field(default_factory=list)
    readers: dict[str, FeedReader] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def person(self, role: str, platform: str, number: int = 0) -> Person:
        """Somebody with a token of this moment."""
        now = int(self.world.now.timestamp())
        id = {"buyer": f"anna-{number}", "seller": f"sam-{number}", "operator": f"olga-{number % 3}"}.get(role, "shop")
        tenant, scope = parse_id("plt", platform), SCOPES.get(role, "")
        token = self.keys.token(role=role, sub=id, tenant=tenant, scope=scope, iat=now, exp=now + TOKEN_SECONDS)
        return Person(self.client, token)

    async def act(self) -> str:
        """Do one thing, and say what came of it."""
        dice = self.world.choices.random()
        if self.unanswered and dice < 0.3:
            return await self.send(self.unanswered.pop(0))
        if dice < 0.34 and (repeated := self._choose_answered()) is not None:
            return await self._repeat(repeated)
        if dice < 0.44 or not any(deal.id for deal in self.deals):
            return await self.send(self._agree_on_deal())
        try:
            return await self.send(await self._choose_act())
        except NotOffered as reason:
            return f"nothing: {reason}"

    async def move_clock(self) -> str:
        """Have a platform move its time, to where something is due or just ahead."""
        platform = self.world.choices.choice(self.platforms[1:])
        body = {"by": self.world.choices.choice(STEPS_FORWARD)}
        way = Filled("/v1/test-clock/advance", body, {}, body["by"])
        return await self.send(Sent("platform", "advance", way, self._new_key(), platform))

    async def read_on(self) -> str:
        """Have a platform read its feed on, from where it was: nothing is missing there, whatever comes later."""
        platform = self.world.choices.choice(self.platforms)
        reader = self.readers.setdefault(platform, FeedReader())
        try:
            page = await self._read(self.person("platform", platform), reader.path)
        except NotOffered as reason:
            return f"the feed cannot be read: {reason}"
        try:
            reader.read_page(page)
        except BrokenLine as broken:
            self.faults.append(f"the feed of {platform}: {broken}")
        return f"{platform} reads {len(page['data'])} events"

    async def send(self, sent: Sent) -> str:
        number = sent.deal.number if sent.deal else 0
        person = self.person(sent.who, sent.platform, number)
        try:
            answer = await person.post(sent.filled.path, sent.filled.body, key=sent.key, **sent.filled.headers)
        except httpx.TransportError as error:
            self.unanswered.append(sent)
            return f"{sent} → {error}"
        return f"{sent} → {self._take_answer(sent, answer)}"

    def _take_answer(self, sent: Sent, answer: httpx.Response) -> str:
        code = "" if answer.is_success else str(answer.json().get("code"))
        spelled = f"{answer.status_code} {code}".strip()
        if answer.status_code in AGAIN_STATUSES or code == "idempotency_in_flight":
            self.unanswered.append(sent)
        elif answer.status_code >= 500:
            self.faults.append(f"{sent} at {sent.filled.path} was answered {spelled}: {answer.text[:300]}")
        else:
            sent.answered_at, sent.status, sent.body = self.world.now, answer.status_code, answer.json()
            self.answered.append(sent)
            if answer.is_success and sent.deal is not None:
                self._note_acknowledged(sent, sent.deal, answer.json())
        return spelled

    def _note_acknowledged(self, sent: Sent, deal: PlainDeal, answer: Any) -> None:
        if sent.rel == "agree":
            deal.id = answer["id"]
        deal.note_acknowledged(sent.rel, sent.filled.body, answer)

    async def _repeat(self, sent: Sent) -> str:
        """Send once more what was answered: the answer is the same."""
        person = self.person(sent.who, sent.platform, sent.deal.number if sent.deal else 0)
        try:
            answer = await person.post(sent.filled.path, sent.filled.body, key=sent.key, **sent.filled.headers)
        except httpx.TransportError as error:
            return f"again {sent} → {error}"
        if answer.status_code not in AGAIN_STATUSES and (answer.status_code, answer.json()) != (sent.status, sent.body):
            self.faults.append(
                f"{sent} was answered {sent.status}, and again: {answer.status_code} {answer.text[:300]}"
            )
        return f"again {sent} → {answer.status_code}"

    def _choose_answered(self) -> Sent | None:
        young = [one for one in self.answered[-30:] if self._is_repeatable(one)]
        return self.world.choices.choice(young) if young else None

    def _is_repeatable(self, sent: Sent) -> bool:
        is_young = sent.answered_at is not None and self.world.now - sent.answered_at < REPEATED_WITHIN
        return is_young and sent.status < 300

    def begin_deal(self) -> PlainDeal:
        """Think of a deal. It is agreed on by the first thing that is done about it."""
        dice = self.world.choices
        deal = PlainDeal(
            len(self.deals) + 1, dice.choice(self.platforms), dice.choice(POLICIES), dice.randrange(1_000, 20_000)
        )
        self.deals.append(deal)
        return deal

    async def read_deal(self, deal: PlainDeal) -> Any:
        """Read a deal as its platform does. Raises NotOffered."""
        if not deal.id:
            await self.send(self._take_unanswered(deal) or self._agree(deal))
        if not deal.id:
            raise NotOffered("it is not agreed yet")
        return await self._read(self.person("platform", deal.platform, deal.number), deal.path)

    def _take_unanswered(self, deal: PlainDeal) -> Sent | None:
        """Take up what was sent of a deal and not answered: under another key it would be done twice."""
        sent = next((sent for sent in self.unanswered if sent.deal is deal), None)
        if sent is not None:
            self.unanswered.remove(sent)
        return sent

    async def do(self, deal: PlainDeal, who: str, rel: str) -> str:
        """Do one thing in a deal. Raises NotOffered."""
        for action in await self._list_offers(deal, who):
            if action["rel"] == rel:
                filled = await self._fill(action, self.person(who, deal.platform, deal.number))
                return await self.send(Sent(who, rel, filled, self._new_key(), deal.platform, deal))
        raise NotOffered(f"{rel} of #{deal.number}")

    def _agree_on_deal(self) -> Sent:
        deal = self.begin_deal()
        deal.inspection = "4 hours" if self.world.choices.random() < 0.5 else None
        return self._agree(deal)

    def _agree(self, deal: PlainDeal) -> Sent:
        agreed: dict[str, Any] = {
            "buyer": f"anna-{deal.number}", "seller": f"sam-{deal.number}", "amount": euro_amount(deal.price),
            "agreement": {"title": "A lamp"}, "policy": deal.policy,
        }  # fmt: skip
        if deal.inspection is not None:
            agreed["windows"] = {"inspection": deal.inspection}
        return Sent("platform", "agree", Filled("/v1/escrows", agreed), self._new_key(), deal.platform, deal)

    async def _choose_act(self) -> Sent:
        """Choose one of the acts that are offered to anybody in a deal. Raises NotOffered."""
        dice = self.world.choices
        deal = dice.choice(
            [deal for deal in self.deals if deal.id and not deal.is_over][-LATEST_DEALS:] or self.deals[-1:]
        )
        for who in dice.sample(ROLES, len(ROLES)):
            offered = await self._list_offers(deal, who)
            weights = [WEIGHTS.get(action["rel"], 1.0) for action in offered]
            [action] = dice.choices(offered, weights) if offered else [None]
            if action is not None and dice.random() < WEIGHTS.get(action["rel"], 1.0):
                filled = await self._fill(action, self.person(who, deal.platform, deal.number))
                return Sent(who, action["rel"], filled, self._new_key(), deal.platform, deal)
        raise NotOffered(f"to anybody of #{deal.number}")

    async def _list_offers(self, deal: PlainDeal, who: str) -> list[Any]:
        """List what somebody is offered in a deal, or in its case once there is one."""
        path = f"/v1/disputes/{deal.dispute}" if deal.dispute and not deal.is_case_over else deal.path
        shown = await self._read(self.person(who, deal.platform, deal.number), path)
        deal.note_shown(shown)
        return [action for action in shown["allowed_actions"] if action["actor"] == who]

    async def _read(self, person: Person, path: str) -> Any:
        try:
            answer = await self.client.get(path, headers={"Authorization": f"Bearer {person.token}"})
        except httpx.TransportError as error:
            raise NotOffered(str(error)) from None
        if answer.status_code >= 500 and answer.status_code not in AGAIN_STATUSES:
            self.faults.append(f"GET {path} was answered {answer.status_code}: {answer.text[:300]}")
        if answer.status_code != 200:
            raise NotOffered(f"GET → {answer.status_code}")
        return answer.json()

    async def _fill(self, action: Mapping[str, Any], person: Person) -> Filled:
        """Fill it in, in one of its ways; money that is moved by an act always says how much."""
        try:
            ways = await fill_action(dict(action), person)
        except (AssertionError, TypeError, httpx.TransportError):  # what it names has gone on meanwhile
            raise NotOffered(f"{action['rel']}, and what it takes cannot be read") from None
        ways = [way for way in ways if not isinstance(way.body, bytes)]  # files are made of processes and their time
        if action["rel"] in ("release", "refund"):
            ways = [_maybe_halve(ways[0], is_half=self.world.choices.random() < 0.4)]
        if not ways:
            raise NotOffered(f"{action['rel']} but with a file")
        return self.world.choices.choice(ways)

    def _new_key(self) -> str:
        return f"key-{self.world.choices.getrandbits(64):016x}"


def _maybe_halve(way: Filled, *, is_half: bool) -> Filled:
    assert isinstance(way.body, dict)
    amount = way.body["amount"]
    share = max(amount["amount"] // 2, 1) if is_half else amount["amount"]
    return Filled(way.path, {"amount": {**amount, "amount": share}}, way.headers, str(share))
