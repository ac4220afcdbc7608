"""Recordings one after the other, each in a way drawn by the seed."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from deploy.local import place
from deploy.proof.demo import live, recorder
from deploy.proof.demo.deals import Case, Deal
from deploy.proof.demo.people import Person
from deploy.proof.demo.stage import Stage
from deploy.proof.testing import chromium

from .ways import Way, install_cheat, occupy_processors

SESSIONS_PER_SIDE: Final = 16
"""Sessions of one party in a case: somewhat fewer than the suite allows."""


class Take(NamedTuple):
    way: Way
    result: str
    seconds: float
    frames: int
    gaps: int
    took: float
    remarks: tuple[str, ...]
    """Of the checks that did not pass, but for the words."""

    @property
    def is_right(self) -> bool:
        return self.result in self.way.expected


def film_takes(stage: Stage, ways: Sequence[Way], *, seed: int, seconds: int) -> Iterator[Take]:
    people = _cases_to_film(stage)
    for number, way in enumerate(ways):
        case, by = next(people)
        yield film_take(case, by, way, random.Random(f"{seed} {number}"), seconds)


def film_take(case: Case, by: Person, way: Way, chance: random.Random, seconds: int) -> Take:
    session, began = open_session(case, by), time.monotonic()
    other = open_session(case, by) if way.cheat == "stolen" else session
    try:
        asyncio.run(_record_session(str(by.stage.client.base_url), session, other, way, chance, seconds))
    except (TimeoutError, RuntimeError) as stuck:
        return Take(way, "stuck", 0.0, 0, 0, time.monotonic() - began, (str(stuck)[:300],))
    session_seen = live.wait_for_checks(session, by)
    seen = session_seen["verification"]
    remarks = tuple(
        f"{check['check']} {check['outcome']}: {check['reason']}"
        for check in seen["checks"]
        if check["outcome"] != "pass" and check["check"] != live.OPERATOR_CHECK
    )
    took = time.monotonic() - began
    return Take(way, session_seen["result"], seen["seconds"], seen["frames"], len(session_seen["gaps"]), took, remarks)


def open_session(case: Case, by: Person) -> dict[str, Any]:
    answer = by.post("/v1/evidence/video-sessions", {"dispute": case.id})
    by.stage.check(f"a recording is opened ({answer.text})", answer.status_code, 201)
    return dict(answer.json())


def _cases_to_film(stage: Stage) -> Iterator[tuple[Case, Person]]:
    while True:
        deal = Deal.create_paid(stage, "Something to film", 10_000).ship().deliver()
        options = [{"kind": "refund_full"}]
        case = Case.open_dispute(
            deal, stage.buyer, reason="significantly_not_as_described", options=options, why="See the films."
        )
        for _ in range(SESSIONS_PER_SIDE // 2):
            yield from ((case, stage.buyer), (case, stage.seller))


async def _record_session(
    address: str, session: dict[str, Any], other: dict[str, Any], way: Way, chance: random.Random, seconds: int
) -> None:
    program = await asyncio.to_thread(chromium.find_program, place.state_folder())
    async with chromium.open_browser(program) as browser, browser.tab() as tab, occupy_processors(way.busy):
        await tab.phone(scale=1)
        if way.cheat is not None:
            await install_cheat(tab, way.cheat, other)
        await tab.open(address + session["recorder_url"])
        await recorder.begin_recording(tab)
        await way.happens(tab, chance, seconds)
        await recorder.finish_recording(tab)
