"""Rows of the story of cases."""

from __future__ import annotations

from typing import Any

from .model import StoryEntry


def entry_to_row(entry: StoryEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "dispute": entry.dispute,
        "at": entry.at,
        "kind": entry.kind,
        "actor_role": entry.actor.role,
        "actor_id": entry.actor.id,
        "audience": entry.audience,
        "params": dict(entry.params),
        "about": entry.about,
        "subject": entry.subject,
        "giver": entry.giver,
        "request": entry.request,
    }
