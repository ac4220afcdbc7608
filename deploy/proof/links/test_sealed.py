"""SEAL-T8: nothing that a party can read changes because the other side has given its sealed evidence."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import pytest

from deploy.proof.smoke.suite import Suite

from .suite import begin_new_deal
from .walking import Scene, Step, reach

REASON: Final = "significantly_not_as_described"
OTHERS: Final = {"buyer": "seller", "seller": "buyer"}


async def begin_recordings(suite: Suite) -> Scene:
    """A case in which both have been asked for a video, and neither has given one."""
    scene = await begin_new_deal(suite, "live_video")
    steps = (
        Step("platform", "fund"),
        Step("buyer", "deliver"),
        Step("buyer", "dispute", REASON),
        Step("operator", "assign"),
        Step("operator", "verify"),
    )
    scene = await reach(scene, *steps)
    return await reach(scene, Step("operator", "request_video"))


async def give_call(scene: Scene, giver: str) -> None:
    """A call held because it was asked for, which counts as an operator attests it."""
    person, about = scene.people[giver], f"/v1/evidence/requests?dispute={scene.dispute}"
    [asked] = await person.list_items(about)
    began = datetime.fromisoformat(asked["opened_at"])
    body = {
        "dispute": scene.dispute,
        "link": "https://meet.example/abc",
        "provider": "Example Meet",
        "started_at": began.isoformat(),
        "ended_at": (began + timedelta(minutes=4)).isoformat(),
        "covers": [point["code"] for point in asked["checklist"]],
    }
    video = await person.perform_act("/v1/evidence/external-videos", body)
    attested = {"held": "as_stated", "statement": "I led the call."}
    await scene.people["operator"].perform_act(f"/v1/evidence/external-videos/{video['id']}/attest", attested)
    await scene.market.settle_events()


async def read_everything(scene: Scene, who: str) -> dict[str, Any]:
    """Everything in which a party can see how a case stands."""
    reader, case, deal = scene.people[who], f"/v1/disputes/{scene.dispute}", scene.deal.path
    parts = "story,evidence,mediation,escrow,messages,standing"
    places = (case, f"{case}/forecast", f"{case}/timeline", f"{case}?expand={parts}", deal, "/v1/disputes/counts")
    single = {path: await reader.get(path) for path in places}
    lists = (
        "/v1/disputes?limit=10",
        f"/v1/disputes?awaiting={OTHERS[who]}",
        "/v1/disputes?sort=due",
        f"{case}/story?limit=100",
        f"{case}/messages",
        f"{deal}/timeline",
        f"/v1/evidence?dispute={scene.dispute}",
        f"/v1/evidence/requests?dispute={scene.dispute}",
    )
    return single | {path: await reader.list_items(path) for path in lists}


def find_changes(before: Any, after: Any, path: str = "") -> list[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        names = sorted({*before, *after} - {"computed_at", "as_of"})
        return [c for name in names for c in find_changes(before.get(name), after.get(name), f"{path}.{name}")]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [c for n, pair in pairs for c in find_changes(*pair, f"{path}[{n}]")]
    return [] if before == after else [f"{path}: {before} then {after}"]


@pytest.mark.parametrize("giver", OTHERS)
async def test_seal_t8_nothing_tells_a_party_that_the_other_has_given_sealed_evidence(suite: Suite, giver: str) -> None:
    scene = await begin_recordings(suite)
    before = await read_everything(scene, OTHERS[giver])
    await give_call(scene, giver)
    after = await read_everything(scene, OTHERS[giver])

    assert (await scene.read("operator"))["awaiting"] == [OTHERS[giver]]
    assert not find_changes(before, after), "\n".join(find_changes(before, after))
