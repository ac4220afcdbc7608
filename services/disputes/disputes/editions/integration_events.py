"""Integration events: maps the publication of an edition to `common.contracts.disputes.PolicyPublished`."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from common.contracts.disputes import CalendarRef, DisputeReasonRef, DisputeTermsRef, PolicyPublished
from common.contracts.envelope import ActorRef, Event, Party
from common.execution.commands import Context
from common.kernel.principal import SYSTEM, Role
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
        disputes=_dispute_terms_ref(policy),
    )


def _dispute_terms_ref(policy: Policy) -> DisputeTermsRef:
    filing, represented = policy.filing, policy.represented_role
    return DisputeTermsRef(
        reasons=tuple(
            DisputeReasonRef(code=code, openers=tuple(_party_ref(role) for role in sorted(reason.openers)))
            for code, reason in policy.reasons.items()
        ),
        represented=None if represented is None else _party_ref(represented),
        since=tuple(anchor.value for anchor in filing.since) if filing else (),
        term=str(filing.term) if filing else None,
        earliest=str(filing.earliest) if filing and filing.earliest else None,
        holds_money=filing is not None and filing.holds_money,
        calendar=CalendarRef.from_calendar(filing.calendar) if filing else CalendarRef(),
    )


def _party_ref(role: Role) -> Party:
    return "buyer" if role is Role.BUYER else "seller"
