"""Columns in which a service remembers the end of a case."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Row, Text

from common.kernel.case_ends import CaseEnd, EndingSilence

from .database import timestamp_column


def case_end_columns() -> list[Column[Any]]:
    return [
        Column("end_outcome", Text),
        timestamp_column("end_at"),
        Column("end_deadline", Text),
        Column("end_owed_by", Text),
        timestamp_column("end_due_at"),
        Column("end_executed", Text),
    ]


def case_end_to_row(end: CaseEnd | None) -> dict[str, Any]:
    cause = None if end is None else end.cause
    return {
        "end_outcome": None if end is None else end.outcome,
        "end_at": None if end is None else end.ended_at,
        "end_deadline": None if cause is None else cause.deadline,
        "end_owed_by": None if cause is None else cause.owed_by,
        "end_due_at": None if cause is None else cause.due_at,
        "end_executed": None if cause is None else cause.executed,
    }


def case_end_from_row(row: Row[Any]) -> CaseEnd | None:
    if row.end_outcome is None:
        return None
    cause = None
    if row.end_deadline is not None:
        cause = EndingSilence(row.end_deadline, row.end_owed_by, row.end_due_at, row.end_executed)
    return CaseEnd(row.end_outcome, row.end_at, cause)
