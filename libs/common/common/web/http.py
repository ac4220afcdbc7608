"""What a route is given: who calls, and one way to act once or to read."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import random
import re
from collections.abc import Awaitable, Callable
from typing import Any, Final, Generic, TypeVar, cast
from urllib.parse import urlencode
from uuid import UUID

import orjson
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError

from common.kernel.errors import DomainError, Forbidden, IdempotencyInFlight, PreconditionRequired, VersionConflict
from common.kernel.principal import Actor, Role
from common.kernel.structured_logs import request_id
from common.persistence import idempotency
from common.persistence.idempotency import IdempotencyClaim, ReplayedAnswer
from common.persistence.transaction import PostgresTransaction, Transactions

from . import problems
from .authentication import Principal

log = logging.getLogger(__name__)

TxT = TypeVar("TxT", bound=PostgresTransaction)
DepsT = TypeVar("DepsT")

ATTEMPTS: Final = 3
RETRIABLE: Final = frozenset({"40001", "40P01"})
STORED_REFUSAL: Final = 409
ONCE: Final = ("limit", "cursor")
NOTHING: Final = hashlib.sha256(b"{}").digest()
PROBLEM_JSON: Final = "application/problem+json"
_ETAG: Final = re.compile(r'"?(\d{1,18})"?')


class MalformedIfMatch(DomainError):
    def __init__(self) -> None:
        super().__init__('If-Match is the version you have read, as in "7".')


class ApiCall(Generic[TxT, DepsT]):
    """One request of a known caller, with the service's means to serve it."""

    def __init__(self, request: Request) -> None:
        self._request = request
        service = request.app.state.service
        self.deps = cast("DepsT", service.deps)
        self._begin = cast("Transactions[TxT]", service.begin)
        self._statuses: problems.Statuses = request.app.state.statuses
        self.principal = cast("Principal", request.state.caller)

    @property
    def actor(self) -> Actor:
        return Actor(self.principal.role, self.principal.id)

    @property
    def tenant(self) -> UUID:
        return self.principal.tenant

    def require_role(self, *roles: Role, scope: str | None = None) -> None:
        """Raises Forbidden. `scope` is asked of operators only; other roles act for themselves."""
        if self.principal.role not in roles:
            raise Forbidden(f"A {self.principal.role} token does not allow this.")
        if scope and self.principal.role is Role.OPERATOR and scope not in self.principal.scopes:
            raise Forbidden(f"This needs an operator token with the scope {scope}.")

    @property
    def expected_version(self) -> int | None:
        """The version the caller decided on. Raises MalformedIfMatch, PreconditionRequired or VersionConflict."""
        given = self._request.headers.getlist("if-match")
        if not given:
            return None
        if given == ["*"]:
            raise PreconditionRequired
        if len(given) > 1 or "," in given[0] or given[0].startswith("W/"):
            raise VersionConflict(0)
        if (found := _ETAG.fullmatch(given[0])) is None:
            raise MalformedIfMatch
        return int(found[1])

    def require_expected_version(self) -> int:
        if (version := self.expected_version) is None:
            raise PreconditionRequired
        return version

    def require_no_version(self) -> None:
        """Where there is no version, none that a caller names can be the current one (RFC 9110, 13.1.1)."""
        if self.expected_version is not None:
            raise VersionConflict(0)

    async def read(self, act: Callable[[TxT], Awaitable[BaseModel]]) -> Response:
        async with self._begin.read(self.tenant) as tx:
            model = await act(tx)
        answer = _ok(model, 200)
        if getattr(model, "has_more", False):
            answer.headers["Link"] = self._next(str(getattr(model, "next_cursor", "")))
        return answer

    def _next(self, cursor: str) -> str:
        """Where a list goes on (RFC 8288), relative like every address in our answers."""
        url = self._request.url
        asked = [(name, value) for name, value in self._request.query_params.multi_items() if name != "cursor"]
        return f'<{url.path}?{urlencode([*asked, ("cursor", cursor)])}>; rel="next"'

    async def run_money_command(
        self,
        act: Callable[[TxT], Awaitable[BaseModel]],
        *,
        status: int = 200,
        location: Callable[[Any], str] | None = None,
    ) -> Response:
        """`once`, and the Idempotency-Key is required because money moves."""
        return await self._run(act, status, location, key_required=True)

    async def run_idempotent(
        self,
        act: Callable[[TxT], Awaitable[BaseModel]],
        *,
        status: int = 200,
        location: Callable[[Any], str] | None = None,
    ) -> Response:
        """Run `act` in one transaction and commit before answering.

        The same Idempotency-Key with the same request gets the first answer again; a business refusal undoes
        everything and is remembered as the key's answer; serialization failures are tried again.
        """
        return await self._run(act, status, location, key_required=False)

    async def _run(
        self,
        act: Callable[[TxT], Awaitable[BaseModel]],
        status: int,
        location: Callable[[Any], str] | None,
        *,
        key_required: bool,
    ) -> Response:
        claim = self._claim(key_required)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await self._attempt(act, status, location, claim)
            except DomainError as refusal:
                return await self._refuse(refusal, claim)
            except DBAPIError as error:
                if attempt == ATTEMPTS or getattr(error.orig, "sqlstate", None) not in RETRIABLE:
                    raise
                await asyncio.sleep(random.uniform(0.005, 0.03) * attempt)
        raise AssertionError("unreachable")

    async def _attempt(
        self,
        act: Callable[[TxT], Awaitable[BaseModel]],
        status: int,
        location: Callable[[Any], str] | None,
        claim: IdempotencyClaim | None,
    ) -> Response:
        async with self._begin(self.tenant, named=claim is None) as tx:
            if claim is not None and (stored := await idempotency.claim_key(tx, claim)) is not None:
                return _replay(stored)
            tx.actor, tx.cause, tx.operation = self.actor, "request", self._request.scope["route"].name
            model = await act(tx)
            body = model.model_dump_json()
            await tx.append_audit_entry(
                self._request.scope["route"].name, self._request.url.path, request=request_id.get()
            )
            if claim is not None:
                tx.store_answer(claim.answer_with(status, body))
        return _ok(model, status, body, location)

    async def _refuse(self, refusal: DomainError, claim: IdempotencyClaim | None) -> Response:
        status, problem = problems.render_refusal(refusal, self._statuses)
        headers = problems.problem_headers(status)
        body = orjson.dumps(problem)
        if claim is not None and status == STORED_REFUSAL and not isinstance(refusal, IdempotencyInFlight):
            async with self._begin(self.tenant, named=False) as tx:
                if (stored := await idempotency.claim_key(tx, claim)) is not None:
                    return _replay(stored)
                tx.store_answer(claim.answer_with(status, body.decode()))
        return Response(body, status, headers, media_type=PROBLEM_JSON)

    def _claim(self, required: bool) -> IdempotencyClaim | None:
        key = idempotency.idempotency_key(self._request.headers.getlist("idempotency-key"), required=required)
        if key is None:
            return None
        request = self._request
        said = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
        fingerprint = hashlib.sha256(said + getattr(request.state, "fingerprint", b"")).digest()
        route = f"{request.method} {request.scope['route'].path}"
        return IdempotencyClaim(f"{self.principal.role}:{self.principal.id}", route, key, fingerprint)


def _ok(
    model: BaseModel, status: int, body: str | None = None, location: Callable[[Any], str] | None = None
) -> Response:
    headers = {}
    if (version := getattr(model, "version", None)) is not None:
        headers["ETag"] = f'"{version}"'
    if location is not None:
        headers["Location"] = location(model)
    return Response(body or model.model_dump_json(), status, headers, media_type="application/json")


def _replay(stored: ReplayedAnswer) -> Response:
    media_type = PROBLEM_JSON if stored.status >= 400 else "application/json"
    headers = {"Idempotent-Replayed": "true"}
    version = orjson.loads(stored.body).get("version")
    if isinstance(version, int) and stored.status < 400:
        headers["ETag"] = f'"{version}"'
    return Response(stored.body, stored.status, headers, media_type=media_type)


def api_call(request: Request) -> ApiCall[Any, Any]:
    """The dependency behind every service's `Calling`. Raises RequestValidationError for what would be ignored."""
    route = request.scope["route"]
    unread = []
    if route.body_field is None and getattr(request.state, "fingerprint", NOTHING) != NOTHING:
        unread.append({"type": "extra_forbidden", "loc": ("body",), "msg": "This takes no body."})
    if request.url.query and not route.dependant.query_params:
        unread.append({"type": "extra_forbidden", "loc": ("query",), "msg": "This takes no parameters."})
    asked = [name for name, _ in request.query_params.multi_items() if name in ONCE]
    unread += [{"type": "repeated", "loc": ("query", n), "msg": "Say it once."} for n in ONCE if asked.count(n) > 1]
    if unread:
        raise RequestValidationError(unread)
    return ApiCall(request)
