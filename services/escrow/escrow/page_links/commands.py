"""Commands on page links and their handlers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from common.execution.commands import CommandHandler, CommandHandlers, Context, UnversionedCommand, load_nothing
from common.kernel.languages import Language
from common.kernel.origin import Origin
from common.kernel.principal import Role
from escrow.domain.page_link import PageLink, PageLinkChange, PageLinkRepository


class Tx(Protocol):
    @property
    def page_links(self) -> PageLinkRepository: ...


@dataclass(frozen=True, slots=True)
class CreatePageLink(UnversionedCommand[PageLink]):
    """`now` and `expires_at` are the wall's time: a link opens the pages for real days."""

    role: Role
    participant: str
    scopes: tuple[str, ...]
    escrow: UUID | None
    dispute: UUID | None
    language: Language | None
    now: datetime
    expires_at: datetime


def create_page_link(subject: None, command: CreatePageLink, context: Context) -> PageLink:
    return PageLink(
        id=context.new_id(),
        tenant=context.principal.tenant,
        role=command.role,
        participant=command.participant,
        scopes=command.scopes,
        escrow=command.escrow,
        dispute=command.dispute,
        language=command.language,
        created_at=command.now,
        expires_at=command.expires_at,
    )


@dataclass(frozen=True, slots=True)
class RevokePageLink(UnversionedCommand[PageLink]):
    link_id: UUID
    now: datetime


def revoke_page_link(link: PageLink, command: RevokePageLink, context: Context) -> PageLinkChange:
    return PageLinkChange(link, link.revoke(command.now))


async def load_page_link(tx: Tx, command: RevokePageLink, origin: Origin) -> PageLink:
    """Raises NotFound."""
    return await tx.page_links.get_for_update(command.link_id)


async def add_page_link(tx: Tx, subject: None, link: PageLink, context: Context) -> PageLink:
    await tx.page_links.add(link)
    return link


async def save_page_link(tx: Tx, subject: PageLink, change: PageLinkChange, context: Context) -> PageLink:
    if change.link is not change.before:
        await tx.page_links.save_revocation(change.link)
    return change.link


PAGE_LINK_HANDLERS: Final[CommandHandlers] = {
    CreatePageLink: CommandHandler(load_nothing, create_page_link, add_page_link),
    RevokePageLink: CommandHandler(load_page_link, revoke_page_link, save_page_link),
}
