from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from common.kernel.principal import Participant
from common.kernel.timing import Pause
from common.persistence.case_ends import case_end_from_row, case_end_to_row
from evidence.cases.model import Case, CaseState, ClockNews, OwedAnswer, Side
from evidence.stored_json import require_stored_version, with_stored_version

NEWS_VERSION: Final = 1


def encode_news(news: ClockNews) -> dict[str, Any]:
    pause = None if news.pause is None else [at.isoformat() for at in news.pause]
    due_at = None if news.due_at is None else news.due_at.isoformat()
    request = None if news.request is None else str(news.request)
    values = {"sequence": news.sequence, "pause": pause, "due_at": due_at, "request": request}
    return with_stored_version(NEWS_VERSION, values)


def decode_news(stored: dict[str, Any]) -> ClockNews:
    """Raises StoredVersionUnknown."""
    require_stored_version(stored, NEWS_VERSION)
    pause, due_at, request = stored["pause"], stored["due_at"], stored["request"]
    return ClockNews(
        stored["sequence"],
        pause and Pause(*map(datetime.fromisoformat, pause)),
        due_at and datetime.fromisoformat(due_at),
        request and UUID(request),
    )


def case_to_row(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "escrow": case.escrow,
        "buyer": case.buyer,
        "seller": case.seller,
        "state": case.state,
        "items": case.items,
        "total_bytes": case.total_bytes,
        "paused_at": case.paused_at,
        "resumed_pause_at": case.resumed_pause_at,
        "clock_news": [*map(encode_news, case.clock_news)],
        "closed_at": case.closed_at,
        "cleared_at": case.cleared_at,
        "stage": case.stage,
        "stage_since": case.stage_since,
        "ends_at": case.ends_at,
        "ends_heard": case.ends_heard,
        **case_end_to_row(case.end),
        **{f"{side}_owes_since": _answer_of(case, side, "since") for side in Side},
        **{f"{side}_owes_until": _answer_of(case, side, "until") for side in Side},
    }


def case_from_row(row: Row[Any]) -> Case:
    return Case(
        id=row.id,
        escrow=row.escrow,
        buyer=None if row.buyer is None else Participant(row.buyer),
        seller=None if row.seller is None else Participant(row.seller),
        state=CaseState(row.state),
        items=row.items,
        total_bytes=row.total_bytes,
        paused_at=row.paused_at,
        resumed_pause_at=row.resumed_pause_at,
        clock_news=tuple(map(decode_news, row.clock_news)),
        end=case_end_from_row(row),
        closed_at=row.closed_at,
        cleared_at=row.cleared_at,
        stage=row.stage,
        stage_since=row.stage_since,
        ends_at=row.ends_at,
        ends_heard=row.ends_heard,
        answers=_answers_from_row(row),
    )


def _answer_of(case: Case, side: Side, part: str) -> datetime | None:
    answer = case.answers.get(side)
    return None if answer is None else getattr(answer, part)


def _answers_from_row(row: Row[Any]) -> dict[Side, OwedAnswer]:
    owed: dict[Side, tuple[datetime | None, datetime | None]] = {
        Side.BUYER: (row.buyer_owes_since, row.buyer_owes_until),
        Side.SELLER: (row.seller_owes_since, row.seller_owes_until),
    }
    return {side: OwedAnswer(since, until) for side, (since, until) in owed.items() if since is not None}
