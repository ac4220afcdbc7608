"""Ending acts of people, as they send them, and the clocks that end a case, by their names in its deadlines."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import httpx

from .scene import Scene
from .table import PENDING, YES

CLOCKS: Final = {
    "silence": "negotiation",
    "abandoned_walk": "negotiation",
    "evidence_lapse": "evidence",
    "return_silence": "return_address",
    "confirmation_silence": "obligation_confirmation",
    "contest_over": "appeal_window",
    "cap": "dispute_hard_cap",
    "inspection": "inspection",
}
"""Clock of the case, as its `deadlines` name it, by the act that it stands for."""


async def accept_offer(scene: Scene, key: str) -> httpx.Response:
    assert scene.accepting is not None, "an offer stands in this place"
    body = {"version": scene.offer_version, "option": 0}
    return await scene.accepting.post(f"{scene.offer}/accept", body, key=key)


async def withdraw(scene: Scene, key: str) -> httpx.Response:
    return await scene.market.buyer.post(f"{scene.opened.path}/withdraw", key=key)


async def pay_up(scene: Scene, key: str) -> httpx.Response:
    return await scene.market.seller.post(f"{scene.opened.path}/accept-claim", key=key)


async def rule(scene: Scene, key: str) -> httpx.Response:
    headers = {"If_Match": f'"{scene.case_version}"'}
    return await scene.market.operator.post(f"{scene.opened.path}/decision", scene.ruling, key=key, **headers)


async def refuse_verification(scene: Scene, key: str) -> httpx.Response:
    checks = [{"code": code, "finding": "no"} for code in ("item", "agreed_price", "terms")]
    body = {"result": "not_verified", "checks": checks, "reason_code": "terms_not_kept"}
    headers = {"If_Match": f'"{scene.case_version}"'}
    return await scene.market.operator.post(f"{scene.opened.path}/verification", body, key=key, **headers)


async def acknowledge_return(scene: Scene, key: str) -> httpx.Response:
    body = {"condition": "received"}
    return await scene.market.seller.post(f"{scene.opened.path}/return/acknowledge", body, key=key)


async def confirm_replacement(scene: Scene, key: str) -> httpx.Response:
    body = {"condition": "received"}
    return await scene.market.buyer.post(f"{scene.opened.path}/obligation/confirm", body, key=key)


async def open_dispute(scene: Scene, key: str) -> httpx.Response:
    deal = scene.deal
    body = deal.build_claim_body(12_000)
    return await scene.market.buyer.post("/v1/disputes", body, key=key)


async def release(scene: Scene, key: str) -> httpx.Response:
    return await scene.market.platform.post(f"{scene.deal.path}/release", key=key)


async def refund(scene: Scene, key: str) -> httpx.Response:
    return await scene.market.platform.post(f"{scene.deal.path}/refund", key=key)


ACTS: Final[Mapping[str, Callable[[Scene, str], Awaitable[httpx.Response]]]] = {
    "accept": accept_offer,
    "withdraw": withdraw,
    "pay_up": pay_up,
    "ruling": rule,
    "refuse_verification": refuse_verification,
    "acknowledge_return": acknowledge_return,
    "confirm_replacement": confirm_replacement,
    "open": open_dispute,
    "release": release,
    "refund": refund,
}


def name_answer(answer: httpx.Response) -> str:
    """Name an answer as the table does: `yes`, `pending`, or the code of the problem. A case that is opened while its
    money is not frozen yet says so as well."""
    if answer.status_code == 202:
        return PENDING
    if answer.is_success:
        opened: Any = answer.json()
        if (opened.get("pending") or {}).get("what") == "freeze":
            return PENDING
        return "void" if opened.get("outcome") == "void" else YES
    return str(answer.json()["code"])
