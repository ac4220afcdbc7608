"""Maps what happens to pieces of evidence to the integration events in `common.contracts`."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import assert_never

from common.contracts.envelope import Event
from common.contracts.evidence import (
    ItemAttached,
    ItemErased,
    ItemFields,
    ItemInvalidated,
    ItemReceived,
    ItemUpdated,
)
from evidence.events import EventContext, numbered_events

from .model import Attached, Change, ContentErased, Invalidated, Item, ItemEvent, Judged, Received, StoredFile


class Visibility(Enum):
    """Visibility of a piece of evidence: may the other side know of it?"""

    OPEN = "open"
    SEALED = "sealed"


def item_events(change: Change, context: EventContext, visibility: Visibility = Visibility.OPEN) -> Iterator[Event]:
    """Tell what has become of a piece. Whoever opens the case in which what the deal says counts has not given it."""
    item = change.item
    for sequence, event in numbered_events(change.events, item.event_count):
        event_context = context._replace(actor=item.receiver) if isinstance(event, Received) else context
        yield _item_event(item, event, _item_fields(item, sequence, event_context), visibility)


def _item_fields(item: Item, sequence: int, context: EventContext) -> ItemFields:
    fields = context.case_event_fields(subject=item.id, dispute=item.dispute, sequence=sequence, version=item.version)
    return ItemFields(
        **fields,
        kind=item.kind,
        by=item.by.role.value if item.side is None else item.side.value,
        state=item.state.value,
        sufficiency=item.sufficiency.value,
    )


def _item_event(item: Item, event: ItemEvent, fields: ItemFields, visibility: Visibility) -> Event:
    match event:
        case Received():
            file = item.content if isinstance(item.content, StoredFile) else None
            return ItemReceived(
                **fields,
                received_at=item.received_at,
                sha256=None if file is None else file.sha256.hex(),
                media_type=None if file is None else file.media_type,
                size=item.size,
                party=None if item.side is None else item.side.value,
                request=item.request,
                covers=item.covers,
                sealed=visibility is Visibility.SEALED,
                provenance=item.provenance.value,
            )
        case Attached(request=request):
            return ItemAttached(
                **fields,
                party=None if item.side is None else item.side.value,
                request=request,
                covers=item.covers,
                sealed=visibility is Visibility.SEALED,
            )
        case Invalidated():
            return ItemInvalidated(**fields)
        case Judged():
            return ItemUpdated(**fields)
        case ContentErased(cause=cause):
            return ItemErased(**fields, why=cause.value)
        case _:
            assert_never(event)
