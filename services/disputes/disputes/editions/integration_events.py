"""Integration events: maps the publication of an edition to `common.contracts.disputes.PolicyPublished`."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from common.contracts.disputes import PolicyPublished
from common.contracts.envelope import ActorRef, Event
from common.execution.commands import Context
from common.kernel.principal import SYSTEM
from disputes.policy.model import Policy

EDITION_IDS: Final = UUID("0f9f7d5e-6f2c-5b7a-9d58-3d8d3a1c0f11")
"""Editions are known by name everywhere; their ids follow from it."""


def own_edition_published(policy: Policy, context: Context) -> Event:
    """An edition of one platform's own: its escrows may name it from now on."""
    return _edition_published(policy, f"{context.principal.tenant}:", True, "request", context)


def built_in_edition_published(policy: Policy, current: bool, context: Context) -> Event:
    return _edition_published(policy, "", current, "start", context)


def _edition_published(policy: Policy, prefix: str, current: bool, cause: str, context: Context) -> Event:
    return PolicyPublished(
        id=uuid5(EDITION_IDS, f"published:{prefix}{policy.edition}:{policy.hash}"),
        tenant=context.principal.tenant,
        subject=uuid5(EDITION_IDS, f"{prefix}{policy.edition}"),
        sequence=1,
        version=1,
        occurred_at=context.timing.now,
        actor=ActorRef.from_actor(SYSTEM),
        cause=cause,
        edition=policy.edition,
        name=policy.name,
        hash=policy.hash,
        current=current,
    )
