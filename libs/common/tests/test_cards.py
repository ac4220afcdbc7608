from __future__ import annotations

import random

import pytest
from pydantic import TypeAdapter, ValidationError

from common.kernel.writing.card_numbers import (
    CardNumberSearch,
    hide_card_number,
    holds_card_number,
    passes_luhn_check,
)
from common.web.schemas import Line, Metadata, Prose

CARDS = ["4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "5555555555554444", "378282246310005",
         "3782 822463 10005", "6011111111111117", "4222222222222", "6304000000000000", chr(0xFF14) + chr(0xFF11) * 15,
         "4111 1111 1111 1111 12/27 123", "4111 1111 1111 1111 123", "411111\u200b1111111111", "4111.1111.1111.1111",
         "3056 930902 5904", "2223003122003222", "3530111333300000", "4111\u20111111\u20111111\u20111111",
         "4111\n1111\n1111\n1111", "4111 \r\n 1111 \r\n 1111 \r\n 1111", "3782\n822463\n10005",
         "4111\t1111\t1111\t1111",
         "4111  1111  1111  1111", "4111 - 1111 - 1111 - 1111", "4111\u20141111\u20141111\u20141111",
         "4111\u22121111\u22121111\u22121111", "4111_1111_1111_1111",
         "4111/1111/1111/1111", "4111\u00b71111\u00b71111\u00b71111",
         "4111 \u2022 1111 \u2022 1111 \u2022 1111", "4111\u30001111\u30001111\u30001111", "card4111111111111111",
         "4111111111111111exp12/27", "\ufe0f\u20e3".join("4111111111111111"), "2200700000000009",
         "9792020000000001"]  # fmt: skip


@pytest.mark.parametrize("number", CARDS)
def test_row_82_a_card_number_is_found_wherever_it_stands(number: str) -> None:
    assert holds_card_number(f"I paid with {number}, please check.")


@pytest.mark.parametrize("text", ["4111111111111112", "call +49 30 901820 or 0171 2345678", "order 123456789012",
                                  "JD014600003RU", "12345678901234567890123", "2026-03-02 12:00:00",
                                  "JD4111111111111111", "DE89 3704 0044 0532 0130 00"])  # fmt: skip
def test_other_numbers_are_not(text: str) -> None:
    assert not holds_card_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "The phone with IMEI 490154203237518 never came.",
        "IMEISV: 3530111333300000",
        "Sendungsnummer 4111 1111 1111 1111",
        "Order #4111111111111111 was paid.",
        "注文番号 5555555555554444",
        "运单号 5555555555554444",
        "الطلب 5555555555554444",
        "sipariş no 5555555555554444",
        "a bare 490154203237518",
        "Verwendungszweck 4539148803436467",
        "KID 4539148803436467",
        "AWB 4539148803436467",
        "waybill: 4539148803436467",
        "booking 4539148803436467",
        "https://www.facebook.com/groups/4539148803436467/posts/4539148803436467/",
        "see https://m.facebook.com/photo.php?fbid=4539148803436467&set=a.4539148803436467 for it",
        '"uri": "messages/inbox/anna_4539148803436467/photos/4539148803436467.jpg"',
        "photos/203847_4539148803436467_n.jpg",
        '"thread_path": "inbox/anna_4539148803436467/message_1.html",',
        "photos/2024/4539148803436467.jpg",
        "www.ebay.de/itm/4539148803436467",
        "Buchungsnummer 4539148803436467",
        "Artikelnummer 4539148803436467",
        "eBay item 4539148803436467",
        "licence 4539148803436467",
        "Lieferschein 4539 1488 0343 6467",
        "a4111111111111111",
        "4111111111111111b",
        "my account 5018000000000009",  # Maestro's beginning, and nothing says card
        "BEGIN:VCARD\r\nVERSION:3.0\r\nTEL:+4915112345678\r\nEND:VCARD",  # German mobiles have the length of old Visas
        "BEGIN:VCARD\nTEL;TYPE=CELL:4915112345678\nEND:VCARD",
        "I paid. My phone is 5511987654325.",
        "Paguei com cartão, whatsapp 5511987654325",
        "paid, please ring +5511987654325",
    ],
)
def test_dor_w19_what_is_named_as_something_else_is_no_card(text: str) -> None:
    assert not holds_card_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111111",
        "About order 55: my card is 4111111111111111",
        "card #4111 1111 1111 1111",
        "カード番号 5555555555554444",
        "Kreditkarte 5018000000000009",
        "6304000000000000 (Maestro)",
        "https://pay.example/?card=4111111111111111",
        "see https://shop.example and charge 4111111111111111",
        "that is me/4111111111111111",
        "12/27-4111111111111111",
        "Meine Nummer 12/27-4111111111111111 123",
        "12/27_4111111111111111",
        "John Doe/4111111111111111/12/27/123",
        "sam/4111111111111111/1227",
        "https://4111111111111111",
        "photos/4111111111111111.jpg shows my card",
        "call me, my card is 4222222222222",
        "by phone: 4111111111111111",
        "as I said by mail, 4111 1111 1111 1111 is what I used",
        "card for the item: 4111 1111 1111 1111",
        "My credit card for the reservation: 4111 1111 1111 1111",
        "Visa (for this article) 4111 1111 1111 1111",
        "4111 1111 1111 1111 12/27 123\nThe item never came",
        "I paid for the item with 4111111111111111",
        "I reserved with 4111111111111111",
        "please bill the booking to 4111111111111111",
        "my licence and 4111 1111 1111 1111 12/27",
        "Please send the money for the item back to\n4111 1111 1111 1111",
    ],
)
def test_dor_w19_the_nearest_word_says_what_a_number_is(text: str) -> None:
    assert holds_card_number(text)


def test_dor_w19_a_messengers_export_is_hardly_ever_taken_for_a_card() -> None:
    """Dates, times, telephone numbers, prices, parcels: 20,000 messages."""
    chance = random.Random(19)
    lines = [
        f"[{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.2026, 1{chance.randint(0, 9)}:"
        f"{chance.randint(0, 59):02}:{chance.randint(0, 59):02}] +49 {chance.randint(150, 179)} "
        f"{chance.randint(10**6, 10**8)}: "
        f"{chance.choice(['the parcel', 'tracking', 'it is', 'IMEI'])} {chance.randint(10**11, 10**15)}"
        for _ in range(20_000)
    ]

    assert sum(map(holds_card_number, lines)) < 20


@pytest.mark.parametrize("between", ["\n", "\r\n", "\t", " / ", " - ", "  ", "_"])
def test_dor_w19_a_table_of_numbers_is_no_card_unless_a_word_says_so(between: str) -> None:
    """Readings and prices of four digits, a line or a cell each, with or without their labels."""
    chance = random.Random(19)
    for _ in range(2_000):
        columns = [between.join(str(chance.randint(4_000, 4_999)) for _ in range(size)) for size in (4, 5, 20)]
        assert not holds_card_number("\n".join(f"Meter {column}" for column in columns))
    assert holds_card_number(f"my card{between}" + between.join(["4111", "1111", "1111", "1111", "1227"]))


@pytest.mark.parametrize("between", ["\n", "\r\n", "\t", " / ", " - ", "_"])
def test_dor_w19_the_code_of_a_card_on_the_next_line_hides_no_card(between: str) -> None:
    assert holds_card_number(f"4111 1111 1111 1111{between}123")
    assert holds_card_number(f"378282 4111-1111-1111-1111{between}123 4")


@pytest.mark.parametrize("size", [1, 7, 64, 100_000])
def test_a_text_that_comes_in_pieces_is_searched_as_a_whole(size: int) -> None:
    def search(text: str) -> bool:
        pieces = CardNumberSearch()
        for at in range(0, len(text), size):
            pieces.search(text[at : at + size])
        pieces.finish()
        return pieces.has_card_number

    filler = "Nothing to see in this line.\n" * 30
    assert search(f"{filler}I paid with 4111 1111 1111 1111 today.\n{filler}")
    assert not search(f"{filler}The IMEI is 4111 1111 1111 1111.\n{filler}")
    assert not search("1" * 1_000)


def test_a_parcel_number_that_happens_to_pass_the_luhn_check_may_be_written() -> None:
    parcel = next(number for number in (f"940011189922339{digit}" for digit in range(10)) if passes_luhn_check(number))

    assert not holds_card_number(parcel)


@pytest.mark.parametrize(
    ("metadata", "is_taken"),
    [
        ({"order": "4111111111111111"}, True),
        ({"imei": "490154203237518"}, True),
        ({"card": "4111111111111111"}, False),
        ({"note": "I paid with 4111 1111 1111 1111"}, False),
    ],
)
def test_dor_w19_the_key_of_metadata_says_what_a_number_is(metadata: dict[str, str], is_taken: bool) -> None:
    if is_taken:
        assert TypeAdapter(Metadata).validate_python(metadata) == metadata
        return
    with pytest.raises(ValidationError, match="payment card number"):
        TypeAdapter(Metadata).validate_python(metadata)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("4111 1111 1111 1111.jpg", "xxxx xxxx xxxx 1111.jpg"),
        ("front of card 4111111111111111.pdf", "front of card xxxxxxxxxxxx1111.pdf"),
        ("IMG_20261124_101112.jpg", "IMG_20261124_101112.jpg"),
        ("order 4111111111111111.pdf", "order 4111111111111111.pdf"),
    ],
)
def test_dor_w19_a_file_is_taken_and_the_card_number_of_its_name_is_not(name: str, shown: str) -> None:
    assert hide_card_number(name) == shown


def test_dor_w19_one_rule_holds_for_every_text_that_is_written() -> None:
    for kind in (Line, Prose):
        assert TypeAdapter(kind).validate_python("The phone with IMEI 490154203237518 never came.")
        with pytest.raises(ValidationError, match="payment card number"):
            TypeAdapter(kind).validate_python("I paid with 4111 1111 1111 1111")
