"""What was stored stays readable, whatever the fields are called in Python today: the samples are never rewritten."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from disputes.approvals.codecs import JUDGMENT
from disputes.cases import codecs
from disputes.desk.store import SETTINGS
from disputes.journal.model import EntryKind
from disputes.stored_json import NUMBER, TEXT, Codec, Stored, StoredVersionUnknown, record_codec, require_known_version

SAMPLES = json.loads((Path(__file__).parent / "stored_v1.json").read_text())
KINDS = [
    EntryKind.SILENCE, EntryKind.TURN, EntryKind.AGREED, EntryKind.FAILED, EntryKind.SATISFIED, EntryKind.ITEM,
    EntryKind.ITEM_INVALID, EntryKind.ACT, EntryKind.DECIDE, EntryKind.VERIFY, EntryKind.ADDRESS, EntryKind.SHIP,
    EntryKind.CONFIRM, EntryKind.ASSIGN, EntryKind.EXTEND, EntryKind.BREACH, EntryKind.APPEAL, EntryKind.FREEZE_REFUSED,
]  # fmt: skip
JOURNAL = Codec(
    lambda payloads: [codecs.JOURNAL_PAYLOADS[kind].encode(p) for kind, p in zip(KINDS, payloads, strict=True)],
    lambda stored: [codecs.JOURNAL_PAYLOADS[kind].decode(said) for kind, said in zip(KINDS, stored, strict=True)],
)
CODECS = {
    "appeal": codecs.APPEAL, "behalf": codecs.BEHALF,
    "calendar": codecs.CALENDAR, "deadlines": codecs.DEADLINES, "items": codecs.ITEMS,
    "journal.said": JOURNAL, "judgment": JUDGMENT, "missed_deadlines": codecs.MISSED_DEADLINES,
    "options": codecs.OPTIONS, "approval": codecs.PENDING_APPROVAL, "requested_act": codecs.REQUESTED_ACT,
    "penalties": codecs.PENALTIES, "promise": codecs.PROMISE, "requests": codecs.REQUESTS, "reversal": codecs.ORDER,
    "reopening": codecs.REOPENING, "rulings": codecs.RULINGS,
    "seconds_left": codecs.SECONDS_LEFT, "settings": SETTINGS, "statement": codecs.STATEMENT,
    "turn": codecs.TURN,
    "verification": codecs.VERIFICATION, "voices": codecs.VOICES,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_stored_sample_is_read_and_written_as_it_is(name) -> None:
    codec = CODECS[name]

    assert codec.encode(codec.decode(SAMPLES[name])) == SAMPLES[name]


def test_every_codec_has_a_sample() -> None:
    assert set(SAMPLES) == set(CODECS)


def test_every_kind_of_entry_has_a_codec() -> None:
    assert set(codecs.JOURNAL_PAYLOADS) == set(EntryKind)


def test_money_is_stored_by_the_name_of_who_gets_it() -> None:
    assert SAMPLES["reversal"]["option"]["split"] == {
        "to_buyer": {"minor": 5000, "currency": "EUR"},
        "to_seller": {"minor": 3000, "currency": "EUR"},
    }
    assert codecs.ORDER.decode(SAMPLES["reversal"]).instruction == UUID(int=8)


@dataclass(frozen=True)
class Thing:
    name: str
    size: int = 3


def test_a_key_that_was_not_stored_means_the_default() -> None:
    assert record_codec(Thing, called=Stored("name", TEXT), size=NUMBER).decode({"called": "a"}) == Thing("a")


@pytest.mark.parametrize("fields", [{"name": TEXT}, {"name": TEXT, "size": NUMBER, "colour": TEXT}])
def test_a_codec_names_every_field_once(fields) -> None:
    with pytest.raises(TypeError, match="each field once"):
        record_codec(Thing, **fields)


def test_data_of_another_layout_is_refused() -> None:
    with pytest.raises(StoredVersionUnknown, match="layout 2"):
        require_known_version(2)
