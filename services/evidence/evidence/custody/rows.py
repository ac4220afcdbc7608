from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Row

from common.kernel.principal import Actor, Role
from evidence.custody.model import Action, CustodyLink


def link_to_row(item: UUID, tenant: UUID, link: CustodyLink) -> dict[str, Any]:
    return {
        "tenant_id": tenant,
        "item": item,
        "seq": link.seq,
        "action": link.action,
        "actor_role": link.actor.role,
        "actor_id": link.actor.id,
        "at": link.at,
        "prev_hash": link.prev_hash,
        "hash": link.hash,
        "canonical": link.canonical,
    }


def link_from_row(row: Row[Any]) -> CustodyLink:
    actor = Actor(Role(row.actor_role), row.actor_id)
    return CustodyLink(row.seq, Action(row.action), actor, row.at, row.prev_hash, row.hash, row.canonical)
