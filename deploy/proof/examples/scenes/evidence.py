"""Evidence: files and statements, requests for them, uploads that go on, seals and bundles, and what is erased."""

from __future__ import annotations

import base64
from typing import Any

import httpx

from deploy.proof.demo import photos
from deploy.proof.examples.stage import PARCEL, Stage
from deploy.proof.testing.market import Case, Person, wait_until


async def play_evidence(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    _, case = await stage.open_case()
    await stage.escalate_case(case)
    requests = await wait_until(
        "a request", lambda: market.buyer.list_items(f"/v1/evidence/requests?dispute={case.id}"), bool
    )
    await show("list_evidence_requests", market.buyer, dispute=case.id, limit=20)
    await show("get_evidence_request", market.buyer, request=requests[0]["id"])
    picture = {"content_type": "image/jpeg"}
    item = await show(
        "upload_evidence",
        market.buyer,
        photos.draw_damage(5),
        headers={"Content-Type": picture["content_type"]},
        dispute=case.id,
        kind="photo",
        filename="crack.jpg",
    )
    await show("list_evidence", market.buyer, dispute=case.id, limit=20)
    await show("get_evidence", market.buyer, item=item["id"])
    await play_reading(stage, item["id"])
    await show("attach_evidence", market.buyer, {"item": item["id"], "covers": []}, request=requests[0]["id"])
    record = await show("submit_evidence", market.seller, {"kind": "shipment_record", "dispute": case.id, **PARCEL})
    reason = {"reason_code": "tracking_number_unknown", "reason": "The carrier does not know this number."}
    await show("invalidate_evidence", market.operator, reason, item=record["id"])


async def play_reading(stage: Stage, item: str) -> None:
    show, buyer = stage.book.show, stage.market.buyer
    link = await show("create_download_link", buyer, item=item)
    token = httpx.URL(link["url"]).params["token"]
    nobody = Person(stage.client, "")
    await show("download_evidence", nobody, item=item, token=token)
    preview: dict[str, Any] = dict(httpx.URL(link["preview_url"]).params)
    await show("preview_evidence", nobody, item=item, **preview)
    await show("get_evidence_signals", stage.market.operator, item=item)


async def play_resumable(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    _, case = await stage.open_case()
    picture = photos.draw_damage(9)
    await show("describe_resumable_uploads", market.buyer)
    created = await show("create_resumable_upload", market.buyer, b"", headers=announce(case, len(picture)))
    upload = created.headers["location"].rpartition("/")[2]
    piece = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}
    middle = len(picture) // 2
    await show(
        "append_to_resumable_upload",
        market.buyer,
        picture[:middle],
        headers={**piece, "Upload-Offset": "0"},
        upload=upload,
    )
    await show("get_resumable_upload", market.buyer, headers={"Tus-Resumable": "1.0.0"}, upload=upload)
    await show(
        "override_resumable_upload",
        market.buyer,
        picture[middle:],
        headers={**piece, "Upload-Offset": str(middle), "X-HTTP-Method-Override": "PATCH"},
        upload=upload,
    )
    begun = await market.buyer.post("/v1/evidence/uploads/resumable", b"", **_as_keywords(announce(case, 1_000)))
    left = begun.headers["location"].rpartition("/")[2]
    await show("cancel_resumable_upload", market.buyer, headers={"Tus-Resumable": "1.0.0"}, upload=left)


def announce(case: Case, length: int) -> dict[str, str]:
    about = {"dispute": case.id, "kind": "photo", "filename": "crack.jpg"}
    metadata = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in about.items())
    return {"Tus-Resumable": "1.0.0", "Upload-Length": str(length), "Upload-Metadata": metadata}


def _as_keywords(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("-", "_"): value for name, value in headers.items()}


async def play_proof(stage: Stage) -> None:
    show, market = stage.book.show, stage.market
    _, case = await stage.open_case()
    await stage.bring_to_review(case)
    await case.judge_case("decision", RULING_OF_PROOF)
    await case.wait_for(status="closed")
    await market.settle_events()
    await show("list_seals", market.buyer, dispute=case.id)
    bundle = (await show("create_bundle", market.buyer, {"dispute": case.id}))["id"]
    await show("get_bundle", market.buyer, bundle=bundle)
    nobody = Person(stage.client, "")
    await show("get_seal_key", nobody)
    await show("get_heads_key", nobody)
    await show("get_verification_program", nobody, program="verify.py")
    await play_retention(stage, case)


async def play_retention(stage: Stage, case: Case) -> None:
    show, platform = stage.book.show, stage.market.platform
    await show("put_retention", platform, {"days": 730})
    await show("get_retention", platform)
    order = {"dispute": case.id, "reason": "Court order 12 O 34/26."}
    await show("place_legal_hold", platform, order)
    await show("release_legal_hold", platform, {"dispute": case.id})
    await show("erase_participant", platform, {"role": "buyer", "participant": "anna"})


RULING_OF_PROOF = {
    "outcome": "refund_partial",
    "amount": {"amount": 2_000, "currency": "EUR"},
    "responsible": "seller",
    "reason_code": "not_as_described",
    "policy_reference": "goods-receipt 4.2",
    "explanation": "The label names another model than the listing.",
}
