"""Webhooks and the feed of events."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from deploy.proof.demo.receiver import Receiver
from deploy.proof.examples.stage import Stage
from deploy.proof.testing.market import wait_until

PATH = "/webhooks/parley"


async def play_webhooks(stage: Stage) -> None:
    with Receiver() as receiver:
        await play_endpoint(stage, receiver)


async def play_endpoint(stage: Stage, receiver: Receiver) -> None:
    show, platform = stage.book.show, stage.market.platform
    await stage.open_case()
    hook = {
        "url": receiver.url(PATH),
        "event_types": ["dispute.*", "funds.*"],
        "description": "Cases and money, for the shop's back office",
    }
    made = await show("create_webhook_endpoint", platform, hook)
    endpoint = made["id"]
    receiver.trust_secret(PATH, made["secret"])
    await show("list_webhook_endpoints", platform)
    await show("get_webhook_endpoint", platform, endpoint=endpoint)
    await show("change_webhook_endpoint", platform, {"event_types": ["*"]}, endpoint=endpoint)
    await show("rotate_webhook_secret", platform, {}, endpoint=endpoint)
    await show("test_webhook_endpoint", platform, {"event_type": "dispute.opened"}, endpoint=endpoint)
    home = f"/v1/webhook-endpoints/{endpoint}/deliveries"
    deliveries = await wait_until("an attempt", lambda: platform.list_items(home), has_attempts)
    await show("list_deliveries", platform, endpoint=endpoint, limit=20)
    await show("get_delivery", platform, delivery=deliveries[0]["id"])
    await show("redeliver_event", platform, delivery=deliveries[0]["id"])
    now = datetime.fromisoformat((await platform.get("/v1/test-clock"))["now"])
    span = {"since": as_written(now - timedelta(hours=6)), "until": as_written(now)}
    await show("replay_events", platform, span, endpoint=endpoint)
    events = await show("list_events", platform, type=["dispute.opened"], limit=20)
    await show("get_event", platform, event=events["data"][0]["id"])
    await show("create_event_stream_link", platform)
    await show("delete_webhook_endpoint", platform, endpoint=endpoint)


def has_attempts(deliveries: list[dict[str, Any]]) -> bool:
    return bool(deliveries) and bool(deliveries[0]["attempts"])


def as_written(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")
