"""Tokens live for minutes, a story in a suite under fire may take longer: ask for a new one, as it was asked for."""

from __future__ import annotations

import json
from typing import Final
from uuid import uuid4

import httpx

MOST_RENEWALS: Final = 5
_TOKEN_PATHS: Final = ("/oauth/token", "/v1/participant-tokens")
_IDEMPOTENCY_KEY: Final = "Idempotency-Key"


class RenewingTransport(httpx.AsyncBaseTransport):
    """Remembers how each token was got, and sends what is refused for its age again with a fresh one."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self._issuing_requests: dict[str, httpx.Request] = {}
        self._renewed_tokens: dict[str, str] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
        bearer = credentials if scheme == "Bearer" else ""
        answer = await self._inner.handle_async_request(_with_bearer(request, self._renewed_tokens.get(bearer, bearer)))
        for _ in range(MOST_RENEWALS):  # it may expire again while a service is away that the request waits for
            if answer.status_code != 401 or bearer not in self._issuing_requests:
                break
            self._renewed_tokens[bearer] = await self._renew_token(bearer)
            answer = await self._inner.handle_async_request(_with_bearer(request, self._renewed_tokens[bearer]))
        if request.url.path in _TOKEN_PATHS and answer.is_success:
            self._issuing_requests.setdefault(json.loads(await answer.aread())["access_token"], request)
        return answer

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def _renew_token(self, bearer: str) -> str:
        how = self._issuing_requests[bearer]
        again = httpx.Request(how.method, how.url, headers=how.headers, content=how.content)
        if _IDEMPOTENCY_KEY in again.headers:
            again.headers[_IDEMPOTENCY_KEY] = uuid4().hex
        answer = await self.handle_async_request(again)
        return str(json.loads(await answer.aread())["access_token"])


def _with_bearer(request: httpx.Request, bearer: str) -> httpx.Request:
    if bearer:
        request.headers["Authorization"] = f"Bearer {bearer}"
    return request
