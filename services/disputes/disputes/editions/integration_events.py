"""Integration events: maps what happens to editions to `common.contracts.disputes`."""

from __future__ import annotations

from uuid import UUID, uuid5

from common.contracts.disputes import (
    CalendarRef,
    DisputeReasonRef,
    DisputeTermsRef,
    EditionMadeCurrent,
    PolicyPublished,
)
from common.contracts.envelope import ActorRef, Event, Party
from common.execution.commands import Context
from common.kernel.named_ids import EDITION_IDS, current_edition_id, edition_id
from common.kernel.principal import SYSTEM, Role
from disputes.policy.model import Policy

from .model import CurrentEdition


def own_edition_published(policy: Policy, context: Context) -> Event:
    """An edition of one platform's own: its escrows may name it from now on. It is not current by that."""
    return _edition_published(policy, context.principal.tenant, False, "request", context)


def built_in_edition_published(policy: Policy, current: bool, context: Context) -> Event:
    return _edition_published(policy, None, current, "start", context)


def edition_made_current(current: CurrentEdition, context: Context) -> Event:
    policy, tenant = current.policy, context.principal.tenant
    return EditionMadeCurrent(
        id=context.new_id(),
        tenant=tenant,
        subject=current_edition_id(tenant, policy.name),
        sequence=current.version,
        version=current.version,
        occurred_at=context.timing.now,
        actor=ActorRef.from_actor(context.principal.actor),
        cause=context.cause,
        edition=policy.edition,
        name=policy.name,
        hash=policy.hash,
        own=current.is_own,
        follows_newest=current.follows_newest,
        disputes=_dispute_terms_ref(policy),
    )


def _edition_published(policy: Policy, owner: UUID | None, current: bool, cause: str, context: Context) -> Event:
    prefix = "" if owner is None else f"{owner}:"
    return PolicyPublished(
        id=uuid5(EDITION_IDS, f"published:{prefix}{policy.edition}:{policy.hash}"),
        tenant=context.principal.tenant,
        subject=edition_id(owner, policy.edition),
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
