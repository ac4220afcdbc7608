"""Acts on the feed of notifications, its messages to endpoints, and the attempts to deliver them."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from common.kernel.origin import Origin
from common.kernel.principal import Principal, Role
from common.persistence.paging import Pager
from deploy.proof.growth.ground import Act, Ground
from notifications import queries
from notifications.commands import PublishEvent
from notifications.rows import SECRETS_VERSION
from notifications.schemas import DeliveryFilters, EventFilters
from notifications.testing import an_escalated_dispute
from notifications.upkeep import FeedCleaner

ENDPOINT_ID: Final = UUID(int=1 << 100)
BODY: Final = (
    '{{"type":"dispute.escalated","timestamp":"2026-11-01T00:00:00Z","id":"evt_0","sequence":1,"version":1,"number":1,'
    '"subject":"dsp_0","actor":{{"role":"system","id":"parley"}},"cause":"growth","data":{{}}}}'
)
ENDPOINT: Final = f"""
INSERT INTO notifications.endpoints (id, tenant_id, url, event_types, state, secrets, created_at, version, facts)
VALUES ('{ENDPOINT_ID}', '{{tenant}}', 'https://receiver.example/', ARRAY['*'], 'enabled',
        '{{{{"version": {SECRETS_VERSION}, "secrets": []}}}}', now(), 1, 1)
ON CONFLICT (id) DO NOTHING"""
"""Endpoint to which all messages went."""
PAGER: Final = Pager("a secret for cursors of the growth")


def _platform(ground: Ground) -> Principal:
    return Principal(ground.tenant, Role.PLATFORM, "growth", frozenset({"lead", "read"}))


def publish(ground: Ground) -> Act:
    async def publish_event() -> None:
        event = an_escalated_dispute(tenant=ground.tenant)
        async with ground.executor.begin(ground.tenant, Origin.system(ground.tenant)) as tx:
            await ground.executor.execute(tx, PublishEvent(event))

    return publish_event


def read_page(ground: Ground) -> Act:
    """Read the newest page, as somebody asks for it who has read all before."""

    async def list_newest() -> None:
        async with ground.executor.begin.read(ground.tenant) as tx:
            last = await queries.find_beginning(tx, "latest")
            filters = EventFilters(cursor=None)
            place, listing = UUID(int=max(last - 20, 0)), queries.FEED_LISTING
            cursor = PAGER.encode_cursor(place, listing=listing, tenant=ground.tenant, filters=filters)
            await queries.list_events(tx, _platform(ground), EventFilters(cursor=cursor), PAGER)

    return list_newest


def list_deliveries(ground: Ground) -> Act:
    async def list_newest() -> None:
        async with ground.executor.begin.read(ground.tenant) as tx:
            await queries.list_deliveries(tx, _platform(ground), ENDPOINT_ID, DeliveryFilters(), PAGER)

    return list_newest


def clean(ground: Ground) -> Act:
    return FeedCleaner(ground.database).clean_batch
