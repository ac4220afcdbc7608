"""Whom to tell of a weakness: `/.well-known/security.txt` (RFC 9116), where whoever runs Parley names a contact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

PATH: Final = "/.well-known/security.txt"
GOOD_FOR: Final = timedelta(days=90)
"""The settings are read at each start, so the contact is as good as they are; the RFC wants an end below a year."""


def create_security_router(contact: str, public_url: str, now: Callable[[], datetime]) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    async def get_security_contact() -> PlainTextResponse:
        return PlainTextResponse(spell_security_txt(contact, public_url, now()))

    return router


def spell_security_txt(contact: str, public_url: str, now: datetime) -> str:
    expires = (now + GOOD_FOR).strftime("%Y-%m-%dT00:00:00Z")
    fields = [("Contact", contact), ("Expires", expires), ("Preferred-Languages", "en")]
    if public_url.startswith("https://"):  # the RFC knows no other address of a page
        fields.append(("Canonical", f"{public_url}{PATH}"))
    return "".join(f"{name}: {value}\n" for name, value in fields)
