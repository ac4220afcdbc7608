"""DOR-W19: a text full of numbers is searched for card numbers in a moment, and found is what plain rules find."""

from __future__ import annotations

import random
import re
import time
import unicodedata

import pytest

from common.kernel.writing import card_numbers
from common.kernel.writing.card_numbers import (
    CARD_WORDS,
    CONTEXT_WORDS,
    OTHER_WORDS,
    CardNumberSearch,
    _find_candidates,
)

PIECE = 1 << 18
MEGABYTE = 1_000_000
SECONDS = 0.8
"""Of a processor, a megabyte, beside other work: it took 1.7 to 3.1 seconds. Alone it takes a quarter of it."""

PLAIN_WORDS = re.compile(rf"(?P<card>(?<!v)(?:{CARD_WORDS}))|(?P<other>{OTHER_WORDS})")
PLAIN_WEB_ADDRESS = re.compile(r"(?:https?://|\bwww\.)(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?[/?#][^\s\"'<>]*$")
PLAIN_FOLDER = re.compile(r"[a-z][^\s\"'<>]*/(?:[^\s\"'<>/]*[a-z0-9][_.-])?$")


def rows(write) -> str:
    return "".join(write(number) for number in range(12_000))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(rows(lambda _: f"order 4539148803436467 for {_}\n"), id="orders"),
        pytest.param(rows(lambda _: f"messages/inbox/anna_4539148803436467/photos/{_}.jpg\n"), id="paths"),
        pytest.param(rows(lambda _: f"https://www.shop.example/groups/4539148803436467/posts/{_}/\n"), id="addresses"),
        pytest.param(rows(lambda _: f"{random.Random(_).randrange(7000, 9000):04d}\n" * 8), id="table"),
        pytest.param("".join(f"{4_000 + _ % 2_000}\t" for _ in range(12_000)), id="cells"),
        pytest.param(rows(lambda _: "Ничего не видно в этой строке, und auch hier: nichts.\n"), id="prose"),
    ],
)
def test_dor_w19_a_text_full_of_numbers_is_searched_in_a_moment(text: str) -> None:
    text = (text * (MEGABYTE // len(text) + 1))[:MEGABYTE]
    began = time.process_time()
    search = CardNumberSearch()
    for at in range(0, len(text), PIECE):
        search.search(text[at : at + PIECE])
    search.finish()

    assert time.process_time() - began < SECONDS
    assert not search.has_card_number


def test_dor_w19_a_table_has_candidates_only_near_a_word_of_cards() -> None:
    """Each of them costs a hundred times what the digits cost."""
    cells = "".join(f"{4_000 + number % 2_000}\t" for number in range(12_000))
    few = list(_find_candidates(f"{cells} paid by card {cells}", 0))
    assert len(list(_find_candidates(cells, 0))) == 0
    assert 0 < len(few) < 40


def random_texts(letters: list[str], count: int, longest: int) -> list[str]:
    chance = random.Random(19)
    return ["".join(chance.choices(letters, k=chance.randrange(1, longest))) for _ in range(count)]


def test_dor_w19_words_that_are_joined_by_their_letters_are_the_same_words() -> None:
    bare = [re.sub(r"\\b|\(.*?\)|\[.*?\]|\?", "", word) for word in f"{CARD_WORDS}|{OTHER_WORDS}".split("|")]
    for text in random_texts([*bare, " ", " ", "v", "s", "_", "7", "é", "id", "pay", "s/n"], 5_000, 7):
        found = [[(word.span(), word.lastgroup) for word in one.finditer(text)] for one in (PLAIN_WORDS, CONTEXT_WORDS)]
        assert found[0] == found[1], text


def test_dor_w19_addresses_and_paths_are_those_of_before() -> None:
    parts = [
        "https://",
        "www.",
        "a.example",
        "b",
        "/",
        "/",
        "?",
        "#",
        "x_",
        "1.",
        "-",
        " ",
        '"',
        "<",
        "7",
        "é",
        ":80",
        ".",
    ]
    behind = "/photos/1.jpg"
    for before in random_texts(parts, 20_000, 9):
        is_plain = PLAIN_WEB_ADDRESS.search(before) or PLAIN_FOLDER.search(before)
        found = card_numbers._is_in_address(f"{before}4111{behind}", len(before), len(before) + 4)
        assert found == bool(is_plain), before


def test_dor_w19_every_digit_and_every_unseen_sign_of_unicode_is_known() -> None:
    for number in (*range(0x80, 0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE0200)):
        sign = unicodedata.normalize("NFKC", chr(number))
        kept = "".join(one for one in sign if unicodedata.category(one) != "Cf")
        spelled = "".join(one if one.isascii() else str(unicodedata.digit(one, one)) for one in kept)
        assert card_numbers._plain_text(chr(number)) == spelled.lower(), hex(number)
