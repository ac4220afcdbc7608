"""Hands out stored files: who may have one, that it is what was received, and that its custody says so."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from common.kernel.principal import Principal
from evidence.cases.transaction import TransactionFactory, origin_of_request
from evidence.custody import log
from evidence.custody.model import Action
from evidence.inspection.media_type import lane_of, render_preview
from evidence.inspection.model import NoPreview
from evidence.items.model import StoredFile
from evidence.storage.encrypted import EncryptedBlobStore
from evidence.storage.model import ContentAltered, LinkRefused
from evidence.storage.signed_links import LinkPurpose
from evidence.submissions.loading import get_visible
from evidence.submissions.transaction import SubmissionsTransaction
from evidence.submissions.viewing import ViewingLog

from .links import LinkSigner
from .previews import PreviewCache
from .viewable import is_pictured, require_viewable_file


class Part(NamedTuple):
    """Bytes of a file that are asked for, the end excluded."""

    start: int
    end: int
    is_range: bool
    """A range was asked for, be it all of the file."""


class PreviewRequest(NamedTuple):
    item: UUID
    variant: str
    viewer: Principal
    token: str | None
    """Of a link, which the viewer may have been recognised by."""
    is_head: bool = False


@dataclass(frozen=True)
class FileDelivery:
    begin: TransactionFactory[SubmissionsTransaction]
    encrypted_blobs: EncryptedBlobStore
    link_signer: LinkSigner
    previews: PreviewCache
    viewings: ViewingLog

    async def check_out(self, item: UUID, token: str, viewer: Principal) -> StoredFile:
        """Return the file. A refusal is recorded in its custody.

        Raises NotFound, NotAFile, EvidenceErased, Quarantined or LinkRefused.
        """
        async with self.begin.read(viewer.tenant) as tx:
            file = require_viewable_file(await get_visible(tx, item, viewer=viewer))
            now = (await tx.timing()).now
        try:
            self.link_signer.require_valid_link(token, viewer, item, now)
        except LinkRefused as refusal:
            await self._record(item, viewer, Action.DENIED, why=refusal.code)
            raise
        return file

    async def open_content(self, item: UUID, file: StoredFile, part: Part, viewer: Principal) -> AsyncIterator[bytes]:
        """Open the file, compared with what was received before a byte of it leaves: all of it for the whole, for a
        part the blocks that it touches. Raises ContentAltered, which is recorded in its custody.
        """
        try:
            if not part.is_range:
                await self.encrypted_blobs.require_unaltered(file)
                return self.encrypted_blobs.read_range(file, part.start, part.end)
            pieces = self.encrypted_blobs.read_compared(file, part.start, part.end)
            return _continue_with(await anext(pieces, b""), pieces)
        except ContentAltered as refusal:
            await self._record(item, viewer, Action.DENIED, why=refusal.code)
            raise

    async def record_download(self, item: UUID, viewer: Principal, part: Part, *, is_by_link: bool) -> None:
        how = {"by": "link"} if is_by_link else {}
        await self._record(item, viewer, Action.DOWNLOADED, start=str(part.start), end=str(part.end), **how)

    async def show_preview(self, request: PreviewRequest) -> bytes:
        """Make a JPEG of it. Whoever sees it is recorded once. Raises NotFound, NotAFile, NoPreview, LinkRefused and
        what the file raises."""
        item, variant, viewer = request.item, request.variant, request.viewer
        async with self.begin.read(viewer.tenant) as tx:
            file = require_viewable_file(await get_visible(tx, item, viewer=viewer))
            was_seen = await tx.custody.was_seen_by(item, viewer.actor)
            now = (await tx.timing()).now
        if request.token is not None:
            self.link_signer.require_valid_link(request.token, viewer, item, now, LinkPurpose.PREVIEW)
        picture = self.previews.get(item, variant) or await self._make_preview(item, file, variant, viewer)
        if not was_seen and not request.is_head:
            await self.viewings.record_preview(item, viewer)
        return picture

    async def _make_preview(self, item: UUID, file: StoredFile, variant: str, viewer: Principal) -> bytes:
        if not is_pictured(file) or self.previews.has_failed(item, variant):
            raise NoPreview
        await self.encrypted_blobs.require_unaltered(file)
        try:
            async with self.encrypted_blobs.open_decrypted(file) as local:
                picture = await render_preview(local, variant, lane_of(viewer))
        except FileNotFoundError:
            raise ContentAltered from None
        except NoPreview:
            self.previews.put_failure(item, variant)
            raise
        return self.previews.put(item, variant, picture)

    async def _record(self, item: UUID, viewer: Principal, action: Action, **details: str) -> None:
        async with self.begin(viewer.tenant, origin_of_request(viewer)) as tx:
            await log.record_action(tx, item, action, actor=viewer.actor, at=None, **details)


async def _continue_with(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The first piece was read beforehand: what is wrong with it is a problem document, and no broken answer."""
    yield first
    async for piece in rest:
        yield piece
