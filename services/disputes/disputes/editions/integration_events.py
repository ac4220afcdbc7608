"""Maps the publication of an edition to the integration event in `common.contracts`."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from common.contracts.disputes import PolicyPublished
from common.contracts.envelope import ActorRef, Event
from common.kernel.principal import SYSTEM
from disputes.policy.model import Policy

EVERY_PLATFORM: Final = UUID(int=0)
"""The tenant of facts that concern every platform."""


EDITION_IDS: Final = UUID("0f9f7d5e-6f2c-5b7a-9d58-3d8d3a1c0f11")
"""Editions are known by name everywhere; their ids follow from it."""


def edition_published(policy: Policy, *, current: bool, now: datetime, tenant: UUID = EVERY_PLATFORM) -> Event:
    whose = "" if tenant == EVERY_PLATFORM else f"{tenant}:"
    return PolicyPublished(
        id=uuid5(EDITION_IDS, f"published:{whose}{policy.edition}:{policy.hash}"),
        tenant=tenant,
        subject=uuid5(EDITION_IDS, f"{whose}{policy.edition}"),
        sequence=1,
        version=1,
        occurred_at=now,
        actor=ActorRef(role=SYSTEM.role.value, id=SYSTEM.id),
        cause="start" if tenant == EVERY_PLATFORM else "request",
        edition=policy.edition,
        name=policy.name,
        hash=policy.hash,
        current=current,
    )
