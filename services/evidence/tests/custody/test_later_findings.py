"""WAL-A1: what happens to evidence later on: its instants are compared, and nothing truthful is refused."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from common.kernel.ids import format_id, new_id
from evidence.cases.model import Side
from evidence.custody.model import Action, make_link
from evidence.custody.store import CustodyStore
from evidence.items.model import Item, Statement
from evidence.proof import bundler as bundling
from evidence.proof import verifying
from evidence.proof.item_checking import find_altered_columns
from evidence.testing import BUYER, NOON, OPERATOR

CALLS = "/v1/evidence/external-videos"
LATER = {
    "invalidated_at": """
        UPDATE evidence.items SET invalidated_at = invalidated_at - interval '3 days' WHERE id = '{item}'
    """,
    "erased_at": "UPDATE evidence.erasures SET at = at - interval '3 days' WHERE id = '{item}'",
}


APART = """
    SELECT action FROM evidence.custody c JOIN evidence.items i ON i.id = c.item
    LEFT JOIN evidence.erasures e ON e.id = c.item
    WHERE (action = 'invalidated' AND c.at <> i.invalidated_at) OR (action = 'erased' AND c.at <> e.at)
"""


@pytest.fixture
def ticking(clock, monkeypatch) -> None:
    """Let time pass with every look at the clock, as it does outside of tests."""

    def tick(clock):
        clock.time += timedelta(milliseconds=1)
        return clock.time

    monkeypatch.setattr(type(clock), "__call__", tick)


@pytest.mark.parametrize("instant", LATER)
async def test_wal_a1_when_a_piece_was_found_invalid_or_erased_is_compared_with_its_chain(
    kept, ticking, instant: str, caplog, tmp_path, monkeypatch
) -> None:
    world, piece = kept.world, format_id("evd", kept.item)
    await world.invalidate(piece)
    if instant == "erased_at":
        await world.closed()
        person = {"role": "buyer", "participant": "buyer-1"}
        erased = await world.client.post("/v1/evidence/erasures", json=person, headers=world.token("platform"))
        assert erased.is_success
    await kept.sign_heads()
    assert await kept.broken_rules() == set()
    assert await kept.rows(APART) == [], "row and link have one instant"

    await kept.tamper([LATER[instant]])

    assert await kept.broken_rules() == {"INV-V17"}
    if instant == "erased_at":
        return  # no bundle tells when
    assert "its invalidated_at is not what its chain of custody tells" in await kept.find_reasons(caplog)
    monkeypatch.setattr(bundling, "find_altered_custody", lambda *_: [])
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(await kept.make_bundle())
    for program in verifying.PROGRAMS:
        assert "its invalidated_at is not what its chain of custody tells" in kept.check(program, bundle)[1]


def test_wal_a1_a_link_of_before_tells_no_instant_and_nothing_is_compared_with_it() -> None:
    item = Item.receive(
        id=new_id(), dispute=new_id(), kind="statement", side=Side.BUYER, by=BUYER, content=Statement("x"), at=NOON
    ).item
    invalid = item.invalidate(by=OPERATOR, at=NOON, reason_code="other", reason="x").item
    received = make_link(item.id, None, Action.RECEIVED, actor=BUYER, at=NOON, details={"kind": "statement"})
    later, told = NOON + timedelta(seconds=1), {"reason_code": "other"}
    before = make_link(item.id, received, Action.INVALIDATED, actor=OPERATOR, at=later, details=told)
    since = make_link(
        item.id, received, Action.INVALIDATED, actor=OPERATOR, at=later,
        details=told | {"invalidated_at": later.isoformat()},
    )  # fmt: skip

    assert list(find_altered_columns(invalid, [received, before])) == []
    assert list(find_altered_columns(invalid, [received, since])) == ["invalidated_at"]


def test_wal_a1_an_attachment_of_before_does_not_tell_what_a_piece_covers_since() -> None:
    """While a release is exchanged, one process receives a piece and one of before attaches it."""
    item = Item.receive(
        id=new_id(), dispute=new_id(), kind="statement", side=Side.BUYER, by=BUYER, content=Statement("x"), at=NOON
    ).item
    covering = replace(item, covers=("condition",))
    told = {"kind": "statement", "dispute": str(item.dispute), "side": "buyer", "covers": ""}
    received = make_link(item.id, None, Action.RECEIVED, actor=BUYER, at=NOON, details=told)
    attached = [
        make_link(item.id, received, Action.ATTACHED, actor=BUYER, at=NOON, details=details)
        for details in ({"request": str(new_id())}, {"request": str(new_id()), "covers": ""})
    ]

    assert list(find_altered_columns(covering, [received])) == ["covers"]
    assert list(find_altered_columns(covering, [received, attached[0]])) == ["request"]
    assert list(find_altered_columns(covering, [received, attached[1]])) == ["request", "covers"]


async def test_wal_a1_evidence_attached_attested_and_looked_at_is_no_tampering(kept, ticking, tmp_path) -> None:
    world = kept.world
    request = format_id("req", await world.asked("buyer", ("photo", "external_video")))
    piece = format_id("evd", kept.item)
    given = {"item": piece}
    attached = await world.client.post(
        f"/v1/evidence/requests/{request}/items", json=given, headers=world.token("buyer")
    )
    assert attached.is_success, attached.text
    call = {
        "dispute": world.dsp, "link": "https://meet.example/abc-defg", "provider": "Example Meet",
        "started_at": "2026-03-02T11:10:00+01:00", "ended_at": "2026-03-02T11:10:30+01:00",
    }  # fmt: skip
    video = (await world.client.post(CALLS, json=call, headers=world.token("buyer"))).json()["id"]
    await world.decided(2)
    attested = await world.client.post(
        f"{CALLS}/{video}/attest", json={"held": "as_stated", "statement": "x"}, headers=world.token("operator")
    )
    assert attested.is_success, attested.text
    assert (await world.get(f"/items/{video}", "seller")).is_success
    assert (await world.invalidate(video)).is_success
    await world.decided(3)
    await kept.sign_heads()
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(await kept.make_bundle())

    assert await kept.broken_rules() == set()
    for program in verifying.PROGRAMS:
        assert kept.check(program, bundle) == (0, "All of it is as it was signed.\n")


async def test_wal_a1_what_somebody_does_while_a_bundle_is_made_is_no_tampering(kept, monkeypatch) -> None:
    world, acts = kept.world, []
    list_links = CustodyStore.list_links

    async def act_between(store: CustodyStore, item: UUID):
        if not acts:
            acts.append(asyncio.create_task(world.invalidate(format_id("evd", kept.item))))
            await asyncio.wait(acts, timeout=1)
        return await list_links(store, item)

    monkeypatch.setattr(CustodyStore, "list_links", act_between)

    assert await kept.make_bundle() is not None
    assert (await acts[0]).is_success
