"""Roles, actors and participants: who acts, and in which part."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple, NewType

Participant = NewType("Participant", str)
"""A person as the platform names them: its own user id, unique within that platform only."""


class Role(StrEnum):
    """Who is acting. The token says it, the domain decides what it means."""

    BUYER = "buyer"
    SELLER = "seller"
    REPRESENTATIVE = "representative"
    OPERATOR = "operator"
    PLATFORM = "platform"
    SYSTEM = "system"
    ADMIN = "admin"


class Actor(NamedTuple):
    role: Role
    id: str


SYSTEM: Final = Actor(Role.SYSTEM, "parley")
