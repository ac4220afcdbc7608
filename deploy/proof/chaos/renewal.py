"""Tokens live for minutes, a story in a suite under fire may take longer: ask for a new one, as it was asked for."""

from __future__ import annotations

import json
from typing import Final
from uuid import uuid4

import httpx

_GIVING: Final = ("/oauth/token", "/v1/participant-tokens")
_KEY: Final = "Idempotency-Key"


class Renewing(httpx.AsyncBaseTransport):
    """Remembers how each token was got, and sends what is refused for its age again with a fresh one."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self._how: dict[str, httpx.Request] = {}
        self._fresh: dict[str, str] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        bearer = given if scheme == "Bearer" else ""
        answer = await self._inner.handle_async_request(_with(request, self._fresh.get(bearer, bearer)))
        if answer.status_code == 401 and bearer in self._how:
            self._fresh[bearer] = await self._renewed(bearer)
            answer = await self._inner.handle_async_request(_with(request, self._fresh[bearer]))
        if request.url.path in _GIVING and answer.is_success:
            self._how.setdefault(json.loads(await answer.aread())["access_token"], request)
        return answer

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def _renewed(self, bearer: str) -> str:
        how = self._how[bearer]
        again = httpx.Request(how.method, how.url, headers=how.headers, content=how.content)
        if _KEY in again.headers:
            again.headers[_KEY] = uuid4().hex
        answer = await self.handle_async_request(again)
        return str(json.loads(await answer.aread())["access_token"])


def _with(request: httpx.Request, bearer: str) -> httpx.Request:
    if bearer:
        request.headers["Authorization"] = f"Bearer {bearer}"
    return request
