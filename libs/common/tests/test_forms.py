"""What the edge reads: JSON with one meaning, instants with a zone, claims that are texts."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from common.kernel import strict_json
from common.kernel.ids import CanonicalNumber
from common.persistence.paging import Instant
from common.web.problems import _json_pointer
from common.web.schemas import Line, Metadata
from common.web.shipping.postal_addresses import AddressBody


@pytest.mark.parametrize(
    "body",
    [b'"' + b'\\"' * 131_000, b"[" * 131_000, b'{"a":' * 33 + b"1" + b"}" * 33, b'{"a":1,"\\u0061":2}', b"1" * 41],
)
def test_row_4_5_6_json_with_two_readings_or_none_is_refused(body: bytes) -> None:
    """The first of them once took minutes: nothing may be searched in it before it is known to be JSON."""
    with pytest.raises(strict_json.MalformedJson):
        strict_json.parse_strict_json(body)


def test_dor_w23_what_an_address_lacks_is_told_at_its_place() -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(AddressBody).validate_python({"recipient": "Ann", "street": "1 Main St", "country": "US"})

    lacking = [(error["loc"], error["type"]) for error in refused.value.errors()]
    assert lacking == [((part,), "address_incomplete") for part in ("city", "postal_code", "state")]


def test_row_3_nul_is_another_refusal() -> None:
    with pytest.raises(strict_json.NulInText):
        strict_json.parse_strict_json(b'{"a\\u0000": 1}')


def test_row_40_white_space_and_order_do_not_matter() -> None:
    read = strict_json.parse_strict_json
    assert strict_json.canonical_json(read(b'{"b":1,"a":"\\u006f"}')) == strict_json.canonical_json(
        read(b' { "a":"o", "b" : 1}')
    )


@pytest.mark.parametrize(
    "value", ["5", 5, "2026-11-24", "2026-11-24T12:00:00", "2026-02-30T00:00:00Z", "1e9", None, True]
)
def test_row_56_an_instant_says_its_zone_and_is_no_number(value: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Instant).validate_python(value)


@pytest.mark.parametrize("value", ["01", "+1", "1.0", " 1", "1_0", "-1", "", "0"])
def test_row_53_a_number_in_an_address_has_one_spelling(value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(CanonicalNumber).validate_python(value)


@pytest.mark.parametrize("sign", "\u202e\u200b\u2066\ufeff\u061c\u00ad\U000e0041")
def test_row_19_names_have_no_invisible_characters(sign: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Line).validate_python(f"a{sign}b")


def test_row_61_keys_of_metadata_are_of_one_line() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Metadata).validate_python({"a\nb": "c"})
    assert TypeAdapter(Metadata).validate_python({"a": "b\nc"}) == {"a": "b\nc"}


def test_a_pointer_names_places_of_the_body_only() -> None:
    body = {"kind": "statement", "options": [{"kind": "x"}]}
    assert _json_pointer(("body", "statement", "dispute"), body) == "/dispute"
    assert _json_pointer(("body", "options", 0, "amount"), body) == "/options/0/amount"
    assert _json_pointer(("query", "limit"), None) == "/limit"
    assert len(_json_pointer(("body", "x" * 10_000), body)) < 100


@pytest.mark.parametrize(
    "value",
    ["0001-01-01T00:00:00+23:59", "1969-12-31T23:59:59Z", "2500-01-01T00:00:01Z", "9999-12-31T23:59:59.999999-23:59"],
)
def test_wal_f9_an_instant_is_far_from_the_ends_of_time(value: str) -> None:
    with pytest.raises(ValidationError, match="1970 to 2499"):
        TypeAdapter(Instant).validate_python(value)


def test_row_4_a_key_that_stands_twice_is_seen_however_it_is_spelt() -> None:
    for body in (b'{"a":1,"b":{"a":1,"a":2}}', b'[{"\\u0061":1,"a":1}]', b'{"a:b":1,"a:b":2}'):
        with pytest.raises(strict_json.MalformedJson, match="twice"):
            strict_json.parse_strict_json(body)
    assert strict_json.parse_strict_json(b'{"a:\\":b":{"a":":"},"c":[{"a":1},{"a":2}]}')


def test_row_6_a_large_whole_number_stays_one() -> None:
    assert strict_json.parse_strict_json(b'{"a":98765432109876543210,"b":1.5}') == {"a": 98765432109876543210, "b": 1.5}
