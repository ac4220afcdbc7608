"""Invisible characters: what joins letters and pictures stays, what hides or turns text round is told apart from it.

U+200C and U+200D change how the letters beside them are joined (Persian, Hindi, Sinhala, Malayalam, emoji): without
them words are misspelt, also where a word of another script or a full stop follows. Between the letters of other
scripts they only make two different texts look alike.

Marks of direction put a full stop or a bracket on its right side in Hebrew and Arabic, and keyboards there have them.
Where everything is written from left to right they do nothing but hide.

Khmer, Thai, Lao and Burmese are written without spaces: U+200B says where a word ends, and the space bar of a Khmer
keyboard types it. Mongolian sets a last vowel apart by U+180E.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

FORMAT_CATEGORY: Final = "Cf"
UNSEEN_CATEGORIES: Final = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Mn", "Mc", "Me"})
"""Not Cn and Co: pictures that are newer than our table of Unicode are seen all the same."""
NON_JOINER, JOINER = "\u200c", "\u200d"
WORD_END, VOWEL_SEPARATOR = "\u200b", "\u180e"
VIRAMA_CLASS: Final = 9
JOINING_SCRIPTS: Final = frozenset({
    "ARABIC", "SYRIAC", "MANDAIC", "NKO", "MONGOLIAN", "PHAGS-PA", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI",
    "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "TIBETAN", "MYANMAR", "KHMER", "BALINESE",
    "JAVANESE", "SUNDANESE", "LEPCHA", "LIMBU", "CHAKMA", "GRANTHA", "TIRHUTA", "MODI", "SHARADA", "THAANA", "LAO",
    "THAI", "ADLAM", "HANIFI", "GARAY", "MANICHAEAN", "PSALTER", "SOGDIAN", "CHORASMIAN", "MEETEI", "SYLOTI",
    "SAURASHTRA", "CHAM", "TAI", "BRAHMI", "KAITHI", "TAKRI", "NEWA", "SIDDHAM", "KHOJKI", "KHUDAWADI", "MULTANI",
    "DOGRA", "GUNJALA", "MASARAM", "NANDINAGARI", "BHAIKSUKI", "MARCHEN", "BUGINESE", "BATAK", "REJANG", "BUHID",
    "TAGALOG", "HANUNOO", "TAGBANWA", "MAHAJANI", "AHOM", "KAWI",
})  # fmt: skip
"""First words of the names of their letters: those whose letters Unicode joins, and those that come from Brahmi."""
UNSPACED_SCRIPTS: Final = frozenset({"KHMER", "THAI", "LAO", "MYANMAR", "TIBETAN", "BALINESE", "JAVANESE", "SUNDANESE"})
VOWEL_SEPARATING_SCRIPTS: Final = frozenset({"MONGOLIAN"})
BLANKS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs without a picture: fillers of Hangul, and Braille without a dot."""
PICTURES_OF_OLD: Final = frozenset("\u2194\u2195")
"""Arrows that are signs of mathematics and, behind a face, how it shakes and nods."""
EMOJI_MODIFIERS: Final = re.compile("[\ufe0f\u20e3\U0001f3fb-\U0001f3ff]")
FLAG: Final = "\U0001f3f4"
TAGS: Final = range(0xE0020, 0xE0080)
VISIBLE_FORMATS: Final = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""Signs of Arabic, Syriac and Kaithi that enclose numbers."""
DIRECTION_MARKS: Final = frozenset("\u200e\u200f\u061c")
RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


def find_stray_format_character(text: str) -> int | None:
    """Find the place of the first one that is not seen and joins or places nothing."""
    return None if text.isascii() else next(_find_strays(text), None)


def shows_nothing(text: str) -> bool:
    """Tell whether a reader would see an empty place."""
    return all(c in BLANKS or unicodedata.category(c) in UNSEEN_CATEGORIES for c in text)


def remove_stray_format_characters(text: str) -> str:
    if text.isascii():
        return text
    strays = frozenset(_find_strays(text))
    return "".join(c for at, c in enumerate(text) if at not in strays)


def _find_strays(text: str) -> Iterator[int]:
    """Find their places."""
    welcome = DIRECTION_MARKS if _is_written_from_the_right(text) else frozenset()
    return (at for at, character in enumerate(text) if character not in welcome and _is_stray(text, at))


def _is_written_from_the_right(text: str) -> bool:
    return any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT and unicodedata.category(c) == "Lo" for c in text)


def _is_stray(text: str, at: int) -> bool:
    character = text[at]
    if unicodedata.category(character) != FORMAT_CATEGORY or character in VISIBLE_FORMATS:
        return False
    before, behind = text[at - 1] if at else "", text[at + 1] if at + 1 < len(text) else ""
    if character in (NON_JOINER, JOINER):
        return not (_joins_letters(before, behind) or (character == JOINER and _joins_emoji(before, behind)))
    if character == WORD_END:
        return not _stands_beside(UNSPACED_SCRIPTS, before, behind)
    if character == VOWEL_SEPARATOR:
        return not _stands_beside(VOWEL_SEPARATING_SCRIPTS, before, behind)
    return not (ord(character) in TAGS and _belongs_to_flag(text, at))


def _joins_letters(before: str, behind: str) -> bool:
    """After a virama at any place; else beside a letter of a script whose letters are joined."""
    if before and unicodedata.combining(before) == VIRAMA_CLASS:
        return True
    return _stands_beside(JOINING_SCRIPTS, before, behind)


def _stands_beside(scripts: frozenset[str], before: str, behind: str) -> bool:
    return any(_is_of(scripts, neighbour) for neighbour in (before, behind))


def _is_of(scripts: frozenset[str], character: str) -> bool:
    """Letters, marks, digits and points of these scripts, and none of their own that are not seen."""
    if not character or (unicodedata.category(character) == FORMAT_CATEGORY and character not in VISIBLE_FORMATS):
        return False
    return unicodedata.name(character, "").partition(" ")[0] in scripts


def _joins_emoji(before: str, behind: str) -> bool:
    is_picture = unicodedata.category(before or " ") == "So" or EMOJI_MODIFIERS.match(before) is not None
    return is_picture and (unicodedata.category(behind or " ") == "So" or behind in PICTURES_OF_OLD)


def _belongs_to_flag(text: str, at: int) -> bool:
    """Tags behind a black flag make the flag of a region."""
    while at and ord(text[at]) in TAGS:
        at -= 1
    return text[at] == FLAG
