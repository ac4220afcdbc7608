"""Schemas of page links and of the sessions that they open."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from common.kernel.ids import DisputeId, EscrowId, IdType, PlatformId
from common.kernel.languages import Language
from common.kernel.principal import Role
from common.web.schemas import Body, ParticipantId, UtcTime, View
from escrow.domain.page_link import PageLink

PageLinkId = Annotated[UUID, *IdType("plk").parts]
MAX_LINK_SECONDS: Final = 30 * 86_400
USUAL_LINK_SECONDS: Final = 7 * 86_400
PRINTABLE: Final = r"^[\x21-\x7e]+$"
MAX_SECRET: Final = 200
SECRET_EXAMPLE: Final = "AZM7fgAAcACAAAAAAAAAAQGTO34AAHAAgAAAAAAAAAI"  # noqa: S105 (opens nothing)
NEW_LINK: Final[Any] = {"role": "buyer", "participant": "user-17", "language": "fr", "expires_in": 604_800}


class NewPageLinkBody(Body):
    """Person who is to open the pages, and what the link is limited to."""

    model_config = ConfigDict(json_schema_extra={"examples": [NEW_LINK]})

    role: Literal["buyer", "seller", "representative", "operator"]
    """Part in which the person acts."""
    participant: ParticipantId
    """Your own id of the person."""
    scopes: list[Literal["read", "decide", "lead", "clock"]] = Field([], max_length=4)
    """`read`, `decide` and `lead` are of operators, who may read without any. With `clock` anybody moves the test clock
    of a sandbox: for tests and demonstrations."""
    escrow: EscrowId | None = None
    """The one deal that the link is for."""
    dispute: DisputeId | None = None
    """The pages open at this case, and show no other."""
    language: Language | None = None
    """Of the pages; without one the browser's. The person may change it."""
    expires_in: Annotated[int, Field(ge=60, le=MAX_LINK_SECONDS, strict=True)] = USUAL_LINK_SECONDS
    """Seconds, at most thirty days."""

    @model_validator(mode="after")
    def require_case_of_representative(self) -> Self:
        """Raises ValueError: who acts for a seller does so in one case, never in all (WAL-A9)."""
        if self.role == "representative" and self.escrow is None and self.dispute is None:
            raise ValueError("a representative's link names the escrow or the dispute that it is for")
        return self


class PageLinkView(View):
    """Whom a link lets in, and until when."""

    id: PageLinkId
    """Id of the link, to read and to revoke it by. It opens nothing."""
    role: Role
    """Part in which the person acts."""
    participant: str
    """Your own id of the person."""
    scopes: list[str]
    """Of an operator, and `clock`."""
    escrow: EscrowId | None
    """The one deal that it is for."""
    dispute: DisputeId | None
    """The one case that it is for."""
    language: Language | None
    """In which the pages open; without one the browser's."""
    created_at: UtcTime
    """When it was made."""
    expires_at: UtcTime
    """When it stops opening anything, by the clock on the wall."""
    revoked_at: UtcTime | None
    """When it was revoked."""


class CreatedPageLinkView(PageLinkView):
    """A link with its address."""

    url: str
    """Address to open. What stands behind its `#` is the secret: it never reaches a server's log."""
    embed_url: str
    """The same for a frame in your own page: give it to `<parley-case link="…">`. Only pages of the origins you have
    named may show it."""


class PageSessionBody(Body):
    """Link that opens the session."""

    link: Annotated[str, Field(min_length=1, max_length=MAX_SECRET, pattern=PRINTABLE, examples=[SECRET_EXAMPLE])]
    """Its secret: what stands behind the `#` of its address."""


class SessionRenewalBody(Body):
    """Session that is to go on."""

    session: Annotated[str, Field(min_length=1, max_length=MAX_SECRET, pattern=PRINTABLE, examples=[SECRET_EXAMPLE])]
    """Its secret, as the last answer gave it."""


class SessionPlatformView(View):
    """Marketplace in whose name the pages speak."""

    id: PlatformId
    """Id of the platform."""
    name: str
    """Its name, as people know it."""


class PageSessionView(View):
    """Who is acting, with a token for the API and the means to get the next one."""

    session: str
    """Secret to renew with. Each answer gives a new one."""
    session_ends_at: UtcTime
    """When it can no longer be renewed, unless it is before; the link opens another session then."""
    access_token: str
    """Token for the API."""
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 (the name of a scheme)
    """Scheme of the Authorization header."""
    expires_in: int
    """Seconds the token is good for."""
    link: PageLinkId
    """Link that opened the session."""
    link_expires_at: UtcTime
    """When the link stops opening anything."""
    platform: SessionPlatformView
    """Marketplace in whose name the pages speak."""
    role: Role
    """Part in which the person acts."""
    participant: str
    """The platform's own id of the person."""
    scopes: list[str]
    """Of an operator, and `clock`."""
    escrow: EscrowId | None
    """The one deal that the link is for."""
    dispute: DisputeId | None
    """The one case that the link is for."""
    language: Language | None
    """In which the pages open; without one the browser's."""


class HandOverView(View):
    """Address at which the same person goes on with another device."""

    url: str
    """What stands behind its `#` is the secret: it never reaches a server's log."""
    ends_at: UtcTime
    """Until when it can be opened."""


def page_link_view(link: PageLink) -> PageLinkView:
    return PageLinkView(
        id=link.id,
        role=link.role,
        participant=link.participant,
        scopes=list(link.scopes),
        escrow=link.escrow,
        dispute=link.dispute,
        language=link.language,
        created_at=link.created_at,
        expires_at=link.expires_at,
        revoked_at=link.revoked_at,
    )
