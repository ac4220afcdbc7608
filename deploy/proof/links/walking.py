"""Walks from place to place by nothing but the actions that are offered: each is done once, as it says of itself."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

from deploy.proof.testing.market import PRICE, Deal, Market, Person

from .filling import FOR_PARTY, Filled, fill_action

Json = dict[str, Any]
SILENCE: Final = "silence"
STAYING: Final = frozenset({
    "message", "assign", "take_over", "extend", "pause", "resume", "ask_for_evidence", "correct_shipment",
    "correct_return_address", "correct_parcel",
})  # fmt: skip
"""Actions after which the case stands where it stood: done one after the other."""
PEOPLE: Final = ("buyer", "seller", "operator", "platform")


@dataclass(frozen=True)
class Step:
    """Action that leads on: whose, which, and which of its ways."""

    actor: str
    rel: str
    choice: str = ""

    def __str__(self) -> str:
        return f"{self.actor} {self.rel} {self.choice}".strip()


@dataclass
class Refusal:
    """Action that was offered and could not be done."""

    place: str
    step: Step
    path: str
    answer: str

    def __str__(self) -> str:
        return f"{self.place}: {self.step}: POST {self.path} → {self.answer}"


@dataclass
class Scene:
    """Deal of a programme, with its case once there is one."""

    market: Market
    people: dict[str, Person]
    deal: Deal
    dispute: str | None = None
    acts_for_parties: bool = False
    """Whether the operator does, too, what is offered to them on somebody's behalf (PRM-27)."""

    async def read(self, by: str) -> Json:
        """Reads the case, or the escrow before there is one, as somebody sees it."""
        path = f"/v1/disputes/{self.dispute}" if self.dispute else self.deal.path
        return await self.people[by].get(path)

    async def list_actions(self) -> list[tuple[str, Json]]:
        """Lists what each may do by themselves, with whose it is."""
        offered = []
        for who in PEOPLE:
            shown = await self.read(who)
            escrow = await self.people[who].get(self.deal.path) if self.dispute else shown
            actions = [*shown["allowed_actions"], *(escrow["allowed_actions"] if self.dispute else [])]
            offered += [(who, action) for action in actions if action["actor"] == who]
            if who == "operator" and self.acts_for_parties:
                for_parties = [action for action in actions if "on_behalf_of" in action["constraints"]]
                offered += [(who, {**action, FOR_PARTY: action["actor"]}) for action in for_parties]
        return offered

    async def name_place(self) -> str:
        """Names where it stands, and what is offered there: two places that offer the same are one."""
        shown, escrow = await self.read("operator"), await self.deal.read_escrow()
        where = [escrow["status"], shown.get("stage") or "", shown["status"] if self.dispute else ""]
        offered = {f"{who}.{action['rel']}" for who, action in await self.list_actions()}
        return " ".join([*filter(None, where), f"[{' '.join(sorted(offered))}]"])


OpenScene = Callable[[], Awaitable[Scene]]
Look = Callable[[Scene], Awaitable[list[str]]]


@dataclass
class Walk:
    """Walk through every place that can be reached, or the first few of them."""

    open_scene: OpenScene
    most_places: int = 1_000
    every_way: bool = True
    """Whether an action is done in each of its ways, or in the first."""
    look: Look | None = None
    """Looks around in each new place, and lists what is wrong there."""
    faults: list[str] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    places: dict[str, tuple[Step, ...]] = field(default_factory=dict)
    done: int = 0

    async def explore(self) -> Walk:
        queue: deque[tuple[Step, ...]] = deque([()])
        while queue and len(self.places) < self.most_places:
            way = queue.popleft()
            scene = await self._follow(way)
            if scene is None or (place := await scene.name_place()) in self.places:
                continue
            self.places[place] = way
            if self.look is not None:
                self.faults += [f"{place}: {fault}" for fault in await self.look(scene)]
            steps = [step async for step in self._list_moves(scene)]
            await self._stay(scene, place)
            for step in steps:
                if await self._move(way, step, place):
                    queue.append((*way, step))
        return self

    async def _follow(self, way: tuple[Step, ...]) -> Scene | None:
        """Goes there anew. None if the way is gone: what it once was offered has another turn by now."""
        scene = await self.open_scene()
        for step in way:
            if not await perform(scene, step, None):
                return None
        return scene

    async def _list_moves(self, scene: Scene) -> AsyncIterator[Step]:
        for who, action in await scene.list_actions():
            if action["rel"] not in STAYING:
                for filled in self._choose_ways(await fill_action(action, scene.people[who])):
                    yield Step(who, action["rel"], _choice(action, filled))
        if scene.dispute and (await scene.read("operator"))["next_automatic_action"]:
            yield Step("", SILENCE)

    def _choose_ways(self, filled: list[Filled]) -> list[Filled]:
        return filled if self.every_way else filled[:1]

    async def _stay(self, scene: Scene, place: str) -> None:
        """Does what leads nowhere else, each in the case as it then stands."""
        tried: set[Step] = set()
        while True:
            offered = [
                (Step(who, action["rel"], _choice(action, filled)), filled)
                for who, action in await scene.list_actions()
                if action["rel"] in STAYING
                for filled in self._choose_ways(await fill_action(action, scene.people[who]))
            ]
            step, filled = next(((s, f) for s, f in offered if s not in tried), (None, None))
            if step is None or filled is None:
                return
            tried.add(step)
            await self._try(scene, step, filled, place)

    async def _move(self, way: tuple[Step, ...], step: Step, place: str) -> bool:
        scene = await self._follow(way)
        return scene is not None and await perform(scene, step, lambda filled: self._try(scene, step, filled, place))

    async def _try(self, scene: Scene, step: Step, filled: Filled, place: str) -> bool:
        self.done += 1
        answer = await scene.people[step.actor].post(filled.path, filled.body, **filled.headers)
        if not answer.is_success:
            self.refusals.append(Refusal(place, step, filled.path, f"{answer.status_code} {answer.text[:300]}"))
            return False
        await _arrive(scene, step, answer.json())
        return True


def _choice(action: Json, filled: Filled) -> str:
    """Names the way, and where several links have one name, the link."""
    last = action["href"].partition("?")[0].rpartition("/")[2]
    way = f"{filled.choice} by {last}" if action["rel"] == "provide_evidence" else filled.choice
    return f"{way} for the {action[FOR_PARTY]}" if FOR_PARTY in action else way


async def perform(scene: Scene, step: Step, attempt: Callable[[Filled], Awaitable[bool]] | None) -> bool:
    """Finds the step among what is offered, and does it. False where it is not offered or refused."""
    if step.rel == SILENCE:
        due = (await scene.read("operator"))["next_automatic_action"]
        if due is None:
            return False
        await scene.market.advance_clock(to=due["at"])
        return True
    for who, action in await scene.list_actions():
        if (who, action["rel"]) != (step.actor, step.rel):
            continue
        for filled in await fill_action(action, scene.people[who]):
            if _choice(action, filled) != step.choice:
                continue
            if attempt is not None:
                return await attempt(filled)
            answer = await scene.people[who].post(filled.path, filled.body, **filled.headers)
            if answer.is_success:
                await _arrive(scene, step, answer.json())
            return answer.is_success
    return False


async def _arrive(scene: Scene, step: Step, answer: Json) -> None:
    """Waits until everybody knows of it."""
    if step.rel == "dispute":
        scene.dispute = answer["id"]
    await scene.market.settle_events()


async def begin_deal(
    market: Market, policy: str, number: int, price: int = PRICE, currency: str = "EUR", **more: Any
) -> Scene:
    """Agrees on a deal between two who have none yet, not paid."""
    buyer, seller = f"anna-{number}", f"sam-{number}"
    agreed = {
        "buyer": buyer,
        "seller": seller,
        "amount": {"amount": price, "currency": currency},
        "agreement": {"title": "A lamp"},
    }
    made = await market.platform.perform_act("/v1/escrows", {**agreed, "policy": policy, **more})
    people = {
        "buyer": await market.mint_person("buyer", buyer),
        "seller": await market.mint_person("seller", seller),
        "operator": await market.mint_person("operator", f"olga-{number}", "read", "decide", "lead"),
        "platform": market.platform,
    }
    return Scene(market, people, Deal(market, f"/v1/escrows/{made['id']}"))


async def reach(scene: Scene, *steps: Step) -> Scene:
    for step in steps:
        assert await perform(scene, step, None), f"{step} is not offered"
    return scene
