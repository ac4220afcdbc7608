"""Live recordings and conversations elsewhere, from the verified deal on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from deploy.proof.demo import films
from deploy.proof.examples.stage import Stage
from deploy.proof.testing.market import Case, Person, euro_amount, wait_until

VERIFIED = ("item", "agreed_price", "terms")


async def play_recordings(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    case = await open_verified(stage)
    await show("request_live_video", market.operator, dispute=case.id)
    requests = await wait_until(
        "the requests", lambda: market.operator.list_items(f"/v1/evidence/requests?dispute={case.id}"), has_both
    )
    asked = {request["party"]: request for request in requests}
    await play_live(stage, case)
    await play_elsewhere(stage, case, asked["seller"])


def has_both(requests: list[dict[str, Any]]) -> bool:
    return len(requests) == 2


async def open_verified(stage: Stage) -> Case:
    market = stage.market
    deal = await market.deliver_deal(9_900, policy="live_video")
    case = await deal.open_dispute(
        claimed=euro_amount(9_900),
        explanation="It has a scratched sensor.",
        transaction={"item": "A lamp", "agreed_price": euro_amount(9_900)},
        need="The photos of the offer show another condition.",
    )
    await market.settle_events()
    await market.operator.perform_act(f"{case.path}/assign", {})
    version = await stage.read_version(case, market.operator)
    checks = [{"code": code, "finding": "yes"} for code in VERIFIED]
    verdict = {"result": "verified", "checks": checks}
    await stage.book.show("verify_transaction", market.operator, verdict, headers=version, dispute=case.id)
    await market.settle_events()
    return case


async def play_live(stage: Stage, case: Case) -> None:
    """The buyer's recorder sends a film that was made before: it is found out, and an operator looks at it."""
    show, market = stage.book.show, stage.market
    session = await show("open_video_session", market.buyer, {"dispute": case.id})
    recorder = Person(stage.client, "")
    secret = {"X-Session-Secret": session["recorder_url"].partition("#")[2]}
    own = {"session": session["id"], "headers": secret}
    await show("get_recorder_session", recorder, **own)
    begin = {"code": session["challenge"]["code"], "media_type": "video/mp4"}
    await show("start_recorder", recorder, begin, hides=("code",), **own)
    await show("get_recorder_token", recorder, **own)
    film = films.film_packing("made before")
    as_film = {**own, "headers": {**secret, "Content-Type": "video/mp4"}}
    await show("upload_video_chunk", recorder, film, n=0, segment=0, **as_film)
    await show("finish_recording", recorder, {"chunks": 1, "covers": []}, **own)
    path = f"/v1/evidence/video-sessions/{session['id']}"
    await wait_until("the checks", lambda: market.operator.get(path), lambda seen: bool(seen["verification"]))
    await show("get_video_session", market.operator, session=session["id"])
    verdict = {"result": "partly_live", "reason": "The words are clearly spoken; a bad camera blurred the mark."}
    await show("overrule_video_verification", market.operator, verdict, session=session["id"])


async def play_elsewhere(stage: Stage, case: Case, request: dict[str, Any]) -> None:
    show, market = stage.book.show, stage.market
    began = datetime.fromisoformat(request["opened_at"])
    ended = began + timedelta(seconds=1)
    call = {
        "dispute": case.id,
        "link": "https://meet.example/abc-defg",
        "provider": "Example Meet",
        "started_at": began.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "ended_at": ended.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "covers": ["condition", "timestamp"],
    }
    await market.settle_events()
    video = await show("submit_external_video", market.seller, call)
    await show("get_external_video", market.operator, item=video["id"])
    statement = {"held": "as_stated", "statement": "I led the call; both showed the parcel."}
    await show("attest_external_video", market.operator, statement, item=video["id"])
