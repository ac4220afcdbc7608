"""API call: what a route is given. It carries out one command, or answers one query."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Concatenate, Final, Generic, ParamSpec, TypeVar, cast
from uuid import UUID

import orjson
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError

from common.execution.commands import Command, Context, UnversionedCommand
from common.execution.executor import Executor
from common.kernel import seams
from common.kernel.errors import DomainError, Forbidden, IdempotencyInFlight, PreconditionRequired, VersionConflict
from common.kernel.origin import Origin
from common.kernel.principal import Actor, Principal, Role
from common.kernel.structured_logs import request_id
from common.persistence import idempotency
from common.persistence.idempotency import IdempotencyClaim

from . import problems
from .answers import PROBLEM_JSON, Locate, answer_model, answer_page, replay_answer
from .conditional_requests import parse_if_match

DepsT = TypeVar("DepsT")
ResultT = TypeVar("ResultT")
P = ParamSpec("P")

MAX_ATTEMPTS: Final = 3
RETRIABLE_STATES: Final = frozenset({"40001", "40P01"})
STORED_REFUSAL_STATUS: Final = 409
PAGE_PARAMETERS: Final = ("limit", "cursor")
EMPTY_BODY_FINGERPRINT: Final = hashlib.sha256(b"{}").digest()

View = Callable[[ResultT, Context], BaseModel]
"""Presents what a command brought about, to the principal of the context."""


@dataclass(frozen=True, slots=True)
class _Work:
    """Work of one request in its transaction, and how it is answered."""

    run: Callable[[Any], Awaitable[BaseModel]]
    status: int
    locate: Locate | None


class ApiCall(Generic[DepsT]):
    """Request of a known principal, with the service's means to serve it."""

    def __init__(self, request: Request) -> None:
        self._request = request
        service = request.app.state.service
        self.deps = cast("DepsT", service.deps)
        self._executor = cast("Executor[Any]", service.executor)
        self._begin = self._executor.begin
        self._statuses: problems.Statuses = request.app.state.statuses
        self.principal = cast("Principal", request.state.caller)

    @property
    def actor(self) -> Actor:
        return self.principal.actor

    @property
    def tenant(self) -> UUID:
        return self.principal.tenant

    @property
    def operation(self) -> str:
        """Id of the API's operation: names the audit entry and the crash points."""
        route = self._request.scope["route"]
        return str(getattr(route, "operation_id", None) or route.name)

    @property
    def expected_version(self) -> int | None:
        """Version the caller decided on. Raises MalformedIfMatch, PreconditionRequired or VersionConflict."""
        return parse_if_match(self._request.headers.getlist("if-match"))

    def require_role(self, *roles: Role, scope: str | None = None) -> None:
        """Raises Forbidden. `scope` is asked of operators only; other roles act for themselves."""
        if self.principal.role not in roles:
            raise Forbidden(f"A {self.principal.role} token does not allow this.")
        if scope and self.principal.role is Role.OPERATOR and scope not in self.principal.scopes:
            raise Forbidden(f"This needs an operator token with the scope {scope}.")

    def require_expected_version(self) -> int:
        """Raises PreconditionRequired without If-Match."""
        if (version := self.expected_version) is None:
            raise PreconditionRequired
        return version

    def require_no_version(self) -> None:
        """Raises VersionConflict: where there is no version, none that a caller names can be the current one."""
        if self.expected_version is not None:
            raise VersionConflict(0)

    async def query(
        self,
        read: Callable[Concatenate[Any, Principal, P], Awaitable[BaseModel]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Response:
        """Answer with what `read(tx, principal, *args)` finds, in a transaction that cannot write."""
        async with self._begin.read(self.tenant) as tx:
            model = await read(tx, self.principal, *args, **kwargs)
        return answer_page(model, self._request)

    async def execute(
        self, command: Command[ResultT], view: View[ResultT], *, status: int = 200, locate: Locate | None = None
    ) -> Response:
        """Carry out `command` in one transaction and commit before answering.

        The same Idempotency-Key with the same request gets the first answer again; a business refusal undoes
        everything and is remembered as the key's answer; serialization failures are tried again.
        """
        return await self._run_with_retries(self._prepare_work(command, view, status, locate), self._read_claim())

    async def execute_money(
        self, command: Command[ResultT], view: View[ResultT], *, status: int = 200, locate: Locate | None = None
    ) -> Response:
        """`execute`, and the Idempotency-Key is required because money moves."""
        return await self._run_with_retries(self._prepare_work(command, view, status, locate), self._require_claim())

    def _prepare_work(
        self, command: Command[ResultT], view: View[ResultT], status: int, locate: Locate | None
    ) -> _Work:
        expected_version = None if isinstance(command, UnversionedCommand) else self.expected_version

        async def run(tx: Any) -> BaseModel:
            return view(*await self._executor.execute(tx, command, expected_version=expected_version))

        return _Work(run, status, locate)

    async def _run_with_retries(self, work: _Work, claim: IdempotencyClaim | None) -> Response:
        for attempt in range(1, MAX_ATTEMPTS + 1):
            try:
                return await self._attempt_in_transaction(work, claim)
            except DomainError as refusal:
                return await self._answer_refusal(refusal, claim)
            except DBAPIError as error:
                if attempt == MAX_ATTEMPTS or getattr(error.orig, "sqlstate", None) not in RETRIABLE_STATES:
                    raise
                await seams.sleep(seams.jitter(0.005, 0.03) * attempt)
        raise AssertionError("unreachable")

    async def _attempt_in_transaction(self, work: _Work, claim: IdempotencyClaim | None) -> Response:
        begin = self._begin if claim is None else self._begin.claiming
        async with begin(self.tenant, Origin(self.principal, "request", self.operation)) as tx:
            if claim is not None and (stored := await idempotency.claim_key(tx, claim)) is not None:
                return replay_answer(stored)
            model = await work.run(tx)
            body = model.model_dump_json()
            await tx.append_audit_entry(self.operation, self._request.url.path, request=request_id.get())
            if claim is not None:
                tx.store_answer(claim.answer_with(work.status, body))
        return answer_model(model, work.status, body, work.locate)

    async def _answer_refusal(self, refusal: DomainError, claim: IdempotencyClaim | None) -> Response:
        status, problem = problems.render_refusal(refusal, self._statuses)
        headers = problems.problem_headers(status)
        body = orjson.dumps(problem)
        if claim is not None and status == STORED_REFUSAL_STATUS and not isinstance(refusal, IdempotencyInFlight):
            async with self._begin.claiming(self.tenant) as tx:
                if (stored := await idempotency.claim_key(tx, claim)) is not None:
                    return replay_answer(stored)
                tx.store_answer(claim.answer_with(status, body.decode()))
        return Response(body, status, headers, media_type=PROBLEM_JSON)

    def _read_claim(self) -> IdempotencyClaim | None:
        key = idempotency.read_key(self._request.headers.getlist("idempotency-key"))
        return None if key is None else self._claim_for(key)

    def _require_claim(self) -> IdempotencyClaim:
        return self._claim_for(idempotency.require_key(self._request.headers.getlist("idempotency-key")))

    def _claim_for(self, key: str) -> IdempotencyClaim:
        request = self._request
        line = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
        fingerprint = hashlib.sha256(line + getattr(request.state, "fingerprint", b"")).digest()
        route = f"{request.method} {request.scope['route'].path}"
        return IdempotencyClaim(f"{self.principal.role}:{self.principal.id}", route, key, fingerprint)


def api_call(request: Request) -> ApiCall[Any]:
    """Dependency behind every service's `…Call`. Raises RequestValidationError for what would be ignored."""
    route = request.scope["route"]
    errors = []
    if route.body_field is None and getattr(request.state, "fingerprint", EMPTY_BODY_FINGERPRINT) != (
        EMPTY_BODY_FINGERPRINT
    ):
        errors.append({"type": "extra_forbidden", "loc": ("body",), "msg": "This takes no body."})
    if request.url.query and not route.dependant.query_params:
        errors.append({"type": "extra_forbidden", "loc": ("query",), "msg": "This takes no parameters."})
    names = [name for name, _ in request.query_params.multi_items() if name in PAGE_PARAMETERS]
    errors += [
        {"type": "repeated", "loc": ("query", name), "msg": "Say it once."}
        for name in PAGE_PARAMETERS
        if names.count(name) > 1
    ]
    if errors:
        raise RequestValidationError(errors)
    return ApiCall(request)
