"""Wanders through a case by whatever is offered, and compares what each step chosen of itself with what came of it."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from .agreeing import find_disagreements
from .filling import FOR_PARTY, Filled, fill_action
from .walking import Json, Scene

COLLEAGUE: Final = "colleague"
"""A second operator."""
ENDS: Final = ("settling", "reversing", "closed")
PAID: Final = {"buyer": 0, "seller": 0, "fee": 0}
LOOKING: Final = timedelta(seconds=30)
"""What the clock has gone on by while somebody looked."""


@dataclass
class Wanderer:
    scene: Scene
    dice: random.Random
    claims_half: bool = False
    trail: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    async def wander(self, steps: int) -> Wanderer:
        for number in range(steps):
            moves = [move async for move in self._list_moves()]
            if number == 0:
                moves = [move for move in moves if move[0] == "buyer" and move[1] and move[1]["rel"] == "dispute"]
            if not moves:
                break
            who, action, filled = self.dice.choice(moves)
            await (self._wait_out() if action is None else self._act(who, action, filled))
            for who in ("operator", "buyer", "seller"):
                for fault in await find_disagreements(self.scene, who):
                    self._blame(f"{who}: {fault}")
        return self

    def _blame(self, fault: str) -> None:
        self.faults.append(f"{' > '.join(self.trail)}: {fault}")

    async def _list_moves(self) -> AsyncIterator[tuple[str, Json | None, Filled | None]]:
        for who, action in await self.scene.list_actions():
            if action["rel"] in ("message", "cancel"):
                continue
            for filled in await fill_action(action, self.scene.people[who]):
                yield who, action, filled
        if self.scene.dispute is not None:
            for action in (await self.scene.read(COLLEAGUE))["allowed_actions"]:
                if action["rel"] in ("approve", "reject-approval"):
                    for filled in await fill_action(action, self.scene.people[COLLEAGUE]):
                        yield COLLEAGUE, action, filled
        if self.scene.dispute and (await self.scene.read("operator"))["next_automatic_action"]:
            yield "", None, None

    async def _wait_out(self) -> None:
        before = await self.scene.read("operator")
        foretold, paid, due = before["next_automatic_action"], await self._read_paid(), await self._read_due()
        self.trail.append(f"silence {foretold['action']}")
        await self.scene.market.advance_clock(to=foretold["at"])
        beside = due if due is not None and due["at"] <= foretold["at"] else None
        await self._compare_paid(paid, foretold["money_effect"], foretold["then"], beside=beside)

    async def _act(self, who: str, action: Json, filled: Filled | None) -> None:
        assert filled is not None
        if action["rel"] == "dispute" and self.claims_half and isinstance(filled.body, dict):
            claimed = filled.body["claimed"]
            filled.body["claimed"] = claimed | {"amount": claimed["amount"] // 2 + 1}
        behalf = f" for the {action[FOR_PARTY]}" if FOR_PARTY in action else ""
        self.trail.append(f"{who} {action['rel']} {filled.choice}{behalf}".strip())
        paid, scene = await self._read_paid(), self.scene
        answer = await scene.people[who].post(filled.path, filled.body, **filled.headers)
        if not answer.is_success:
            self._blame(f"refused: {answer.status_code} {answer.text[:400]}")
            return
        if action["rel"] == "dispute":
            scene.dispute = answer.json()["id"]
        await scene.market.settle_events()
        foretold = _find_told(action, filled)
        if scene.dispute is None or foretold is None or await self._waits_for_second(action):
            return
        await self._compare_paid(paid, foretold.get("money_effect"), foretold.get("then"), foretold)
        if action["rel"] != "dispute" and not action["href"].startswith("/v1/escrows"):
            await self._compare_place(foretold, action)

    async def _waits_for_second(self, action: Json) -> bool:
        """What weighs much says so of itself, and waits."""
        return bool(action["constraints"].get("needs_approval")) and await self._waits_for_approval()

    async def _waits_for_approval(self) -> bool:
        if self.scene.dispute is None:
            return False
        case = await self.scene.read(COLLEAGUE)
        return any(action["rel"] == "approve" for action in case["allowed_actions"])

    async def _compare_place(self, foretold: Json, action: Json) -> None:
        case = await self.scene.read("operator")
        place = foretold.get("leads_to")
        if place is not None:
            is_there = case["stage"] == place or (place in ENDS and case["status"] in (*ENDS, "resolved"))
            if not is_there and not (place in ENDS and case["settlement"] is not None):
                self._blame(f"leads_to {place}, is in {case['stage']} {case['status']}")
        then, came = foretold.get("then"), case["next_automatic_action"]
        if then is not None and datetime.fromisoformat(then["at"]) <= await self._now() + LOOKING:
            return  # it has come meanwhile
        if case["status"] in ENDS and (then is None or then["of"] == "disputes"):
            return
        if then is None:
            if came is not None and action["rel"] not in STILL and not _is_sealed(action):
                self._blame(f"nothing was foretold, but {came}")
        elif came is None:
            if then["of"] == "disputes" or datetime.fromisoformat(then["at"]) > await self._now():
                self._blame(f"promised {then}, nothing comes")
        else:
            self._compare_steps(then, came, is_open=foretold.get("least") is not None or then["money_effect"] is None)

    def _compare_steps(self, then: Json, came: Json, *, is_open: bool) -> None:
        """`is_open`: what it pays depends on what was chosen."""
        is_same = then["action"] == came["action"] and not _differ(then, came)
        if not is_same or (not is_open and then["money_effect"] != came["money_effect"]):
            self._blame(f"promised {then}, comes {came}")

    async def _now(self) -> datetime:
        answer = await self.scene.market.platform.get("/v1/test-clock")
        return datetime.fromisoformat(answer["now"])

    async def _compare_paid(
        self,
        before: dict[str, int],
        effect: Json | None,
        then: Json | None,
        foretold: Json | None = None,
        beside: Json | None = None,
    ) -> None:
        """`beside`: what escrow has paid meanwhile of what nobody has disputed."""
        after = await self._read_paid()
        moved = {name: after[name] - before[name] for name in after}
        possible = [{name: (effect or PAID)[name] for name in PAID}]
        while then is not None:  # what was due at once has happened by now, too
            more = then["money_effect"] or PAID
            possible.append({name: possible[0][name] + more[name] for name in PAID})
            then = then.get("then")
        if beside is not None and beside["money_effect"] is not None:
            possible += [{n: one[n] + beside["money_effect"][n] for n in PAID} for one in possible]
        if foretold is not None and foretold.get("least") is not None:
            bounds = (foretold["least"], foretold["most"])
            is_between = all(
                min(b[name] for b in bounds) <= moved[name] <= max(b[name] for b in bounds) for name in PAID
            )
            if is_between or moved == PAID:
                return
        if moved not in possible:
            self._blame(f"promised {effect}, paid {moved}")

    async def _read_due(self) -> Json | None:
        due: Json | None = (await self.scene.deal.read_escrow())["next_automatic_action"]
        return due

    async def _read_paid(self) -> dict[str, int]:
        events = await self.scene.market.platform.list_items(f"/v1/events?subject={self.scene.deal.id}&limit=100")
        paid = dict(PAID)
        for event in events:
            amounts = {k: v["amount"] for k, v in event["data"].items() if isinstance(v, dict) and "amount" in v}
            if event["type"] == "funds.released":
                paid["seller"] += amounts["to_seller"]
                paid["fee"] += amounts["fee"] + amounts.get("fee_on_top", 0)
            if event["type"] == "funds.refunded":
                paid["buyer"] += amounts["to_buyer"] + amounts.get("fee_returned", 0)
        return paid


STILL: Final = frozenset({"assign", "take_over", "correct_shipment", "correct_return_address", "correct_parcel"})
"""Acts after which nothing is another."""


def _is_sealed(action: Json) -> bool:
    """Of what is sealed nothing is foretold (T8)."""
    return action["rel"] == "provide_evidence" and action["leads_to"] is None


def _differ(then: Json, came: Json) -> bool:
    return abs(datetime.fromisoformat(then["at"]) - datetime.fromisoformat(came["at"])) > LOOKING


def _find_told(action: Json, filled: Filled) -> Json | None:
    """Find what the action says of this way of doing it."""
    if not action.get("choices"):
        return action
    body: Any = filled.body if isinstance(filled.body, dict) else {}
    for choice in action["choices"]:
        if all(_says(body.get(name), value) for name, value in choice["given"].items()):
            return dict(choice)
    return None


def _says(chosen: Any, given: Any) -> bool:
    if isinstance(given, list) and isinstance(chosen, list):
        return bool(chosen) and chosen[0]["kind"] == given[0]["kind"]
    if isinstance(given, str) and isinstance(chosen, str) and given[:4].isdigit():
        return datetime.fromisoformat(chosen) == datetime.fromisoformat(given)
    return bool(chosen == given)
