"""An act that rests on what others did: asked for, decided anew, and judged by when it was received."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID, uuid4

import httpx
import pytest
from asgi_lifespan import LifespanManager
from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from common.execution.catching_up import CatchUpOutcome
from common.execution.commands import Command, CommandHandler, Context, load_nothing
from common.execution.executor import Executor
from common.kernel.errors import DomainError, Predecessor, RefusedInContext
from common.messaging.bus import InMemoryBus
from common.messaging.inbox import EventConsumer
from common.runtime import Service, create_app
from common.settings import ServiceSettings
from common.web.api_call import ApiCall, FollowedUp, api_call

from .conftest import PLATFORM, Toy, ToyTx

router = APIRouter(prefix="/v1/looks")
Calling = Annotated[ApiCall["Looks"], Depends(api_call)]


class NotThere(DomainError):
    def __init__(self) -> None:
        super().__init__("It is not there.")


class Looked(BaseModel):
    times: int
    followed: bool = False


@dataclass
class Looks:
    """What is looked for is there from the second look on, or never; and who was asked for it in between."""

    comes: bool = True
    outcome: CatchUpOutcome = CatchUpOutcome.CAUGHT_UP
    follow_up_fails: bool = False
    follow_up_refuses: bool = False
    follow_up_status: int | None = None
    received: list[datetime] = field(default_factory=list)
    asked: list[tuple[str, UUID, bool]] = field(default_factory=list)

    async def catch_up_with(self, publisher: str, tenant: UUID, subjects: Sequence[UUID]) -> CatchUpOutcome:
        self.asked.append((publisher, subjects[0], False))
        return self.outcome

    async def catch_up_concerning(self, publisher: str, tenant: UUID, concerning: Sequence[UUID]) -> CatchUpOutcome:
        self.asked.append((publisher, concerning[0], True))
        return self.outcome

    async def follow_up(self, times: int, context: Context) -> FollowedUp:
        if self.follow_up_fails:
            raise RuntimeError("a mistake of ours")
        if self.follow_up_refuses:
            raise NotThere
        return FollowedUp(Looked(times=times, followed=True), self.follow_up_status)


@dataclass(frozen=True, slots=True)
class Look(Command[int]):
    looks: Looks
    rests_on: Predecessor


def look(subject: None, command: Look, context: Context) -> int:
    looks = command.looks
    looks.received.append(context.timing.received_at)
    if len(looks.received) == 1 or not looks.comes:
        raise RefusedInContext(NotThere().resting_on(command.rests_on), state="looking")
    return len(looks.received)


async def save_look(tx: ToyTx, subject: None, times: int, context: Context) -> int:
    return times


def look_view(times: int, context: Context) -> Looked:
    return Looked(times=times)


@router.post("/{subject}")
async def look_for(subject: UUID, call: Calling, concerning: bool = False) -> Response:
    command = Look(call.deps, Predecessor("escrow", subject, concerning))
    return await call.execute(command, look_view, follow_up=call.deps.follow_up)


@pytest.fixture
def looks() -> Looks:
    return Looks()


@pytest.fixture
async def client(toy: Toy, keys: Any, looks: Looks) -> AsyncIterator[httpx.AsyncClient]:
    settings = ServiceSettings(
        env="test", jwks=str(keys.jwks_path), database_url=toy.url, bus_url="memory:", secret="s", workers=False,
        require_durable_database=False,
    )  # fmt: skip
    executor = Executor(toy.begin, {Look: CommandHandler(load_nothing, look, save_look)})
    service = Service(
        name="toy", title="Toy", routers=[router], statuses={NotThere: 409}, database=toy.begin.database,
        executor=executor, bus=InMemoryBus(), consumer=EventConsumer("toy", executor, []), deps=looks,
        settings=settings, catch_up=looks,
    )  # fmt: skip
    app = create_app(service)
    headers = {"Authorization": f"Bearer {keys.token(tenant=PLATFORM, role='platform')}", "Idempotency-Key": "k1"}
    async with (
        LifespanManager(app, startup_timeout=30, shutdown_timeout=30),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t", headers=headers) as client,
    ):
        yield client


@pytest.mark.parametrize("outcome", [CatchUpOutcome.CAUGHT_UP, CatchUpOutcome.UP_TO_DATE])
async def test_prm_2_what_came_meanwhile_counts_and_the_act_is_judged_by_when_it_was_received(
    client: httpx.AsyncClient, looks: Looks, outcome: CatchUpOutcome
) -> None:
    looks.outcome, subject = outcome, uuid4()

    answer = await client.post(f"/v1/looks/{subject}")

    assert (answer.status_code, answer.json()["times"]) == (200, 2)
    assert looks.asked == [("escrow", subject, False)]
    assert looks.received[0] == looks.received[1]


async def test_prm_2_an_owner_is_asked_for_what_concerns_the_askers_own_subject(
    client: httpx.AsyncClient, looks: Looks
) -> None:
    subject = uuid4()

    assert (await client.post(f"/v1/looks/{subject}?concerning=true")).status_code == 200
    assert looks.asked == [("escrow", subject, True)]


async def test_prm_2_what_the_owner_confirms_is_refused_and_kept_under_the_key(
    client: httpx.AsyncClient, looks: Looks
) -> None:
    looks.comes, path = False, f"/v1/looks/{uuid4()}"

    answers = [await client.post(path) for _ in range(2)]

    assert [answer.json()["code"] for answer in answers] == ["not_there", "not_there"]
    assert answers[1].headers["Idempotent-Replayed"] == "true"
    assert len(looks.asked) == 1


async def test_prm_2_with_the_owner_away_nothing_is_kept_under_the_key(client: httpx.AsyncClient, looks: Looks) -> None:
    looks.outcome, path = CatchUpOutcome.AWAY, f"/v1/looks/{uuid4()}"

    early, later = [await client.post(path) for _ in range(2)]

    assert (early.status_code, early.json()["code"], later.status_code) == (409, "not_known_yet", 200)
    assert "Retry-After" in early.headers


@pytest.mark.parametrize("fails", [False, True])
async def test_prm_3_what_follows_the_commit_is_the_answer_now_and_later_unless_it_fails(
    client: httpx.AsyncClient, looks: Looks, fails: bool
) -> None:
    looks.follow_up_fails, path = fails, f"/v1/looks/{uuid4()}"

    first, again = [await client.post(path) for _ in range(2)]

    assert first.json() == {"times": 2, "followed": not fails}
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize("refuses", [False, True])
async def test_prm_1_what_follows_the_commit_decides_the_status_and_may_refuse_now_and_later(
    client: httpx.AsyncClient, looks: Looks, refuses: bool
) -> None:
    looks.follow_up_refuses, looks.follow_up_status, path = refuses, 202, f"/v1/looks/{uuid4()}"

    first, again = [await client.post(path) for _ in range(2)]

    assert (first.status_code, first.json().get("code")) == ((409, "not_there") if refuses else (202, None))
    assert ("Retry-After" in first.headers) is ("Retry-After" in again.headers) is not refuses
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.headers["Idempotent-Replayed"] == "true"
