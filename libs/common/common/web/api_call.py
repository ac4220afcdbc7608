"""API call: what a route is given. It carries out one command, or answers one query."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Concatenate, Final, Generic, NamedTuple, ParamSpec, TypeVar, cast
from uuid import UUID

import orjson
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError

from common.execution.acts import Act
from common.execution.catching_up import CatchUp, catch_up_or_raise
from common.execution.commands import Command, Context, UnloggedCommand, UnversionedCommand
from common.execution.executor import Executed, Executor
from common.kernel import seams
from common.kernel.errors import (
    DomainError,
    Forbidden,
    OvertakenByRival,
    PreconditionRequired,
    VersionConflict,
)
from common.kernel.languages import Language, choose_language
from common.kernel.origin import REQUEST, Origin
from common.kernel.principal import Actor, Principal, Role
from common.kernel.structured_logs import request_id
from common.persistence import idempotency
from common.persistence.idempotency import IdempotencyClaim, ReplayedAnswer
from common.persistence.model_json import write_json
from common.persistence.transaction import StoredAnswer

from . import problems
from .answers import PROBLEM_JSON, REPLAYED_HEADER, Locate, answer_model, answer_page, replay_answer, status_of
from .claims import keep_answer, read_claim, remember_refusal, require_claim
from .conditional_requests import ANY_VERSION, parse_if_match
from .ignored_input import find_ignored_input
from .request_head import READING_METHODS

log = logging.getLogger(__name__)

DepsT = TypeVar("DepsT")
ResultT = TypeVar("ResultT")
AnswerT = TypeVar("AnswerT")
P = ParamSpec("P")

MAX_ATTEMPTS: Final = 3
RETRIABLE_STATES: Final = frozenset({"40001", "40P01"})
STORED_REFUSAL_STATUS: Final = 409

View = Callable[[ResultT, Context], BaseModel]
"""Presents what a command brought about, to the principal of the context."""


class FollowedUp(NamedTuple):
    """Answer after what was committed has gone on: what has come of it, and the status where it is another one."""

    model: BaseModel
    status: int | None = None


FollowUp = Callable[[ResultT, Context], Awaitable[FollowedUp]]
"""Goes on with what was committed, while the caller waits. Raises the refusal that has come of it."""


@dataclass(frozen=True, slots=True)
class _Work:
    """Command of one request, and how it is answered."""

    command: Command[Any]
    expected_version: frozenset[int] | None
    view: View[Any]
    status: int
    locate: Locate | None
    follow_up: FollowUp[Any] | None


class _Done(NamedTuple):
    executed: Executed[Any]
    model: BaseModel
    body: bytes


class ApiCall(Generic[DepsT]):
    """Request of a known principal, with the service's means to serve it."""

    def __init__(self, request: Request) -> None:
        self._request = request
        service = request.app.state.service
        self.deps = cast("DepsT", service.deps)
        self._executor = cast("Executor[Any]", service.executor)
        self._catch_up = cast("CatchUp | None", service.catch_up)
        self._begin = self._executor.begin
        self._statuses: problems.Statuses = request.app.state.statuses
        self.principal = cast("Principal", request.state.caller)
        self._received_at: datetime | None = None

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
    def address(self) -> str:
        return str(self._request.scope["path"])

    @property
    def expected_version(self) -> frozenset[int] | None:
        """Version the caller decided on, or several of which any will do.

        Raises MalformedIfMatch or VersionConflict.
        """
        return parse_if_match(self._request.headers.getlist("if-match"))

    @property
    def is_head(self) -> bool:
        """Are only the fields of the answer asked for? Then nobody has seen what it says."""
        return bool(self._request.scope["state"].get("is_head"))

    @property
    def is_by_link(self) -> bool:
        """Does a signed address stand for the caller, and no token?"""
        return "authorization" not in self._request.headers

    def require_role(self, *roles: Role, scope: str | None = None, way_out: str = "") -> None:
        """Raises Forbidden. `scope` is asked of operators only; other roles act for themselves, or go the way out."""
        if self.principal.role not in roles:
            raise Forbidden.for_role(self.principal.role, roles, way_out)
        if scope and self.principal.role is Role.OPERATOR and scope not in self.principal.scopes:
            raise Forbidden(f"This needs an operator token with the scope {scope}.", scope)

    def require_expected_version(self) -> None:
        """Raises PreconditionRequired without an If-Match that names what was read: `*` does not."""
        if self.expected_version in (None, ANY_VERSION):
            raise PreconditionRequired

    def choose_language(self, named: Language | None) -> Language:
        """Choose the language of the answer: the one that is named, else what Accept-Language prefers."""
        chosen = self._request.state.language = choose_language(named, self._request.headers.get("accept-language", ""))
        return chosen

    @staticmethod
    def answer_in(language: Language, answer: Response) -> Response:
        """Say in which language an answer is. A replay is in that of its first request, whatever is asked for now."""
        if REPLAYED_HEADER not in answer.headers:
            answer.headers["Content-Language"] = language
        answer.headers.append("Vary", "Accept-Language")
        return answer

    def require_no_version(self) -> None:
        """Raises VersionConflict: where there is no version, none that a caller names can be the current one."""
        if self.expected_version not in (None, ANY_VERSION):
            raise VersionConflict(0)

    async def query(
        self,
        read: Callable[Concatenate[Any, Principal, P], Awaitable[BaseModel]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Response:
        """Answer with what `read(tx, principal, *args)` finds, in a transaction that cannot write."""
        model = await self.run_caught_up(partial(self.read, read, *args, **kwargs))
        return answer_page(model, self._request)

    async def run_caught_up(
        self, attempt: Callable[P, Awaitable[AnswerT]], *args: P.args, **kwargs: P.kwargs
    ) -> AnswerT:
        """Run `attempt`, and once more if what refused it rests on events of others that were still under way."""
        try:
            return await attempt(*args, **kwargs)
        except DomainError as refusal:
            await catch_up_or_raise(self._catch_up, self.tenant, refusal)
        return await attempt(*args, **kwargs)

    async def read(
        self, read: Callable[Concatenate[Any, Principal, P], Awaitable[AnswerT]], *args: P.args, **kwargs: P.kwargs
    ) -> AnswerT:
        """Find something by `read(tx, principal, *args)`, in a transaction that cannot write."""
        async with self._begin.read(self.tenant) as tx:
            return await read(tx, self.principal, *args, **kwargs)

    async def execute(
        self,
        command: Command[ResultT],
        view: View[ResultT],
        *,
        status: int = 200,
        locate: Locate | None = None,
        follow_up: FollowUp[ResultT] | None = None,
    ) -> Response:
        """Carry out `command` in one transaction and commit before answering.

        The same Idempotency-Key with the same request gets the first answer again; a business refusal undoes
        everything and is remembered as the key's answer; serialization failures are tried again. `follow_up` runs after
        the commit, and what it presents or refuses is the answer, now and under the key; if it fails, what was
        committed is answered as it was.
        """
        work = self._prepare_work(command, view, status, locate, follow_up)
        return await self._run_with_retries(work, read_claim(self._request, self.principal))

    async def replace_answer(self, model: BaseModel, *, status: int = 200) -> Response:
        """Answer with what has come of a request that took longer than a transaction, and keep that under its key."""
        if (claim := read_claim(self._request, self.principal)) is not None:
            await self._store_answer(claim.answer_with(status, write_json(model)))
        return answer_model(model, status)

    async def execute_money(
        self,
        command: Command[ResultT],
        view: View[ResultT],
        *,
        status: int = 200,
        locate: Locate | None = None,
        follow_up: FollowUp[ResultT] | None = None,
    ) -> Response:
        """`execute`, and the Idempotency-Key is required because money moves."""
        work = self._prepare_work(command, view, status, locate, follow_up)
        return await self._run_with_retries(work, require_claim(self._request, self.principal))

    def _prepare_work(
        self,
        command: Command[ResultT],
        view: View[ResultT],
        status: int,
        locate: Locate | None,
        follow_up: FollowUp[ResultT] | None = None,
    ) -> _Work:
        expected_version = None if isinstance(command, UnversionedCommand) else self.expected_version
        return _Work(command, expected_version, view, status, locate, follow_up)

    async def _run_with_retries(self, work: _Work, claim: IdempotencyClaim | None) -> Response:
        for attempt in range(1, MAX_ATTEMPTS + 1):
            try:
                return await self.run_caught_up(self._attempt_in_transaction, work, claim)
            except DomainError as refusal:
                return await self._answer_refusal(refusal, claim)
            except OvertakenByRival:
                if attempt == MAX_ATTEMPTS:
                    raise
            except DBAPIError as error:
                if attempt == MAX_ATTEMPTS or getattr(error.orig, "sqlstate", None) not in RETRIABLE_STATES:
                    raise
                await seams.sleep(seams.jitter(0.005, 0.03) * attempt)
        raise AssertionError("unreachable")

    async def _attempt_in_transaction(self, work: _Work, claim: IdempotencyClaim | None) -> Response:
        origin = Origin(self.principal, REQUEST, self.operation)
        done = await self._executor.carry_out(Act(self.tenant, origin, partial(self._do, work, claim), claim))
        if isinstance(done, ReplayedAnswer):
            return replay_answer(done, work.locate)
        if work.follow_up is not None and (followed := await self._follow_up(work, done.executed, claim)) is not None:
            return followed
        return answer_model(done.model, work.status, done.body, work.locate)

    async def _do(self, work: _Work, claim: IdempotencyClaim | None, tx: Any) -> _Done | ReplayedAnswer:
        """Do what is asked for within a transaction, unless its key tells that it was done."""
        if claim is not None and (stored := await idempotency.claim_key(tx, claim)) is not None:
            return stored
        # Decided anew, after asking others or a lost race, it is still judged by when it was received.
        tx.received_at = self._received_at = self._received_at or tx.received_at
        tx.max_age = None if tx.receipt is None else tx.receipt.max_age
        executed = await self._executor.execute(tx, work.command, expected_version=work.expected_version)
        model = work.view(*executed)
        body = write_json(model)
        if not isinstance(work.command, UnloggedCommand):
            await tx.append_audit_entry(self.operation, self.address, request=request_id.get())
        if claim is not None:
            tx.store_answer(claim.answer_with(status_of(model, work.status), body))
        return _Done(executed, model, body)

    async def _follow_up(self, work: _Work, executed: Executed[Any], claim: IdempotencyClaim | None) -> Response | None:
        """Go on after the commit, and store what has come of it as the key's answer. None if it could not be done."""
        assert work.follow_up is not None, "the caller has looked"
        try:
            try:
                model, status = await work.follow_up(*executed)
                answer = answer_model(model, status or work.status, locate=work.locate)
            except DomainError as refusal:
                answer = self._render_refusal(refusal)
            if claim is not None:
                await self._store_answer(claim.answer_with(answer.status_code, bytes(answer.body)))
        except Exception:
            log.exception("what follows %s could not be done at once", self.operation)
            return None
        return answer

    def _render_refusal(self, refusal: DomainError) -> Response:
        status, problem = problems.render_refusal(refusal, self._statuses)
        headers = problems.problem_headers(status, refusal.code)
        return Response(orjson.dumps(problem), status, headers, media_type=PROBLEM_JSON)

    async def _answer_refusal(self, refusal: DomainError, claim: IdempotencyClaim | None) -> Response:
        answer = self._render_refusal(refusal)
        status = answer.status_code
        if claim is not None and status == STORED_REFUSAL_STATUS and not refusal.is_momentary:
            remembered = claim.answer_with(status, bytes(answer.body))
            stored = await self._carry_out_as_system(partial(remember_refusal, claim, remembered), claim)
            if stored is not None:
                return replay_answer(stored)
        return answer

    async def _store_answer(self, answer: StoredAnswer) -> None:
        await self._carry_out_as_system(partial(keep_answer, answer))

    async def _carry_out_as_system(
        self, work: Callable[[Any], Awaitable[AnswerT]], claim: IdempotencyClaim | None = None
    ) -> AnswerT:
        return await self._executor.carry_out(Act(self.tenant, Origin.system(self.tenant), work, claim))


async def api_call(request: Request) -> ApiCall[Any]:  # a plain function would be carried to a thread and back
    """Dependency behind every service's `…Call`. Raises RequestValidationError for ignored input, PlatformNotActive, or
    Forbidden."""
    if errors := find_ignored_input(request):
        raise RequestValidationError(errors)
    call: ApiCall[Any] = ApiCall(request)
    state = request.app.state
    if request.method not in READING_METHODS and call.operation not in state.service.reading_operations:
        state.suspended_platforms.require_active(call.principal)
    if call.principal.is_bound and call.operation not in state.service.case_operations:
        raise Forbidden("This token is limited to one case, and this is no part of it.")  # WAL-A2
    return call
