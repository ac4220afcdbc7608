"""Problems: what Parley answers when it refuses (RFC 9457)."""

from __future__ import annotations

from typing import Any

import httpx


class Problem(Exception):
    """Refusal of a request. `code` is stable, `detail` is for people; `members` has whatever else it says."""

    def __init__(self, status: int, members: dict[str, Any]) -> None:
        self.status, self.members = status, members
        self.code = str(members.get("code") or members.get("error") or "unreadable")
        self.detail = str(members.get("detail") or members.get("error_description") or f"HTTP {status}")
        self.request_id = members.get("request_id")
        super().__init__(f"{self.code}: {self.detail}{''.join(_mistakes(members))}")


class NoAnswer(Exception):
    """Parley could not be reached, however often it was tried."""


def _mistakes(members: dict[str, Any]) -> list[str]:
    return [f" ({one.get('pointer')}: {one.get('message')})" for one in members.get("errors") or ()]


def problem_from_answer(answer: httpx.Response) -> Problem:
    try:
        members = answer.json()
    except ValueError:
        members = {}
    return Problem(answer.status_code, members if isinstance(members, dict) else {})


def require_no_page(answer: httpx.Response) -> None:
    """Raises NoAnswer for a page: of a site that answers everything with its own, or of a network that wants to be
    paid or agreed to first."""
    if "html" in answer.headers.get("Content-Type", ""):
        raise NoAnswer(f"what answers at {answer.url.copy_with(query=None)} is a page, and no Parley")
