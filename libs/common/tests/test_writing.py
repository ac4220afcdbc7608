# ruff: noqa: RUF001 (letters of other scripts are what is tried here)
"""Letters, parcels and addresses of the world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from common.kernel.writing.invisible_characters import find_stray_format_character, remove_stray_format_characters
from common.web.schemas import Line, Metadata, Prose
from common.web.shipping.parcels import ShippedParcelBody
from common.web.shipping.postal_addresses import AddressBody

Written = Callable[[str], Any]
PERSIAN = "کتاب\u200cهای دست دوم"
JOINED = {
    "persian": PERSIAN,
    "hindi": "क्\u200dष",
    "hindi at the end": "राजन्\u200d",
    "sinhala": "ශ්\u200dරී ලංකා",
    "malayalam at the end": "അവന്\u200d വന്നു",
    "family": "Gift \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "profession with a skin tone": "\U0001f469\U0001f3fd\u200d\U0001f692",
    "rainbow": "\U0001f3f3\ufe0f\u200d\U0001f308",
    "flag of wales": "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "arabic number sign": "\u0600١٢",
    "hebrew with its full stop": "מחשב (חדש).\u200f",
    "c++ in hebrew": "ספר C++\u200e חדש",
    "arabic letter mark": "هاتف \u061c50-60",
    "khmer, whose space bar types it": "ភាសា\u200bខ្មែរ\u200bល្អ",
    "thai words": "กาแฟ\u200bดี",
    "mongolian last vowel": "ᠨᠢᠭᠡ\u180e\u1820",
    "head that shakes": "\U0001f642\u200d\u2194\ufe0f",
    "plural of a latin word in persian": "PDF\u200cها",
    "persian behind a number": "۱۰\u200cهزار",
    "persian abbreviation": "ه\u200d.ش",
    "persian before a full stop": "خانه\u200c.",
    "khmer before its full stop": "ភាសា\u200b។",
    "khmer before a blank": "ភាសា\u200b ខ្មែរ",
    "thai before a number": "ราคา\u200b500",
    "fulani in adlam": "\U0001e900\u200c\U0001e923",
    "rohingya": "\U00010d00\u200c\U00010d01",
    "manipuri": "\uabc3\u200c\uabe4",
    "sylheti at the end": "\ua80d\ua820\u200d",
    "kaithi at the end": "\U0001108d\u200d",
    "tai tham": "\u1a20\u200d\u1a21",
    "typed twice": "کتاب\u200c\u200cهای",
}
STRAY = {
    "zero-width space": "pay\u200bpal",
    "zero-width space behind a letter": "pay\u200b",
    "vowel separators that hold one another": "A\u180e\u180eB",
    "joiner behind a direction mark": "a\u061c\u200cb",
    "joiner in chinese": "中\u200d文",
    "joiner behind a digit": "5\u200dkg",
    "joiner between latin letters": "pay\u200dpal",
    "non-joiner between latin letters": "pay\u200cpal",
    "override": "invoice \u202egpj.exe",
    "isolate": "a\u2066b",
    "byte order mark": "a\ufeffb",
    "soft hyphen": "a\u00adb",
    "direction mark between latin letters": "pay\u200fpal",
    "direction mark beside digits": "12\u061c34",
    "override in hebrew": "מחשב \u202egpj.exe",
    "tag without a flag": "a\U000e0067",
    "vowel separator between latin letters": "pay\u180epal",
    "word joiner": "pay\u2060pal",
    "embedding": "\u202apaypal\u202c",
    "invisible times": "2\u2062x",
}


WRITTEN = {
    "line": (Line, lambda text: text),
    "prose": (Prose, lambda text: text),
    "value of metadata": (Metadata, lambda text: {"note": text}),
    "key of metadata": (Metadata, lambda text: {text: "note"}),
}
each_place = pytest.mark.parametrize(("kind", "write"), list(WRITTEN.values()), ids=list(WRITTEN))


@each_place
@pytest.mark.parametrize("name", list(JOINED))
def test_dor_w20_what_joins_letters_and_pictures_is_written_as_it_is(name: str, kind: Any, write: Written) -> None:
    assert TypeAdapter(kind).validate_python(write(JOINED[name])) == write(JOINED[name])
    assert remove_stray_format_characters(JOINED[name]) == JOINED[name]


@each_place
@pytest.mark.parametrize("name", list(STRAY))
def test_dor_w20_what_only_hides_or_turns_round_is_refused(name: str, kind: Any, write: Written) -> None:
    at = find_stray_format_character(STRAY[name])
    assert at is not None
    with pytest.raises(ValidationError, match="invisible") as refused:
        TypeAdapter(kind).validate_python(write(STRAY[name]))
    assert f"U+{ord(STRAY[name][at]):04X}, character {at + 1}." in str(refused.value), "nobody sees where it is"


@pytest.mark.parametrize("kind", [Line, Prose], ids=["line", "prose"])
@pytest.mark.parametrize("text", ["\u3164", "\u2800\u2800", "\u115f\u1160", " \u00a0\u3000", "\ufe0f", "\uffa0\n"])
def test_dor_w20_a_text_is_something_that_is_seen(text: str, kind: Any) -> None:
    with pytest.raises(ValidationError, match="Write something"):
        TypeAdapter(kind).validate_python(text)


@pytest.mark.parametrize(
    "number",
    ["99.00.123456", "1Z 999 AA1 01 2345 6784", "RR123456785DE", "00340434/123_4", "123",
     "(00) 3 4043416 109404255 7", "00123+DE", "DE:1234567", "A#123"],
)  # fmt: skip
def test_dor_w23_a_tracking_number_is_what_the_carrier_prints(number: str) -> None:
    assert ShippedParcelBody(carrier="DHL", tracking_number=number).tracking_number == number


@pytest.mark.parametrize("number", [" 99.00.123456", "99.00.123456 ", "12", "...", "99\n00", "<b>123</b>"])
def test_dor_w23_what_stands_around_a_tracking_number_is_no_part_of_it(number: str) -> None:
    with pytest.raises(ValidationError, match="as its label has it: 3 to 64 letters"):
        ShippedParcelBody(carrier="DHL", tracking_number=number)


@pytest.mark.parametrize(
    "number",
    ["4111111111111111", "N#4111111111111111", "4111*1111*1111*1111", "4111:1111:1111:1111", "4111+1111+1111+1111",
     "(4111)(1111)(1111)(1111)", "(#4111111111111111)", "4111) 1111) 1111) 1111"],
)  # fmt: skip
def test_dor_w23_a_card_number_is_no_tracking_number_however_it_is_marked(number: str) -> None:
    with pytest.raises(ValidationError, match="card number"):
        ShippedParcelBody(carrier="DHL", tracking_number=number)


def test_dor_w23_a_card_number_is_a_tracking_number_where_the_carrier_has_such_numbers() -> None:
    assert ShippedParcelBody(carrier="Royal Mail", tracking_number="4111111111111111")


ADDRESSES = [
    {"street": "Am Markt 1", "postal_code": "20095", "city": "Hamburg", "country": "DE"},
    {"street": "1 Main St", "postal_code": "94105", "city": "San Francisco", "state": "CA", "country": "US"},
    {"street": "12 Nathan Road", "city": "Tsim Sha Tsui", "state": "Kowloon", "country": "HK"},
    {"street": "Blk 1 Bedok Road", "postal_code": "460001", "country": "SG"},
    {"street": "Villa 5, Al Wasl Road", "state": "Dubai", "country": "AE"},
    {"street": "1 Liberation Road", "city": "Accra", "country": "GH"},
    {"street": "Av. Paulista 1000", "postal_code": "01310-100", "city": "São Paulo", "state": "SP", "country": "BR"},
    {"street": "1-1 Marunouchi", "postal_code": "100-0005", "state": "東京都", "country": "JP"},
]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: str(address["country"]))
def test_dor_w23_an_address_has_what_its_country_has(address: dict[str, str]) -> None:
    given = {"recipient": "Sam", **address}

    assert AddressBody.model_validate(given).to_address() == given


@pytest.mark.parametrize(
    ("country", "missing"), [("DE", "postal_code"), ("US", "state"), ("BR", "state"), ("FR", "city")]
)
def test_dor_w23_what_is_missing_is_named(country: str, missing: str) -> None:
    whole = {"recipient": "Sam", "street": "A 1", "postal_code": "1", "city": "B", "state": "C", "country": country}
    with pytest.raises(ValidationError, match=f"An address in {country} also needs: {missing}"):
        AddressBody.model_validate({name: part for name, part in whole.items() if name != missing})


@pytest.mark.parametrize("country", ["XX", "ZZ", "QQ"])
def test_dor_w23_there_is_no_such_country(country: str) -> None:
    with pytest.raises(ValidationError, match="two capital letters of a country"):
        AddressBody(recipient="Sam", street="A 1", city="B", country=country)


@pytest.mark.parametrize("picture", ["\U0001fa77", "\U0001fae8", "\U0001f642\u200d\u2194\ufe0f", "؟"])
def test_dor_w20_a_picture_alone_is_a_text_also_one_newer_than_our_table(picture: str) -> None:
    assert TypeAdapter(Prose).validate_python(picture) == picture
