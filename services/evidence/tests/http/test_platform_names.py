"""DOR-W16: pages for participants say the name that a platform has now, however late the older one is heard."""

from __future__ import annotations

from common.contracts.envelope import ActorRef
from common.contracts.escrow import PlatformRenamed
from common.messaging.bus import Message


async def test_dor_w16_a_renamed_platform_is_known_by_its_new_name(world, rows) -> None:
    await world.named("Lamps", "A lamp")
    renamed = PlatformRenamed.model_validate(
        {"tenant": world.tenant, "subject": world.tenant, "sequence": 2, "version": 2, "cause": "request",
         "occurred_at": "2026-03-02T12:00:00Z", "actor": ActorRef(role="admin", id="admin"), "name": "Lamps for all"}
    )  # fmt: skip

    await world.app.state.service.consumer.consume_message(
        Message(renamed.id, renamed.topic, renamed.model_dump_json().encode())
    )
    await world.named("Lamps", "A lamp")

    [(name,)] = await rows(f"SELECT name FROM evidence.known_platforms WHERE tenant_id = '{world.tenant}'")
    assert name == "Lamps for all"
