"""Frozen samples of stored JSON: what was written once is read for ever, whatever our classes are called by then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from common.kernel.principal import Actor, Role
from evidence.external_video.codecs import decode_attestation, decode_findings, encode_attestation, encode_findings
from evidence.external_video.model import Attestation, AttestedOutcome, Finding
from evidence.items.codecs import decode_content, encode_content
from evidence.items.model import Erased, ExternalVideo, ShipmentRecord, Statement
from evidence.live_video.codecs import decode_overruling, decode_verdict, encode_overruling, encode_verdict
from evidence.live_video.domain.findings import Check, CheckName, Outcome, Result, Verdict
from evidence.live_video.domain.session import Overruling
from evidence.reasons import Reason, ReasonCode, explain, read_reason
from evidence.requests.codecs import decode_checklist, encode_checklist
from evidence.requests.parts import ChecklistPoint
from evidence.stored_json import StoredVersionUnknown

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
OPERATOR = Actor(Role.OPERATOR, "operator-1")
RECORDING = "0198b1c2-0000-7000-8000-000000000001"

SAMPLES = [
    (
        encode_content,
        decode_content,
        Statement("It came open."),
        {"stored_version": 1, "text": "It came open."},
    ),
    (
        encode_content,
        decode_content,
        ShipmentRecord("DHL", "JD014600003RU", AT),
        {
            "stored_version": 1,
            "carrier": "DHL",
            "tracking_number": "JD014600003RU",
            "shipped_at": "2026-03-02T12:00:00+00:00",
        },
    ),
    (
        encode_content,
        decode_content,
        ShipmentRecord("DHL", "JD014600003RU"),
        {"stored_version": 1, "carrier": "DHL", "tracking_number": "JD014600003RU", "shipped_at": None},
    ),
    (
        encode_content,
        decode_content,
        ExternalVideo("https://meet.example/a", "Meet", AT, AT + timedelta(minutes=20), UUID(RECORDING)),
        {
            "stored_version": 1,
            "link": "https://meet.example/a",
            "provider": "Meet",
            "started_at": "2026-03-02T12:00:00+00:00",
            "ended_at": "2026-03-02T12:20:00+00:00",
            "recording": RECORDING,
        },
    ),
    (
        encode_checklist,
        decode_checklist,
        (
            ChecklistPoint("conversation", "The whole conversation", True),
            ChecklistPoint("date", "With its date", False, {"fr": "Avec sa date"}),
        ),
        {
            "stored_version": 1,
            "points": [
                {"code": "conversation", "text": "The whole conversation", "required": True, "texts": {}},
                {"code": "date", "text": "With its date", "required": False, "texts": {"fr": "Avec sa date"}},
            ],
        },
    ),
    (
        encode_verdict,
        decode_verdict,
        Verdict(
            Result.PARTLY_LIVE,
            (
                Check(CheckName.FILE_DECODES, Outcome.PASS, explain(ReasonCode.FRAMES_READ, frames=240)),
                Check(CheckName.TOKENS_GENUINE, Outcome.UNKNOWN, Reason("70% of the frames show it."), 12, 0.5),
            ),
            10.0,
            240,
        ),
        {
            "stored_version": 1,
            "result": "partly_live",
            "checks": [
                {
                    "name": "file_decodes",
                    "outcome": "pass",
                    "reason": "All 240 frames were read.",
                    "reason_code": "frames_read",
                    "params": {"frames": 240},
                    "frame": None,
                    "at_seconds": None,
                },
                {
                    "name": "tokens_genuine",
                    "outcome": "unknown",
                    "reason": "70% of the frames show it.",
                    "reason_code": None,
                    "params": {},
                    "frame": 12,
                    "at_seconds": 0.5,
                },
            ],
            "seconds": 10.0,
            "frames": 240,
        },
    ),
    (
        encode_overruling,
        decode_overruling,
        Overruling(OPERATOR, AT, Result.LIVE, "The words are clear."),
        {
            "stored_version": 1,
            "by": ["operator", "operator-1"],
            "at": "2026-03-02T12:00:00+00:00",
            "result": "live",
            "reason": "The words are clear.",
        },
    ),
    (
        encode_attestation,
        decode_attestation,
        Attestation(OPERATOR, AT, AttestedOutcome.AS_STATED, "I led the call."),
        {
            "stored_version": 1,
            "by": ["operator", "operator-1"],
            "at": "2026-03-02T12:00:00+00:00",
            "held": "as_stated",
            "statement": "I led the call.",
        },
    ),
    (
        encode_findings,
        decode_findings,
        (Finding("sound", Outcome.PASS, explain(ReasonCode.SOUND_PRESENT)),),
        {
            "stored_version": 1,
            "findings": [
                {
                    "check": "sound",
                    "outcome": "pass",
                    "reason": "There is sound.",
                    "reason_code": "sound_present",
                    "params": {},
                }
            ],
        },
    ),
]


@pytest.mark.parametrize(("encode", "decode", "value", "stored"), SAMPLES)
def test_stored_json_is_written_and_read_as_it_was_frozen(encode, decode, value, stored) -> None:
    assert encode(value) == stored
    assert decode(stored) == value


@pytest.mark.parametrize(("encode", "decode", "value", "stored"), SAMPLES)
def test_stored_json_from_before_there_were_versions_is_read(encode, decode, value, stored) -> None:
    old = {name: part for name, part in stored.items() if name != "stored_version"}
    if set(old) in ({"points"}, {"findings"}):
        [old] = old.values()

    assert decode(old) == value


@pytest.mark.parametrize(("encode", "decode", "value", "stored"), SAMPLES)
def test_stored_json_of_a_newer_release_is_not_guessed_at(encode, decode, value, stored) -> None:
    with pytest.raises(StoredVersionUnknown):
        decode({**stored, "stored_version": 2})


def test_what_was_erased_is_stored_as_nothing() -> None:
    assert encode_content(Erased()) is None


def test_reasons_from_before_there_were_codes_and_of_newer_releases_are_sentences() -> None:
    assert read_reason({"reason": "It is so."}) == Reason("It is so.")
    assert read_reason({"reason": "It is so.", "reason_code": "of_tomorrow", "params": {"n": 1}}).code is None


def test_an_instant_that_was_told_in_another_zone_is_read_in_utc() -> None:
    stored = {
        "stored_version": 1,
        "carrier": "DHL",
        "tracking_number": "JD014600003RU",
        "shipped_at": "2026-03-02T14:00:00+02:00",
    }

    assert decode_content(stored).shipped_at.tzinfo is UTC
