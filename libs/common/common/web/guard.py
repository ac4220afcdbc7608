"""Request guard: ASGI middleware that authenticates and limits calls and bodies before FastAPI reads them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from common.kernel import seams, strict_json, tracing
from common.kernel.ids import new_id
from common.kernel.principal import Principal
from common.kernel.receipt import Receipt, current_receipt
from common.kernel.structured_logs import request_id
from common.turns.paced_turns import current_asker

from . import problems
from .accepted_types import accepts_answer
from .admission import Admission, Asker, DatabaseSilent, Overloaded
from .authentication import Unauthenticated
from .guarded_answer import GuardedAnswer, LingeringClose, give_back_with_answer
from .origins import DOCUMENTS, AllowedOrigins, is_preflight, preflight_fields
from .path_prefixes import PathPrefixes
from .rate_limits import LimitUse, RateLimiter, RateLimitExceeded, client_network, rate_limit_fields
from .request_body import ABSENT, keep_parsed_body, replay_body
from .request_head import METHODS, READING_METHODS, RequestHeaders, is_utf8
from .request_log import log_answered_request

MAX_BODY_BYTES: Final = 262_144
BODY_SECONDS: Final = 10.0
JSON_TYPE: Final = "application/json"
MAX_PATH_BYTES: Final = 2_048
REQUEST_ID_SPELLING: Final = re.compile(r"[A-Za-z0-9._-]{1,128}")
ODD_PATH: Final = re.compile(r"//|[\0;\ufffd]|(?<=.)/\Z|(?:^|/)\.\.?(?:/|\Z)", re.DOTALL)
"""Addresses with a second spelling: empty parts, a slash at the end, parts that mean another folder."""
Observe = Callable[[Scope, int, float], None]
ReadTime = Callable[[], datetime | None]
"""Tells the database's time, or None while it is not known."""
Authenticate = Callable[[str | None], Principal]
HasVerified = Callable[[str], bool]
"""Tells of an Authorization header whether its token has been verified before, and is still good."""
AuthenticateLink = Callable[[Scope], Principal]
"""Finds in whose name an address was signed. Raises Unauthenticated."""


def refuse_link(scope: Scope) -> Principal:
    raise Unauthenticated


class RequestRefused(Exception):
    def __init__(self, status: int, code: str, detail: str, **headers: str) -> None:
        self.status, self.code, self.detail = status, code, detail
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class RequestGuard:
    """Plain ASGI, outermost. `streams` are path prefixes whose routes read the body themselves;
    `*` in a prefix stands for any one part.
    `feeds` are those whose answers go on as long as somebody listens, `links` those of files, whatever their type, that
    a signed address opens."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        authenticate: Authenticate,
        has_verified: HasVerified = lambda _: False,
        limiter: RateLimiter,
        admission: Admission | None = None,
        origins: AllowedOrigins | None = None,
        observe: Observe = log_answered_request,
        read_time: ReadTime = lambda: None,
        is_database_silent: Callable[[], bool] = lambda: False,
        max_age: timedelta | None = None,
        public: Sequence[str] = (),
        unlimited: Sequence[str] = (),
        streams: Sequence[str] = (),
        feeds: Sequence[str] = (),
        links: Sequence[str] = (),
        authenticate_link: AuthenticateLink = refuse_link,
        forms: Sequence[str] = (),
        max_body: int = MAX_BODY_BYTES,
        body_seconds: float = BODY_SECONDS,
    ) -> None:
        self._app, self._authenticate, self._limiter, self._has_verified = app, authenticate, limiter, has_verified
        self._public, self._streams, self._forms = PathPrefixes(public), PathPrefixes(streams), PathPrefixes(forms)
        self._unlimited, self._observe = PathPrefixes(unlimited), observe
        self._feeds, self._links = PathPrefixes(feeds), PathPrefixes(links)
        self._authenticate_link = authenticate_link
        self._admission, self._origins = admission or Admission(), origins or AllowedOrigins()
        self._read_time, self._max_age, self._is_database_silent = read_time, max_age, is_database_silent
        self._max_body, self._body_seconds = max_body, body_seconds
        self._too_large = f"The body may have {max_body:,} bytes. Send less; files go to /v1/evidence/uploads."

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        path = scope["path"]
        is_unlimited, is_stream = self._unlimited.cover(path), self._streams.cover(path)
        receipt = self._stamp_receipt(is_unlimited, is_stream)
        headers = RequestHeaders(scope["headers"])
        own_id = _usable_request_id(headers.get(b"x-request-id"))
        receipt_token, id_token = current_receipt.set(receipt), request_id.set(own_id)
        work = tracing.Work(scope["method"], tracing.WorkKind.SERVER)
        with tracing.follow_trace(*headers.list_values(b"traceparent"), work=work) as span:
            answer = GuardedAnswer(send, [(b"x-request-id", own_id.encode()), (b"traceparent", str(span).encode())])
            answer.cross_origin = partial(self._origins.answer_fields, headers.get(b"origin"), scope)
            started = seams.monotonic()
            try:
                await self._serve_request(scope, headers, self._restamp_pieces(receipt, receive), answer)
            finally:
                current_receipt.reset(receipt_token)
                if tracing.are_spans_kept():
                    _describe_work(work, scope, answer.status)
                if not is_unlimited:
                    ended = answer.began_at if self._is_feed(scope) else seams.monotonic()
                    self._observe(scope, answer.status, ended - started)
                request_id.reset(id_token)

    def _stamp_receipt(self, is_unlimited: bool, is_stream: bool) -> Receipt | None:
        """Stamp it now, before anything is waited for. What only our own services ask is judged by what it carries."""
        if is_unlimited or (now := self._read_time()) is None:
            return None
        return Receipt(now, None if is_stream else self._max_age)

    def _restamp_pieces(self, receipt: Receipt | None, receive: Receive) -> Receive:
        """A file is received when its last byte is; any other body is small, and must be here within its time."""
        if receipt is None or receipt.max_age is not None:
            return receive

        async def receive_piece() -> Message:
            message = await receive()
            if message["type"] == "http.request":
                receipt.received_at = self._read_time() or receipt.received_at
            return message

        return receive_piece

    async def _serve_request(
        self, scope: Scope, headers: RequestHeaders, receive: Receive, answer: GuardedAnswer
    ) -> None:
        send = answer.send_head if scope["method"] == "HEAD" else answer.send
        if headers.announce_body and b"expect" not in headers:
            send = LingeringClose(send, receive).send
        try:
            if is_preflight(scope, headers):
                return await self._answer_preflight(scope, headers)(scope, receive, send)
            _check_target(scope)
            answer.own_fields += rate_limit_fields(self._check_limits(scope, headers))
            if not self._public.cover(scope["path"]) and not self._links.cover(scope["path"]):
                _check_accept(headers)
            if scope["method"] == "HEAD":
                scope.setdefault("state", {})["is_head"] = True
                scope = {**scope, "method": "GET"}
            if not self._streams.cover(scope["path"]):
                receive = await self._receive_body(scope, headers, receive)
        except RequestRefused as refusal:
            refused = problems.problem_response(refusal.status, refusal.code, refusal.detail, headers=refusal.headers)
            return await refused(scope, receive, send)
        except RateLimitExceeded as exceeded:
            self._limiter.log_exceeded(scope, exceeded)
            return await _rate_limited_response(exceeded, headers)(scope, receive, send)
        try:
            await self._serve_admitted(scope, receive, send)
        except Overloaded:
            await problems.overloaded_response()(scope, receive, send)
        except DatabaseSilent:
            await problems.unavailable_response()(scope, receive, send)
        except Exception as error:
            if answer.status:
                raise  # half of an answer is out: only the end of the connection tells the caller
            await problems.unexpected_failure_response(error)(scope, receive, send)

    def _answer_preflight(self, scope: Scope, headers: RequestHeaders) -> ASGIApp:
        """Answer a browser's question before anybody is known, whatever is at the address. Raises RateLimitExceeded,
        or RequestRefused: the console of a browser shows it to whoever has not named an origin yet."""
        self._limiter.count_address(scope)
        is_public = DOCUMENTS.cover(scope["path"])
        if not (is_public or self._origins.allow(headers.get(b"origin") or "", None)):
            raise RequestRefused(403, "origin_not_allowed", "No platform has named this origin.")
        asked = headers.get(b"access-control-request-headers")
        return Response(status_code=204, headers=preflight_fields(asked))

    async def _serve_admitted(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve it if there is a place. Files and feeds take their time, and have limits of their own; health needs
        none."""
        path = scope["path"]
        if self._is_database_silent() and not (self._unlimited.cover(path) or self._public.cover(path) or path == "/"):
            raise DatabaseSilent
        asker = Asker.of(scope.get("state", {}).get("caller"), client_network(scope))
        current_asker.set(asker)
        if self._unlimited.cover(path) or self._streams.cover(path) or self._is_feed(scope):
            return await self._app(scope, receive, send)
        with ExitStack() as place:
            place.enter_context(self._admission.hold_place(asker))
            send = give_back_with_answer(place, send)
            if scope["method"] in READING_METHODS:
                return await self._app(scope, receive, send)
            async with self._admission.work.take_turn(asker):
                await self._app(scope, receive, send)

    def _is_feed(self, scope: Scope) -> bool:
        return scope["method"] in READING_METHODS and self._feeds.cover(scope["path"])

    def _check_limits(self, scope: Scope, headers: RequestHeaders) -> Sequence[LimitUse]:
        """Count the request against its limits. Raises RequestRefused or RateLimitExceeded."""
        path = scope["path"]
        if self._unlimited.cover(path):
            return ()
        if self._public.cover(path) or path == "/":
            return self._limiter.count_address(scope)
        caller = self._authenticate_caller(scope, headers)
        if scope["method"] != "GET" and self._streams.cover(path):
            return self._limiter.count_upload(caller)
        return self._limiter.count_caller(scope, caller)

    def _authenticate_caller(self, scope: Scope, headers: RequestHeaders) -> Principal:
        """Find who calls: by the token, or where there is none by a signed link, which stands for who asked for it."""
        authorizations = headers.list_values(b"authorization")
        try:
            if len(authorizations) > 1:
                raise Unauthenticated
            if not authorizations and scope["method"] in ("GET", "HEAD"):
                caller = self._authenticate_link(scope)
            else:
                if authorizations and not self._has_verified(authorizations[0]):
                    self._limiter.count_signature(scope)
                caller = self._authenticate(authorizations[0] if authorizations else None)
        except Unauthenticated as unproven:
            self._limiter.count_unproven(scope)
            raise RequestRefused(
                401,
                "unauthenticated",
                unproven.way_out,
                WWW_Authenticate=problems.INVALID_TOKEN if authorizations else problems.UNKNOWN_CALLER,
                **({"Connection": "close"} if headers.announce_body else {}),
            ) from None
        scope.setdefault("state", {})["caller"] = caller
        return caller

    async def _receive_body(self, scope: Scope, headers: RequestHeaders, receive: Receive) -> Receive:
        if scope["method"] in READING_METHODS and not headers.announce_body:
            return receive
        if headers.announce_coding:
            detail = "Send the body as it is, without Content-Encoding."
            raise RequestRefused(415, "unsupported_media_type", detail, Accept_Encoding="identity")
        length = headers.get(b"content-length")
        if length is not None and (not length.isdecimal() or int(length) > self._max_body):
            raise RequestRefused(413, "payload_too_large", self._too_large, Connection="close")
        body = await self._read_body(receive)
        if body:
            self._check_body(scope, headers, body)
        else:
            keep_parsed_body(scope, ABSENT)
        return replay_body(body, receive)

    def _check_body(self, scope: Scope, headers: RequestHeaders, body: bytes) -> None:
        if self._forms.cover(scope["path"]):
            return  # the token address looks at it itself: what it refuses it refuses as OAuth says
        types = headers.list_values(b"content-type")
        if not types or not all(map(_is_json, types)):
            raise RequestRefused(
                415, "unsupported_media_type", f"Send the body as {JSON_TYPE} in UTF-8.", Accept=JSON_TYPE
            )
        keep_parsed_body(scope, _parse_body(body))

    async def _read_body(self, receive: Receive) -> bytes:
        chunks, size = [], 0
        try:
            async with asyncio.timeout(self._body_seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise RequestRefused(400, "malformed_json", "The body ended early.")
                    size += len(message.get("body", b""))
                    if size > self._max_body:
                        raise RequestRefused(413, "payload_too_large", self._too_large, Connection="close")
                    chunks.append(message.get("body", b""))
                    if not message.get("more_body", False):
                        return b"".join(chunks)
        except TimeoutError:
            raise RequestRefused(
                408, "request_timeout", "The body did not arrive in time.", Connection="close"
            ) from None


def _describe_work(work: tracing.Work, scope: Scope, status: int) -> None:
    """Name the span by the operation, never by the address, which has ids."""
    route = scope.get("route")
    work.name = getattr(route, "operation_id", None) or getattr(route, "name", None) or work.name
    work.attributes |= {"http.request.method": scope["method"], "http.response.status_code": status}
    if (path := getattr(route, "path", None)) is not None:
        work.attributes["http.route"] = path
    work.has_failed = status >= 500


def _parse_body(body: bytes) -> object:
    """Parse it, once for everybody: its fingerprint and its model are made of the same value."""
    try:
        return strict_json.parse_strict_json(body)
    except strict_json.NulInText:
        raise RequestRefused(422, "validation_failed", "Text must not contain the NUL character.") from None
    except strict_json.MalformedJson as malformed:
        raise RequestRefused(400, "malformed_json", f"The body is not strict JSON in UTF-8: {malformed}.") from None


def _is_json(content_type: str) -> bool:
    if content_type == JSON_TYPE:
        return True
    return content_type.partition(";")[0].strip().lower() == JSON_TYPE and is_utf8(content_type)


def _rate_limited_response(exceeded: RateLimitExceeded, headers: RequestHeaders) -> ASGIApp:
    """Answer 429. A body that is still to come is not waited for."""
    closing = {"Connection": "close"} if headers.announce_body else {}
    return problems.too_many_requests(exceeded, closing)


def _check_target(scope: Scope) -> None:
    if scope["method"] not in METHODS:
        raise RequestRefused(405, "method_not_allowed", "No such method here.", Allow=", ".join(METHODS))
    path = scope["path"]
    raw: bytes = scope.get("raw_path") or path.encode()
    if len(raw) > MAX_PATH_BYTES:
        raise RequestRefused(414, "uri_too_long", "The address is too long.")
    if ODD_PATH.search(path) is not None or b"%2f" in raw.lower():
        hint = " Addresses end without a slash." if path.endswith("/") else ""
        raise RequestRefused(404, "not_found", f"There is no such thing here.{hint}")


def _check_accept(headers: RequestHeaders) -> None:
    accepted = headers.list_values(b"accept")
    if not accepted or accepted == ["*/*"] or accepts_answer(accepted):
        return
    raise RequestRefused(406, "not_acceptable", "Answers are application/json.")


def _usable_request_id(header: str | None) -> str:
    return header if header and REQUEST_ID_SPELLING.fullmatch(header) else f"req-{new_id().hex}"
