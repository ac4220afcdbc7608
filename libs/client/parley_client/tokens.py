"""Access tokens: got when they are needed, kept as long as they last, renewed before they end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

import httpx

from .problems import NoAnswer, problem_from_answer

RENEW_SECONDS: Final = 30.0
"""So long before its end a token is renewed: no request sets out with one that ends on the way."""
LINK_GRANT: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"


class Tokens:
    """Source of tokens. `request` gets a new one: `access_token` and `expires_in`."""

    def __init__(self, request: Callable[[], Mapping[str, Any]], clock: Callable[[], float] = time.monotonic) -> None:
        self._request, self._clock = request, clock
        self._token, self._renew_at = "", 0.0
        self._renewing = threading.Lock()

    def current_token(self) -> str:
        """Token that is good for the next half minute at least. Raises Problem for wrong credentials."""
        with self._renewing:
            if self._clock() >= self._renew_at:
                answer = self._request()
                self._token = answer["access_token"]
                self._renew_at = self._clock() + max(answer["expires_in"] - RENEW_SECONDS, 1.0)
            return self._token

    def forget_token(self, token: str) -> None:
        """Get another one for the next request, unless somebody has done so meanwhile."""
        with self._renewing:
            if token == self._token:
                self._renew_at = 0.0


def request_client_token(http: httpx.Client, client_id: str, client_secret: str) -> Mapping[str, Any]:
    """Get a token by client credentials (RFC 6749, 4.4). Raises Problem."""
    answer = http.post(
        "/oauth/token", data={"grant_type": "client_credentials"}, auth=httpx.BasicAuth(client_id, client_secret)
    )
    return _granted_by(answer)


def request_link_token(http: httpx.Client, link_token: str) -> Mapping[str, Any]:
    """Get a token for what a link carries (RFC 7523, 2.1). Raises Problem."""
    return _granted_by(http.post("/oauth/token", data={"grant_type": LINK_GRANT, "assertion": link_token}))


def _granted_by(answer: httpx.Response) -> Mapping[str, Any]:
    if not answer.is_success:
        raise problem_from_answer(answer)
    try:
        granted = answer.json()
    except ValueError:
        granted = None
    if not isinstance(granted, dict) or "access_token" not in granted:
        raise NoAnswer(f"what answers at {answer.url} is no Parley")
    return granted
