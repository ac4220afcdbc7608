"""Pages by key, never by offset. A cursor is signed, and good for the very list and caller it was made for."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Final, TypeVar
from uuid import UUID

import orjson
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError
from sqlalchemy import ColumnElement, Select

from common.kernel.errors import DomainError
from common.kernel.instants import is_ordinary
from common.kernel.secret_lists import list_secrets

T = TypeVar("T")

MAX_LIMIT: Final = 100
MAX_VALUES: Final = 20
SIGNATURE_LENGTH: Final = 16
RFC3339_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)")
LOST_PLUS: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})? \d\d:\d\d")


class InvalidCursor(DomainError):
    code = "bad_cursor"

    def __init__(self) -> None:
        super().__init__("This cursor is not one of this list's. Start again without it.")


def _split_at_commas(value: Any) -> Any:
    """FastAPI hands over a list of what stood in the query, one text for each time the name was given."""
    texts = [value] if isinstance(value, str) else value
    return [part for text in texts for part in (text.split(",") if isinstance(text, str) else [text])]


CommaList = Annotated[tuple[T, ...], BeforeValidator(_split_at_commas), Field(max_length=MAX_VALUES)]


def _require_rfc3339(value: Any) -> Any:
    """Left alone, pydantic also takes bare numbers for seconds since 1970."""
    if isinstance(value, datetime) or (isinstance(value, str) and RFC3339_INSTANT.fullmatch(value)):
        return value
    if isinstance(value, str) and LOST_PLUS.fullmatch(value):
        raise PydanticCustomError("instant", "In an address + means a space: write %2B, or the instant in UTC, with Z.")
    raise PydanticCustomError("instant", "Write an instant as RFC 3339 does, such as 2026-11-24T12:00:00Z.")


def _require_ordinary_instant(value: datetime) -> datetime:
    """Raises for an instant that no clock here can hold. In UTC, as everything is kept and answered."""
    if not is_ordinary(value):
        raise PydanticCustomError("instant_out_of_range", "Write an instant of the years 1970 to 2499.")
    return value.astimezone(UTC)


Instant = Annotated[
    AwareDatetime,
    BeforeValidator(_require_rfc3339),
    AfterValidator(_require_ordinary_instant),
    Field(examples=["2026-11-24T12:00:00Z"]),
]


class PageFilters(BaseModel):
    """Query of a list. What it does not name is refused, so that a typo never widens a search."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    limit: int = Field(20, ge=1, le=MAX_LIMIT)
    """Rows of a page, at most."""
    cursor: str | None = Field(None, max_length=512)
    """`next_cursor` of the page before, with the same filters."""

    def filter_values(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude={"limit", "cursor"}, exclude_none=True)


class Pager:
    """Signs cursors with the service's secret; the list's name, the tenant and the filters go into the signature."""

    def __init__(self, secret: str) -> None:
        self._secrets = [one.encode() for one in list_secrets(secret)]

    def encode_cursor(self, last: UUID, *, listing: str, tenant: UUID, filters: PageFilters) -> str:
        """Sign the id of the last row: the page after it begins there."""
        signed = last.bytes + self._sign_cursor(last, listing, tenant, filters)[0]
        return base64.urlsafe_b64encode(signed).rstrip(b"=").decode()

    def decode_cursor(self, cursor: str, *, listing: str, tenant: UUID, filters: PageFilters) -> UUID:
        """Verify a cursor and return the id it stands for. Raises InvalidCursor."""
        try:
            raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            last = UUID(bytes=raw[:16])
        except ValueError:
            raise InvalidCursor from None
        if not any(hmac.compare_digest(raw[16:], one) for one in self._sign_cursor(last, listing, tenant, filters)):
            raise InvalidCursor
        return last

    def _sign_cursor(self, last: UUID, listing: str, tenant: UUID, filters: PageFilters) -> list[bytes]:
        """Sign it with each secret, the newest first."""
        about = orjson.dumps([listing, str(tenant), filters.filter_values()], option=orjson.OPT_SORT_KEYS)
        return [
            hmac.new(secret, last.bytes + about, hashlib.sha256).digest()[:SIGNATURE_LENGTH] for secret in self._secrets
        ]

    def narrow_query(
        self, query: Select[Any], id: ColumnElement[UUID], *, listing: str, tenant: UUID, filters: PageFilters
    ) -> Select[Any]:
        """Newest first (ids are time-ordered), from the cursor on, with one row more than asked for."""
        if filters.cursor is not None:
            query = query.where(
                id < self.decode_cursor(filters.cursor, listing=listing, tenant=tenant, filters=filters)
            )
        return query.order_by(id.desc()).limit(filters.limit + 1)

    def split_page(
        self,
        rows: Sequence[T],
        id_of: Callable[[T], UUID],
        *,
        listing: str,
        tenant: UUID,
        filters: PageFilters,
    ) -> tuple[list[T], str | None]:
        """Split rows into those of the page and the cursor of the next page, if there is one."""
        page = list(rows[: filters.limit])
        if len(rows) <= filters.limit:
            return page, None
        return page, self.encode_cursor(id_of(page[-1]), listing=listing, tenant=tenant, filters=filters)


def parse_instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
