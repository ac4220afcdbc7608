"""Chain of custody of evidence that has just been handed in."""

from __future__ import annotations

from common.execution.commands import Context
from evidence.custody.model import Action, make_link
from evidence.custody.transaction import CustodyTransaction
from evidence.items.model import Item, Provenance, StoredFile, spell_covers


async def open_chain(tx: CustodyTransaction, item: Item, context: Context) -> None:
    """Append the first links of a new item: received, and looked into if it is a file."""
    details: dict[str, str] = {"kind": item.kind, "dispute": str(item.dispute), "covers": spell_covers(item)}
    details |= {name: value for name, value in _list_optional_facts(item).items() if value is not None}
    if item.provenance is not Provenance.GIVEN:
        details["provenance"] = item.provenance
    if item.entered_by is not None:
        details["on_behalf_of"] = f"{item.by.role}:{item.by.id}"
    links = []
    if isinstance(file := item.content, StoredFile):
        details |= {"sha256": file.sha256.hex(), "size": str(file.size)}
        if file.object_key is not None:
            details["stored_sha256"] = file.object_key.sha256.hex()
    links.append(make_link(item.id, None, Action.RECEIVED, actor=item.receiver, at=item.received_at, details=details))
    if isinstance(file, StoredFile):
        findings = {"media_type": file.media_type, "scan": str(file.scan_state)}
        links.append(
            make_link(
                item.id,
                links[0],
                Action.INSPECTED,
                actor=context.principal.actor,
                at=context.timing.now,
                details=findings,
            )
        )
    await tx.custody.append_links(item.id, links)
    await tx.append_audit_entry("custody.received", str(item.id), seq=links[-1].seq, hash=links[-1].hash.hex())


def _list_optional_facts(item: Item) -> dict[str, str | None]:
    stored = item.stored
    return {
        "side": item.side,
        "request": None if item.request is None else str(item.request),
        "added_at": stored and stored.added_at.isoformat(),
        "text_sha256": stored and stored.text_sha256,
        "filename_sha256": stored and stored.filename_sha256,
        "finished_at": item.content.finished_at.isoformat() if isinstance(item.content, StoredFile) else None,
    }
