"""Reads of the operators' notes and ready-made texts."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Select, select

from disputes.schema import SqlTransaction

from .model import DeskTx
from .tables import notes, reason_texts


class DeskReadTx(DeskTx, SqlTransaction, Protocol):
    """What reads of this room are given."""


def select_notes(dispute: UUID) -> Select[Any]:
    return select(notes).where(notes.c.dispute == dispute)


def select_reason_texts(reason_code: str | None) -> Select[Any]:
    query = select(reason_texts)
    return query if reason_code is None else query.where(reason_texts.c.reason_code == reason_code)
