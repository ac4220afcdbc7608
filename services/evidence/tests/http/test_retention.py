"""How long evidence is kept after its case."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from common.contracts.disputes import DisputeClosed, DisputeDecided
from common.contracts.envelope import MoneyRef
from common.execution.executor import Executor
from common.kernel.ids import new_id
from common.persistence.database import Database
from deploy.proof.testing.parked_deals import park_deal, read_parked
from evidence.cases.retention import USUAL_DAYS
from evidence.commands import COMMAND_HANDLERS
from evidence.retention.collector import FileCollector
from evidence.retention.commands import EraseCase
from evidence.retention.erased_files import ErasedFiles
from evidence.retention.model import StoredAnswer
from evidence.retention.worker import RetentionWorker
from evidence.storage.blobs import open_blob_store
from evidence.testing import INSTANT, NOON, an_image

USUAL = timedelta(days=USUAL_DAYS)
PICTURE = an_image(size=(90, 60))


@pytest.fixture
def retainer(app, clock):
    deps = app.state.service.deps
    return RetentionWorker(app.state.service.executor, deps.erased_files, deps.erased_answer, clock)


async def put(world, days: int, by: str = "platform"):
    return await world.client.put("/v1/evidence/retention", json={"days": days}, headers=world.token(by))


async def held(world, path: str = "", **more):
    body = {"dispute": world.dsp, **more}
    lead = world.token("operator", scope="lead")
    return await world.client.post(f"/v1/evidence/legal-holds{path}", json=body, headers=lead)


@pytest.fixture
async def given(world) -> tuple[str, str]:
    """A text of the buyer and a picture of the seller."""
    text = {"dispute": world.dsp, "kind": "statement", "text": "It was cracked."}
    said = await world.client.post("/v1/evidence/items", json=text, headers=world.token("buyer"))
    return said.json()["id"], (await world.upload(PICTURE, by="seller")).json()["id"]


@pytest.fixture
async def over(world, given):
    """The case is over since NOON."""
    await world.decided()
    await world.closed()
    return given


def files_of(home):
    return [file for file in (home / "objects").rglob("*") if file.is_file()]


async def test_a_platform_that_says_nothing_keeps_it_as_long_as_usual(world) -> None:
    first = await world.get("/retention", "platform")
    said = await put(world, 90)
    after = await world.get("/retention", "platform")

    assert [r.json() for r in (first, said, after)] == [
        {"days": USUAL_DAYS, "usual": True}, {"days": 90, "usual": False}, {"days": 90, "usual": False},
    ]  # fmt: skip


@pytest.mark.parametrize(("days", "status"), [(29, 422), (30, 200), (3_650, 200), (3_651, 422)])
async def test_its_bounds(world, days: int, status: int) -> None:
    assert (await put(world, days)).status_code == status


@pytest.mark.parametrize(("by", "status"), [("buyer", 403), ("operator", 403), ("platform", 200)])
async def test_who_may_say_it(world, by: str, status: int) -> None:
    assert (await put(world, 90, by)).status_code == status
    assert (await world.get("/retention", by)).status_code == status


@pytest.mark.parametrize("days", [None, 90])
@pytest.mark.parametrize(("off", "erased"), [(-INSTANT, False), (timedelta(), True), (INSTANT, True)])
async def test_it_is_erased_at_its_time_and_not_before(
    world, over, retainer, clock, home, days: int | None, off: timedelta, erased: bool
) -> None:
    if days is not None:
        await put(world, days)
    until = NOON + (USUAL if days is None else timedelta(days=days))
    said, file = over
    shown = (await world.get(f"/items/{file}", "operator")).json()["retained_until"]
    clock.time = until + off

    assert await retainer.erase_due() == (1 if erased else 0)

    assert shown == until.isoformat().replace("+00:00", "Z")
    for item in (said, file):
        assert (await world.get(f"/items/{item}", "operator")).json()["erased"] is erased
    assert len(files_of(home)) == (0 if erased else 1)


async def test_wal_a6_once_its_time_is_over_what_is_parked_of_the_deal_loses_its_title_too(
    world, over, retainer, clock, database
) -> None:
    await park_deal(database, "evidence", world.tenant, world.escrow)
    clock.time = NOON + USUAL

    assert await retainer.erase_due() == 1

    [parked] = await read_parked(database, "evidence")
    assert (parked["title"], parked["shipment"]) == ("", {"carrier": "other", "tracking_number": ""})


async def test_it_is_told_and_entered_once(world, over, retainer, clock, rows, topics) -> None:
    clock.time = NOON + USUAL

    assert [await retainer.erase_due() for _ in range(3)] == [1, 0, 0]

    assert (await topics()).count("evidence.item-erased.v1") == 2
    entered = await rows("SELECT canonical, actor_role FROM evidence.custody WHERE action = 'erased'")
    assert [(json.loads(row.canonical)["details"]["cause"], row.actor_role) for row in entered] == [
        ("retention", "system")
    ] * 2
    told = await rows("SELECT body FROM evidence.outbox WHERE topic = 'evidence.item-erased.v1'")
    assert {json.loads(row.body)["why"] for row in told} == {"retention"}
    [keys] = await rows("SELECT count(key) AS kept FROM evidence.object_keys")
    assert keys.kept == 0
    assert await rows("SELECT 1 FROM evidence.items WHERE content IS NOT NULL") == []


async def test_prm_37_an_erasure_that_a_lock_has_broken_off_is_still_waited_for(
    world, over, retainer, clock, database, rows
) -> None:
    clock.time = NOON + USUAL
    holder = create_async_engine(database.admin_url)

    async with holder.begin() as connection:
        await connection.execute(text("SELECT FROM evidence.known_cases FOR UPDATE"))
        broken_off = await retainer.work_for(world.tenant)
    is_waited_for = await retainer.find_due(world.tenant)
    await holder.dispose()

    assert (broken_off, is_waited_for is not None) == (0, True)
    assert await retainer.work_for(world.tenant) == 1
    assert await retainer.find_due(world.tenant) is None


async def test_a_legal_hold_keeps_it_until_it_is_released(world, over, retainer, clock) -> None:
    await held(world, reason="Court.")
    clock.time = NOON + USUAL
    assert await retainer.erase_due() == 0
    assert (await world.get(f"/items/{over[0]}", "buyer")).json()["retained_until"] is None

    assert (await held(world, "/release")).status_code == 200

    assert await retainer.erase_due() == 1


async def test_a_hold_that_comes_while_it_is_looked_at_still_keeps_it(world, over, begin, clock) -> None:
    clock.time = NOON + USUAL
    await held(world, reason="Court.")

    async with begin(world.tenant) as tx:
        command = EraseCase(world.dispute, StoredAnswer(410, "{}"))
        assert (await Executor(begin, COMMAND_HANDLERS).execute(tx, command)).result is None


async def test_a_case_that_can_still_be_contested_keeps_it(world, given, retainer, clock) -> None:
    await world.decided()
    await world.ordered()
    clock.time = NOON + 2 * USUAL

    assert await retainer.erase_due() == 0
    assert (await world.get(f"/items/{given[0]}", "buyer")).json()["retained_until"] is None
    body = {"role": "buyer", "participant": "buyer-1"}
    asked = await world.client.post("/v1/evidence/erasures", json=body, headers=world.token("platform"))
    assert asked.json()["code"] == "case_open"


async def test_what_happens_after_its_end_postpones_it(world, over, retainer, clock) -> None:
    await world.tell(DisputeDecided, occurred_at=NOON + timedelta(days=9), **ruling(instance=2))
    clock.time = NOON + USUAL
    assert await retainer.erase_due() == 0

    await world.tell(DisputeClosed, outcome="withdrawn", occurred_at=NOON + timedelta(days=20))
    assert await retainer.erase_due() == 0
    clock.time = NOON + timedelta(days=20) + USUAL

    assert await retainer.erase_due() == 1


def ruling(instance: int) -> dict:
    money = MoneyRef(amount=4000, currency="EUR")
    return {
        "instance": instance, "ruling": "refund_partial", "to_buyer": money, "to_seller": money,
        "responsible": "seller", "reason_code": "item_damaged",
    }  # fmt: skip


async def test_a_ruling_of_before_that_is_heard_late_postpones_nothing(world, given, retainer, clock) -> None:
    await world.closed()
    await world.decided()
    clock.time = NOON + USUAL

    assert await retainer.erase_due() == 1


async def test_a_shorter_time_counts_for_cases_that_are_over(world, over, retainer, clock) -> None:
    clock.time = NOON + timedelta(days=30)
    assert await retainer.erase_due() == 0
    await put(world, 30)

    assert await retainer.erase_due() == 1


async def test_other_cases_of_the_same_person_keep_theirs(world, over, retainer, clock) -> None:
    first, world.dispute, world.escrow = over[0], new_id(), new_id()
    await world.opened()
    text = {"dispute": world.dsp, "kind": "statement", "text": "Another one."}
    other = await world.client.post("/v1/evidence/items", json=text, headers=world.token("buyer"))
    clock.time = NOON + USUAL

    assert await retainer.erase_due() == 1

    assert (await world.get(f"/items/{first}", "buyer")).json()["erased"] is True
    assert (await world.get(f"/items/{other.json()['id']}", "buyer")).json()["text"] == "Another one."


async def test_inv_v7_a_crash_before_the_file_goes_leaves_noise_for_the_collector(
    world, over, retainer, clock, home, monkeypatch, rows
) -> None:
    async def crash(*_):
        raise KeyboardInterrupt

    clock.time = NOON + USUAL
    [file] = files_of(home)
    monkeypatch.setattr(ErasedFiles, "remove", crash)
    with pytest.raises(KeyboardInterrupt):
        await retainer.erase_due()
    monkeypatch.undo()

    assert file.exists()
    assert PICTURE[:16] not in file.read_bytes()
    assert [row.key for row in await rows("SELECT key FROM evidence.object_keys")] == [None]
    assert await retainer.erase_due() == 0
    pool = Database(retainer._executor.begin.database.engine.url.render_as_string(hide_password=False))
    assert (
        await FileCollector(pool, *open_blob_store(home.as_uri(), None)).collect_garbage(untouched_for=timedelta()) == 1
    )
    await pool.close()
    assert files_of(home) == []


async def test_one_case_that_fails_does_not_keep_the_others(world, over, retainer, clock, monkeypatch) -> None:
    first, world.dispute, world.escrow = world.dispute, new_id(), new_id()
    await world.opened()
    await world.closed()
    clock.time = NOON + USUAL
    execute = Executor.execute

    async def failing(executor, tx, command):
        if command.dispute == first:
            raise RuntimeError
        return await execute(executor, tx, command)

    monkeypatch.setattr(Executor, "execute", failing)

    assert await retainer.erase_due() == 1


async def test_another_platforms_days_are_its_own(world, over, retainer, clock) -> None:
    tenant, world.tenant = world.tenant, new_id()
    await put(world, 30)
    world.tenant = tenant
    clock.time = NOON + USUAL - INSTANT

    assert await retainer.erase_due() == 0
