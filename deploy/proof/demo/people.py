"""People who act: each with a token of their own, over HTTP like everybody."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import httpx

from . import show

if TYPE_CHECKING:
    from .stage import Stage

# Tokens live five minutes.
RENEW_SECONDS: Final = 200.0


@dataclass
class Person:
    stage: Stage
    role: str
    id: str
    scopes: list[str] = field(default_factory=list)
    secret: str = ""
    """Of a client; people without one are minted a token by their platform."""
    _token: str = ""
    _minted: float = -RENEW_SECONDS

    def get(self, path: str) -> dict[str, Any]:
        answer = self.stage.client.get(path, headers=self.renewed_auth_headers())
        self.stage.check(f"{self.role} may read {path}", answer.status_code, 200)
        return dict(answer.json())

    def post(self, path: str, body: Any = None, *, version: int | None = None) -> httpx.Response:
        """Posts under a key of its own, as a careful client does: repeating it would get the same answer."""
        headers = self.renewed_auth_headers() | {"Idempotency-Key": str(uuid4())}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        if isinstance(body, bytes):
            return self.stage.client.post(path, content=body, headers=headers)
        return self.stage.client.post(path, json=body, headers=headers)

    def perform_act(self, says: str, path: str, body: Any = None, *, version: int | None = None) -> dict[str, Any]:
        """Performs an act that must succeed. Raises Mismatch."""
        answer = self.post(path, body, version=version)
        seen = answer.json()
        show.print_act(self.role, says, f"→ {answer.status_code} {seen.get('status') or seen.get('state') or ''}")
        self.stage.check(f"{self.role} {says} ({answer.text})", answer.is_success, True)
        return dict(seen)

    def expect_refusal(
        self, says: str, path: str, body: Any = None, *, status: int, code: str, version: int | None = None
    ) -> dict[str, Any]:
        """Tries an act that must be refused in exactly this way. Raises Mismatch."""
        answer = self.post(path, body, version=version)
        problem = answer.json()
        show.print_refusal(self.role, says, f"→ refused: {answer.status_code} {problem.get('code')}")
        self.stage.check(f"{self.role} {says}", (answer.status_code, problem.get("code")), (status, code))
        return dict(problem)

    def renewed_auth_headers(self) -> dict[str, str]:
        if time.monotonic() - self._minted > RENEW_SECONDS:
            self._token, self._minted = self._mint_token(), time.monotonic()
        return {"Authorization": f"Bearer {self._token}"}

    def _mint_token(self) -> str:
        client = self.stage.client
        if self.secret:
            form = {"grant_type": "client_credentials"}
            answer = client.post("/oauth/token", data=form, auth=(self.id, self.secret))
        else:
            grant = {"role": self.role, "participant": self.id, "scopes": self.scopes}
            answer = client.post(
                "/v1/participant-tokens", json=grant, headers=self.stage.platform.renewed_auth_headers()
            )
        return str(answer.raise_for_status().json()["access_token"])
