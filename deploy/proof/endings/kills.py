"""Deaths between the two halves of an ending act: the service is killed at a named point, and comes back by itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import httpx

from deploy.local import credentials, sandbox
from deploy.local.progress import print_progress
from deploy.proof.chaos.load import PatientTransport, Tally
from deploy.proof.chaos.stage import Stage
from deploy.proof.testing.market import open_market

from .campaign import ANSWER_SECONDS, Report
from .play import Cell, Play, Way
from .results import ResultFile
from .table import EndingAct, Pair

BACK_SECONDS: Final = 60.0
_OWN_POINTS: Final = {
    "accept": "mediation.accept",
    "withdraw": "disputes.withdraw",
    "pay_up": "disputes.accept_claim",
    "ruling": "disputes.decide",
    "refuse_verification": "disputes.verify_transaction",
    "acknowledge_return": "disputes.acknowledge_return",
    "confirm_replacement": "disputes.confirm_obligation",
    "open": "disputes.open_dispute",
    "silence": "mediation.sweeper",
    "evidence_lapse": "evidence.sweeper",
    "return_silence": "disputes.sweeper",
    "contest_over": "disputes.sweeper",
    "cap": "disputes.sweeper",
}
"""Where the first half of an act is carried out."""
_AGREEING: Final = ("disputes.agreement-submitted", "mediation.agreement-decided")
_PAYING: Final = ("escrow.settlement-ordered", "disputes.settled")
_FREEZING: Final = ("escrow.freeze-requested", "disputes.frozen")
_FURTHER_POINTS: Final = {
    "accept": (*_AGREEING, *_PAYING),
    "silence": _AGREEING,
    "ruling": _PAYING,
    "open": _FREEZING,
}
"""Where the second half of it is, in the services that hear of it."""
_MOMENTS: Final = ("before_commit", "after_commit")


@dataclass(frozen=True, slots=True)
class Death:
    """Pair whose first act's service dies at a point, on the way of that act."""

    cell: Cell
    point: str

    @property
    def service(self) -> str:
        return self.point.partition(".")[0]

    @property
    def name(self) -> str:
        return f"{self.cell.name}, death at {self.point}"


def list_deaths(pairs: Sequence[Pair]) -> list[Death]:
    """List a death at each point of each act, with the first pair of the table in which the act can come first."""
    deaths: dict[str, Death] = {}
    for pair in (pair for pair in pairs if pair.is_played):
        for way, act in zip((Way.IN_ORDER, Way.REVERSED), pair.acts, strict=True):
            if act.name in pair.ends or act.name == "open":
                for point in _list_points(act):
                    deaths.setdefault(f"{act.name} {point}", Death(Cell(pair, way), point))
    return list(deaths.values())


def _list_points(act: EndingAct) -> Iterator[str]:
    halves = [_OWN_POINTS[act.name]] if act.name in _OWN_POINTS else []
    for half in (*halves, *_FURTHER_POINTS.get(act.name, ())):
        yield from (f"{half}.{moment}" for moment in _MOMENTS)


async def play_deaths(stage: Stage, deaths: Sequence[Death], results: ResultFile | None = None) -> Report:
    """Play one after the other: each kills what all others need."""
    report = Report()
    for number, death in enumerate(deaths, 1):
        print_progress(f"{number} of {len(deaths)}: {death.name}")
        try:
            faults = await _play_death(stage, death)
        except Exception as failure:  # whatever it is: it could not be played, and the others still can
            faults = [f"could not be played: {failure!r}"]
        report.played += 1
        if results is not None:
            results.append(death.name, faults)
        if faults:
            report.faults[death.name] = faults
            print_progress(f"{death.name}: {'; '.join(faults)}")
    return report


async def _play_death(stage: Stage, death: Death) -> list[str]:
    secret, died = credentials.ensure_credentials(stage.stack.state).admin, len(stage.died)
    transport = PatientTransport(Tally())
    async with httpx.AsyncClient(transport=transport, base_url=stage.stack.url, timeout=ANSWER_SECONDS) as client:
        play = await Play.prepare(death.cell, await open_market(client, secret))
        stage.arm_service(death.service, [death.point])
        await _wait_until_ready(stage, death.service)
        await play.play_earlier_act()
        await play.scene.market.settle_events()
        await play.play_later_act()
        faults = await play.find_faults()
    if len(stage.died) == died:
        stage.disarm_service(death.service)
        await _wait_until_ready(stage, death.service)
        faults = [*faults, "nothing died: the point was not passed"]
    return faults


async def _wait_until_ready(stage: Stage, service: str) -> None:
    deadline = time.monotonic() + BACK_SECONDS
    await asyncio.sleep(0.3)
    while not await asyncio.to_thread(sandbox.is_service_ready, f"{stage.stack.url}/health/{service}/ready", 5.0):
        assert time.monotonic() < deadline, f"{service} did not come back"
        await asyncio.sleep(0.1)
