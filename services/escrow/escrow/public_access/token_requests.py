"""Requests for tokens as forms (RFC 6749, appendix B), who asks in them, and what is refused as OAuth says."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl, unquote_plus, unquote_to_bytes

from fastapi.responses import JSONResponse

from common.web.request_head import is_utf8

FORM_TYPE: Final = "application/x-www-form-urlencoded"
LATIN: Final = re.compile(r'charset="?(?:iso-8859-1|latin1|windows-1252|cp1252)\b')
USUAL_REASONS: Final = {
    "invalid_request": "Say which grant_type it is.",
    "unsupported_grant_type": "The grant type is client_credentials.",
    "invalid_scope": "There are no scopes here: leave it out.",
    "invalid_grant": "This is no link, or its time is over.",
}
"""What each error of a 400 usually is: the examples of the API's description."""
REQUEST_REFUSALS: Final = {
    error: {"value": {"error": error, "error_description": why}} for error, why in USUAL_REASONS.items()
}


class OAuthRefusal(Exception):
    def __init__(self, status: int, error: str, why: str) -> None:
        self.answer = JSONResponse({"error": error, "error_description": why}, status)
        if status == 401:
            self.answer.headers["WWW-Authenticate"] = 'Basic realm="parley"'


def require_form(content_types: Sequence[str], body: bytes) -> None:
    """Raises OAuthRefusal: forms are in UTF-8 (RFC 6749, appendix B), however that is spelt."""
    if body and (len(content_types) != 1 or content_types[0].partition(";")[0].strip().lower() != FORM_TYPE):
        raise OAuthRefusal(400, "invalid_request", f"Send a form: Content-Type: {FORM_TYPE}.")
    if not all(map(is_utf8, content_types)) and not _is_the_same_in_utf8(content_types[0], body):
        raise OAuthRefusal(400, "invalid_request", "Send the form in UTF-8.")


def _is_the_same_in_utf8(content_type: str, body: bytes) -> bool:
    """Some clients of HTTP call every form Latin-1 (Apache's). In letters of ASCII alone it is the same."""
    return LATIN.search(content_type.lower()) is not None and unquote_to_bytes(body).isascii()


def read_form(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=10, errors="strict")
    except ValueError:
        raise OAuthRefusal(400, "invalid_request", "The body is not a form.") from None
    if len({name for name, _ in pairs}) < len(pairs):
        raise OAuthRefusal(400, "invalid_request", "A parameter is repeated.")
    return {name: value for name, value in pairs if value}  # without a value it counts as left out (RFC 6749, 3.2)


def read_credentials(authorization: str | None, form: dict[str, str]) -> tuple[str, str]:
    if authorization is None:
        if "client_id" not in form or "client_secret" not in form:
            raise unknown_client()
        return form["client_id"], form["client_secret"]
    if "client_secret" in form:
        raise OAuthRefusal(400, "invalid_request", "Use one way to authenticate: leave client_secret out of the form.")
    scheme, _, encoded = authorization.partition(" ")
    try:
        client, colon, secret = base64.b64decode(encoded.lstrip(" "), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        raise unknown_client() from None
    if scheme.lower() != "basic" or not colon:
        raise unknown_client()
    client = unquote_plus(client)
    if form.get("client_id", client) != client:
        raise OAuthRefusal(400, "invalid_request", "The form names another client than the Authorization field.")
    return client, unquote_plus(secret)


def unknown_client() -> OAuthRefusal:
    return OAuthRefusal(401, "invalid_client", "Unknown client, or wrong secret.")
