"""Transport: sends a call until it is answered, always under the same key, so that it has its effect once."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import uuid4

import httpx

from .calls import Content
from .problems import NoAnswer, Problem, problem_from_answer, require_no_page
from .tokens import Tokens

ATTEMPTS: Final = 6
LOST_ATTEMPTS: Final = 10
"""Of a stream that had begun: a minute, in which whoever serves it can start anew."""
SILENCE_SECONDS: Final = 60.0
"""A stream says every fifteen seconds that it lives: one that is silent for so long was cut, and nobody has told us."""
END_OF_STREAM: Final = "end"
"""Kind of the event that says why a stream ends: its token has, and the next one goes on."""
FIRST_WAIT_SECONDS: Final = 0.25
LONGEST_WAIT_SECONDS: Final = 20.0
DOUBLINGS: Final = 10
"""After as many no wait grows any more."""
TIMEOUT: Final = httpx.Timeout(30.0, connect=5.0)
STREAM_TIMEOUT: Final = httpx.Timeout(SILENCE_SECONDS, connect=5.0)
MOMENTARY_STATUSES: Final = frozenset({429, 502, 503, 504})
MOMENTARY_CODES: Final = frozenset({"idempotency_in_flight", "not_known_yet"})
"""Refusals that the same request may not meet a moment later."""
REPEATABLE_PATHS: Final = frozenset({"/v1/participant-tokens"})
"""Posts that change nothing: they need no key to be sent again."""


def open_http(url: str) -> httpx.Client:
    """Connections to one Parley. A proxy of the environment is used, but not for this machine."""
    return httpx.Client(base_url=url.rstrip("/"), timeout=TIMEOUT, headers={"User-Agent": "parley-client/1"})


class _TokenEnded(Exception):
    """Says that a stream was refused for a token that has ended on the way: the next one is another."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Transport:
    """Caller of the generated operations."""

    http: httpx.Client
    tokens: Tokens | None
    language: str | None = None
    attempts: int = ATTEMPTS
    lost_attempts: int = LOST_ATTEMPTS
    wait: Callable[[float], None] = time.sleep

    def call_operation(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: object = None,
        content: Content | None = None,
        content_type: str | None = None,
        if_match: int | None = None,
        key: str | None = None,
        takes_key: bool = False,
    ) -> Any:
        headers = self._headers(content_type, if_match, (key or str(uuid4())) if takes_key else None)
        sent = content if content is None or isinstance(content, bytes) else content.read()
        if body is not None:
            sent, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        answer = self._send(method, path, query, headers, sent)
        require_no_page(answer)
        return answer.json() if answer.content and "json" in answer.headers.get("Content-Type", "") else None

    def download_file(self, method: str, path: str, *, query: Mapping[str, Any] | None = None) -> bytes:
        answer = self._send(method, path, query, {"Accept": "*/*"}, None)
        require_no_page(answer)
        return answer.content

    def follow_stream(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        watch: Callable[[Exception | None], None] = lambda why: None,
    ) -> Iterator[dict[str, Any]]:
        """Follow server-sent events, and go on after the last one when the connection ends. `watch` is told why it is
        cut, each time that it cannot be had, and None once it is there again."""
        last, failures, attempts = None, 0, self.attempts
        while True:
            try:
                for event_id, event in self._events_of(method, path, query, last):
                    if failures:
                        watch(None)
                    last, failures, attempts = event_id or last, 0, max(attempts, self.lost_attempts)
                    if event is not None:
                        yield event
            except httpx.TransportError as error:
                failures += 1
                if failures >= attempts:
                    raise self._no_answer(method, path, error) from error
                watch(error)
            except _TokenEnded as ended:
                failures += 1
                if failures >= attempts:
                    raise ended.problem from None
            except Problem as problem:
                failures += 1
                if failures >= attempts or problem.status not in MOMENTARY_STATUSES:
                    raise
                watch(problem)
            self.wait(pause_seconds(failures, None))

    def _events_of(
        self, method: str, path: str, query: Mapping[str, Any] | None, last: str | None
    ) -> Iterator[tuple[str | None, dict[str, Any] | None]]:
        headers = self._headers(None, None, None) | {"Accept": "text/event-stream"}
        if last is not None:
            headers["Last-Event-ID"] = last
        token, authorized = self._authorized(headers)
        request = self.http.build_request(
            method, path, params=spell_query(query), headers=authorized, timeout=STREAM_TIMEOUT
        )
        with closing(self.http.send(request, stream=True)) as answer:
            if not answer.is_success:
                answer.read()
                if answer.status_code == 401 and self.tokens is not None and token is not None:
                    self.tokens.forget_token(token)
                    raise _TokenEnded(problem_from_answer(answer))
                raise problem_from_answer(answer)
            require_no_page(answer)
            yield from _read_events(answer.iter_lines())

    def _no_answer(self, method: str, path: str, error: httpx.TransportError) -> NoAnswer:
        return NoAnswer(f"{method} {self.http.base_url.join(path)}: {str(error) or type(error).__name__}")

    def _headers(self, content_type: str | None, if_match: int | None, key: str | None) -> dict[str, str]:
        headers = {"Accept": "application/json"}
        if self.language is not None:
            headers["Accept-Language"] = self.language
        if content_type is not None:
            headers["Content-Type"] = content_type
        if if_match is not None:
            headers["If-Match"] = f'"{if_match}"'
        if key is not None:
            headers["Idempotency-Key"] = key
        return headers

    def _send(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None,
        headers: dict[str, str],
        content: bytes | None,
    ) -> httpx.Response:
        """Send it until it is answered. What may be sent twice is: reads, and acts, which carry a key."""
        has_renewed = False
        may_repeat = method in ("GET", "PUT", "DELETE") or "Idempotency-Key" in headers or path in REPEATABLE_PATHS
        for attempt in range(1, self.attempts + 1):
            is_last = attempt == self.attempts or not may_repeat
            try:
                token, authorized = self._authorized(headers)
                answer = self.http.request(method, path, params=spell_query(query), headers=authorized, content=content)
            except httpx.TransportError as error:
                if is_last:
                    raise self._no_answer(method, path, error) from error
                self.wait(pause_seconds(attempt, None))
                continue
            if answer.is_success:
                return answer
            may_renew = answer.status_code == 401 and not has_renewed and attempt < self.attempts
            if may_renew and self.tokens is not None and token is not None:
                self.tokens.forget_token(token)
                has_renewed = True
                continue
            if is_last or not _is_momentary(answer):
                raise problem_from_answer(answer)
            self.wait(pause_seconds(attempt, answer.headers.get("Retry-After")))
        raise AssertionError("unreachable")

    def _authorized(self, headers: dict[str, str]) -> tuple[str | None, dict[str, str]]:
        if self.tokens is None:
            return None, headers
        token = self.tokens.current_token()
        return token, {**headers, "Authorization": f"Bearer {token}"}


def _is_momentary(answer: httpx.Response) -> bool:
    if answer.status_code in MOMENTARY_STATUSES:
        return True
    return answer.status_code == 409 and problem_from_answer(answer).code in MOMENTARY_CODES


def pause_seconds(attempt: int, retry_after: str | None) -> float:
    """Seconds until the next attempt: as the answer says, else twice as long each time, spread by chance."""
    if retry_after is not None and retry_after.isdecimal():
        return min(float(retry_after), LONGEST_WAIT_SECONDS)
    longest: float = min(FIRST_WAIT_SECONDS * 2 ** min(attempt, DOUBLINGS), LONGEST_WAIT_SECONDS)
    return longest * (0.5 + random.random() / 2)


def spell_query(query: Mapping[str, Any] | None) -> dict[str, str]:
    """Spell a query as the API reads it: lists by commas, instants by RFC 3339; None leaves a name out."""
    return {name: _spell_value(value) for name, value in (query or {}).items() if value is not None}


def _spell_value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case datetime() | date():
            return value.isoformat()
        case list() | tuple() | set() | frozenset():
            return ",".join(map(_spell_value, value))
        case _:
            return str(value)


def _read_events(lines: Iterator[str]) -> Iterator[tuple[str | None, dict[str, Any] | None]]:
    """Read server-sent events: an id, and data that is JSON. None for a comment, which says that the stream lives, and
    for an id before any event, which says where it begins."""
    last, kind, data = None, "", list[str]()
    for line in lines:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if line.startswith(":"):
            yield None, None
        elif name == "id":
            last = value
            if not data:
                yield last, None
        elif name == "event":
            kind = value
        elif name == "data":
            data.append(value)
        elif not line and data:
            if kind != END_OF_STREAM:
                yield last, json.loads("\n".join(data))
            kind, data = "", []
