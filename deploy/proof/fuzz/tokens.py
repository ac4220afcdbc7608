"""Read by Schemathesis: tokens that are renewed, since they live for minutes, for whoever the requests are to be of."""

from __future__ import annotations

import json
import os
import urllib.request
from typing import Any, Final
from uuid import uuid4

import schemathesis

from deploy.local import sandbox

URL_VARIABLE, CLIENT_VARIABLE, SECRET_VARIABLE, ROLE_VARIABLE = (
    "PARLEY_FUZZ_URL",
    "PARLEY_FUZZ_CLIENT",
    "PARLEY_FUZZ_SECRET",
    "PARLEY_FUZZ_AS",
)
PLATFORM: Final = "platform"
RENEW_SECONDS: Final = 120
ANSWER_SECONDS: Final = 30


@schemathesis.auth(refresh_interval=RENEW_SECONDS)
class Token:
    def get(self, case: Any, context: Any) -> str:
        token = sandbox.request_token(
            os.environ[URL_VARIABLE], os.environ[CLIENT_VARIABLE], os.environ[SECRET_VARIABLE]
        )
        assert token is not None, "the sandbox platform is known"
        role = os.environ[ROLE_VARIABLE]
        return token if role == PLATFORM else _participant_token(role, token)

    def set(self, case: Any, data: str, context: Any) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.serializer("application/offset+octet-stream")
def serialize_part(_: Any, value: Any) -> bytes:
    """Leaves a part of a file as it is."""
    return value if isinstance(value, bytes) else str(value).encode()


def _participant_token(role: str, token: str) -> str:
    grant = {"role": role, "participant": f"{role}-1", "scopes": ["read", "decide", "lead"] * (role == "operator")}
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": uuid4().hex,
    }
    request = urllib.request.Request(  # noqa: S310 (our own address)
        f"{os.environ[URL_VARIABLE]}/v1/participant-tokens", json.dumps(grant).encode(), headers
    )
    with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:  # noqa: S310
        return str(json.load(answer)["access_token"])
