"""Hands out stored files: who may have one, that it is what was received, and that its custody says so."""

from __future__ import annotations

from dataclasses import dataclass
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
from evidence.submissions.loading import get_visible
from evidence.submissions.transaction import SubmissionsTransaction
from evidence.submissions.viewing import ViewingLog

from .links import LinkSigner
from .previews import PreviewCache
from .viewable import require_viewable_file

PICTURED_TYPES = ("image", "video", "application")


@dataclass(frozen=True)
class FileDelivery:
    begin: TransactionFactory[SubmissionsTransaction]
    encrypted_blobs: EncryptedBlobStore
    link_signer: LinkSigner
    previews: PreviewCache
    viewings: ViewingLog

    async def check_out(self, item: UUID, token: str, viewer: Principal) -> StoredFile:
        """Return the file, compared with what was received. A refusal is recorded in its custody.

        Raises NotFound, NotAFile, EvidenceErased, Quarantined, LinkRefused or ContentAltered.
        """
        async with self.begin.read(viewer.tenant) as tx:
            file = require_viewable_file(await get_visible(tx, item, viewer=viewer))
            now = (await tx.timing()).now
        try:
            self.link_signer.require_valid_link(token, viewer, item, now)
            await self.encrypted_blobs.require_unaltered(file)
        except (LinkRefused, ContentAltered) as refusal:
            await self._record(item, viewer, Action.DENIED, why=refusal.code)
            raise
        return file

    async def record_download(self, item: UUID, viewer: Principal, start: int, end: int) -> None:
        await self._record(item, viewer, Action.DOWNLOADED, start=str(start), end=str(end))

    async def show_preview(self, item: UUID, variant: str, viewer: Principal) -> bytes:
        """Make a JPEG of it. Whoever sees it is recorded once. Raises NotFound, NotAFile, NoPreview and what the
        file raises."""
        async with self.begin.read(viewer.tenant) as tx:
            file = require_viewable_file(await get_visible(tx, item, viewer=viewer))
            was_seen = await tx.custody.was_seen_by(item, viewer.actor)
        picture = self.previews.get(item, variant) or await self._make_preview(item, file, variant, viewer)
        if not was_seen:
            await self.viewings.record_preview(item, viewer)
        return picture

    async def _make_preview(self, item: UUID, file: StoredFile, variant: str, viewer: Principal) -> bytes:
        if not file.media_type.startswith(PICTURED_TYPES) or self.previews.has_failed(item, variant):
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
            await log.record_action(tx, item, action, actor=viewer.actor, **details)
