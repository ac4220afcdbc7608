"""Finds payment card numbers in what people write: such numbers must never be kept.

One rule for all services: the length and the beginning of a card network, the Luhn check, written in one piece or as
cards show it, and not named as something else. Whoever wrote a number that is none says what it is right before it
("IMEI 490154203237518", "order 4111…"): the nearest word counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal

SEPARATOR: Final = r"(?: {0,2}[.\-_/\u00b7\u2010-\u2015\u2022\u2212] {0,2}| {1,3}|\t| {0,2}\r?\n {0,2})"
"""Between the groups of a number: a blank, a dash of any length, a point, a slash, or the end of a line."""
TIGHT_SEPARATOR: Final = r"[ .\-\u00b7\u2010-\u2015\u2212]"
"""As on a card."""


def _number_shape(separator: str) -> re.Pattern[str]:
    return re.compile(
        r"(?=[4-6]|3(?:0[0-5]|5[2-8]|[46-9])|2(?:20[0-4]|2[2-9]|[3-6]|7[0-2])|9792)(?:(?<![0-9a-z])|(?<=card)|(?<=karte)|(?<=carte)|(?<=visa)|(?<=amex))"
        rf"(?=(\d{{12,19}}|\d{{4}}{separator}\d{{6}}{separator}\d{{4,5}}"
        rf"|\d{{4}}(?:{separator}\d{{4}}){{2}}{separator}\d{{1,4}}(?:{separator}\d{{3}})?)"
        r"(?:(?![0-9a-z])|(?=exp|cv[cv]|valid)))"
    )


NUMBER_SHAPE: Final = _number_shape(SEPARATOR)
"""In one piece, or in groups as on a card: 4-4-4-4, 4-6-5, 4-6-4, 4-4-4-4-3. At any place, so that the group before it
hides none; a letter right beside it makes it a code, but for a word of cards that is written on to it. Begins as some
network's numbers do: a table of numbers has one in every line."""
MAX_NUMBER: Final = 60
"""Characters of the longest, with what stands between its groups."""
TIGHT_NUMBER_SHAPE: Final = _number_shape(TIGHT_SEPARATOR)
"""Where more than one mark, a tab or a line stands between groups, they may be a table's: a word has to say card."""
TIGHT_GROUPS: Final = re.compile(rf"\d+(?:{TIGHT_SEPARATOR}\d+)*")
SURE_NETWORKS: Final = re.compile(
    r"4\d{15}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}"
    r"|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|4[4-9]\d|5\d\d)\d{12}|62\d{14}|220[0-4]\d{12}|9792\d{12}"
)
"""Visa, Mastercard, American Express, Diners, JCB, Discover (and with it RuPay), UnionPay, Mir, Troy."""
RARE_NETWORKS: Final = re.compile(r"4(?:\d{12}|\d{18})|(?:50|5[6-9]|6\d)\d{10,17}")
"""Maestro and lengths that are hardly issued: so many other numbers look like these that a word has to say card."""
CARD_WORDS: Final = (
    r"card|karte|carte|cart[aã]o|tarjeta|\bcarta|kaart|\bkort|karta|\bvisa|master|maestro|amex|american express"
    r"|diners|discover|\bjcb\b|unionpay|\bcv[vc]2?\b|\bexp|valid (?:thru|until)|gültig|\bpa(?:id|y)|debit|kredit|credit"
    r"|\bpan\b|カード|카드|卡|कार्ड|карт|بطاق"
)
OTHER_WORDS: Final = (
    r"imei|\bmeid|iccid|\biban|track|parcel|packag|shipment|shipping|sendung|paket|colis|suivi|encomenda|rastrei"
    r"|seguimiento|env[ií]o|spedizion|pakket|przesył|отправлен|трек|order|bestell|pedido|commande|ordine|zamów|заказ"
    r"|invoice|rechnung|facture|fatura|factura|fattura|receipt|serial|serie|seriennummer|\bs/?n\b|\bref|\bisbn|\bean\b"
    r"|gtin|\bupc|barcode|strichcode|code-barres|\bid\b|ticket|contract|vertrag|kundennummer|customer (?:no|number)"
    r"|\btransaction|#|ordre|ordernr|beställ|tilau|objedn|rendel|sipariş|kargo|takip|comand|παραγγ|αποστολ|замовл|поръч"
    r"|注文|追跡|伝票|お問い合わせ番号|订单|訂單|运单|運單|快递|单号|單號|주문|송장|운송장|ऑर्डर|הזמנה|משלוח|طلب|تتبع|شحن|سفارش"
)
NAMED_OTHERWISE: Final = re.compile(
    r"(?:\bawb|waybill|consignment|lieferschein|deliver(?:y|ies)|\bkid|verwendungszweck|mandat|booking|buchung|reserv"
    r"|prenotazione|auftrag|vorgang|aktenzeichen|\bcase|policy|\bitem|artikel|article|artículo|\bsku|listing|auction"
    r"|auktion|\bmodel|voucher|gutschein|licen[cs]e|lizenz)[^\W\d_]{0,12}"
    r"(?: ?\b(?:no|nr|num|number|nummer|número|numéro|numero|id|code|n[°º]|reference))?[\s.:=-]{0,3}$"
)
"""Everyday words that name a number only where they stand right before it, and nothing before says card: "the item
came, take it from 4111…" names none."""
PHONE_WORDS: Final = re.compile(
    r"\+|\btel\b|telef|phone|\bfone|\bmobil|móvil|handy|\bcell?\b|celular|whatsapp|anruf|\bcall|téléphone|portable"
    r"|\bfax\b|телефон|电话|電話|手机|전화|फ़ोन|هاتف|تلفن|טלפון"
)
"""Before a number of fifteen digits at most, which is what a phone number has (E.164). A plus sign is one of them."""
PHONE_DIGITS: Final = 15


def _join_by_first_letter(words: str, *, not_behind: str = "") -> str:
    """Spell the same choice so that of the words only those are tried that begin with the letter that stands there.

    Each begins with a letter, or with the boundary before one.
    """
    by_letter: dict[str, list[str]] = {}
    for word in re.findall(r"(?:\([^)]*\)|[^|(])+", words):
        letter, bound = word.removeprefix(r"\b")[0], word.startswith(r"\b")
        rest = word.removeprefix(r"\b")[1:]
        by_letter.setdefault(letter, []).append(rf"(?<!\w{letter}){rest}" if bound else rest)
    unless = f"(?<!{not_behind}%s)" if not_behind else ""
    return "|".join(f"{letter}{unless and unless % letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())


CONTEXT_WORDS: Final = re.compile(
    f"(?P<card>{_join_by_first_letter(CARD_WORDS, not_behind='v')})|(?P<other>{_join_by_first_letter(OTHER_WORDS)})"
)
CARD_WORD_PARTS: Final = re.compile(_join_by_first_letter(CARD_WORDS.replace(r"\b", "")))
"""Where one of those words may stand."""
WORD_MARK: Final = re.compile(r"[^\W\d_]|#")
"""What each of the words above has. In tables of numbers there is none."""
IBAN_SHAPE: Final = re.compile(r"(?<![0-9a-z])[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?(?![0-9a-z])")
WEB_ADDRESS: Final = re.compile(r"(?:https?://|\bwww\.)(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?[/?#]")
WORD_END: Final = re.compile(r"[\s\"'<>]")
LETTER: Final = re.compile(r"[a-z]")
FILE_BEFORE: Final = re.compile(r"[a-z0-9][_.-]\Z")
FOLDER_BEHIND: Final = re.compile(
    r"[\w.%-]{0,255}(?:/(?=[^\s/]{0,255}[a-z])|\.(?:jpe?g|png|gif|webp|heic|mp4|mov|m4a|aac|opus|ogg|mp3|pdf|txt|html?|json)\b)"
)
"""Exports of messengers are full of addresses and of paths of files, whose parts are numbers of posts and pictures.
What people put beside a card with a slash are names, dates and codes: behind it comes no word and no kind of file."""
ADDRESS_BEFORE: Final = 120
CONTEXT_BEFORE: Final = 60
NUMBER_SIGN: Final = "#"
OTHER_BEFORE: Final = 30
"""Of a word that says it is no card: closer, since a card number must not be kept by chance."""
CONTEXT_AFTER: Final = 24
DOUBLED_DIGITS: Final = bytes.maketrans(b"0123456789", b"0246813579")
"""Each digit doubled, and the sum of its digits where that has two."""
NOT_DIGITS: Final = b" .-_/\t\r\n"
"""What of a separator is ASCII; what is not is left out before."""
SHOWN_DIGITS: Final = 4
REMEMBERED: Final = 4_096
LIKE_DIGITS: Final = str.maketrans("013456789", "0" * 9)
"""Which other numbers stand around a number makes no difference, but that a card's code is also called CVV2."""
DRAWN_ON_DIGITS: Final = re.compile("(?<=[0-9])[\u0300-\u036f\ufe0e\ufe0f\u20d0-\u20f0]+")
"""Keys of a telephone around digits (keycap emoji), and accents on them."""
UNSEEN: Final = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001"
    "\U000e0020-\U000e007f]+"
)
"""Format characters (category Cf)."""
DIGITS_OF_OTHER_SCRIPTS: Final = re.compile(
    r"(?![0-9])[\d\u1369-\u1371\u19da\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\U00010a40-\U00010a43"
    r"\U00010e60-\U00010e68\U00011052-\U0001105a]"
)
"""What Unicode gives the value of a digit, of what is left by its compatible form (NFKC)."""
OVERLAP: Final = 160
"""Characters that a search in pieces looks at twice: a number and what stands before it."""


Likeness = Literal["sure", "rare"]


def holds_card_number(text: str) -> bool:
    """Tell whether a text holds what is, by everything that can be seen, a payment card number."""
    return _holds_card_number_from(_plain_text(text), 0)


def _holds_card_number_from(plain: str, first: int) -> bool:
    try:
        return _finds_card_number(plain, first)
    finally:
        _is_named_as_card.cache_clear()  # what stood around numbers is somebody's text


def _finds_card_number(plain: str, first: int) -> bool:
    ibans: list[tuple[int, int]] | None = None
    for match in _find_candidates(plain, first):
        if (likeness := _likeness_to_card(match[1])) is None:
            continue
        start, end = match.span(1)
        before = plain[max(start - CONTEXT_BEFORE - 1, 0) : start].translate(LIKE_DIGITS)
        behind = plain[end - 1 : end + CONTEXT_AFTER].translate(LIKE_DIGITS)
        if likeness == "rare" and _is_named_as_phone(before, match[1]):
            continue
        is_sure = likeness == "sure" and TIGHT_GROUPS.fullmatch(match[1]) is not None
        is_sure = is_sure and not (match[1].isdigit() and _is_in_address(plain, start, end))
        if not _is_named_as_card(before, behind, otherwise=is_sure):
            continue
        if ibans is None:
            ibans = [iban.span() for iban in IBAN_SHAPE.finditer(plain) if _is_iban(iban[0])]
        if not any(first <= start < last for first, last in ibans):
            return True
    return False


def _find_candidates(plain: str, first: int) -> Iterator[re.Match[str]]:
    """Yield what is written tightly, wherever it stands, and whatever else stands near a word of cards: in a table of
    numbers that alone would be found in every line, to be no card."""
    yield from TIGHT_NUMBER_SHAPE.finditer(plain, first)
    if NUMBER_SHAPE.search(plain, first) is None:
        return
    for word in CARD_WORD_PARTS.finditer(plain):
        start = max(word.start() - CONTEXT_AFTER - MAX_NUMBER, first)
        first = max(first, word.end() + CONTEXT_BEFORE + 1)
        for match in NUMBER_SHAPE.finditer(plain, start, first + MAX_NUMBER):
            if match.start() >= first:
                break
            yield match


def hide_card_number(name: str) -> str:
    """Put x in the place of all digits but the last four, if a name holds a card number. Its file is taken."""
    if not holds_card_number(name):
        return name
    hidden = [at for at, character in enumerate(name) if character.isdigit()][:-SHOWN_DIGITS]
    return "".join("x" if at in hidden else character for at, character in enumerate(name))


class CardNumberSearch:
    """Search of a text that comes in pieces."""

    def __init__(self) -> None:
        self.has_card_number = False
        self._waiting = ""
        self._first = 0
        """What begins before it was looked at in the piece before, where more of what stands before it was there."""

    def search(self, piece: str) -> None:
        """Look at it up to its last word: a number may go on in the next piece."""
        text = self._waiting + piece
        cut = max(text.rfind(" "), text.rfind("\n"), len(text) - OVERLAP)
        self._search_part(text[:cut])
        if cut > OVERLAP:
            self._first = OVERLAP // 2
        self._waiting = text[max(cut - OVERLAP, 0) :]

    def finish(self) -> None:
        self._search_part(self._waiting)

    def _search_part(self, text: str) -> None:
        self.has_card_number = self.has_card_number or _holds_card_number_from(_plain_text(text), self._first)


def passes_luhn_check(digits: str) -> bool:
    return _passes_luhn_check(digits.encode())


def _passes_luhn_check(digits: bytes) -> bool:
    total = sum(digits[::-2]) + sum(digits[-2::-2].translate(DOUBLED_DIGITS))
    return (total - ord("0") * len(digits)) % 10 == 0


def _plain_text(text: str) -> str:
    """Spell digits of every script as 0 to 9, leave out what is not seen, and write everything small."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    if not plain.isascii():
        plain = DRAWN_ON_DIGITS.sub("", UNSEEN.sub("", plain))
        plain = DIGITS_OF_OTHER_SCRIPTS.sub(lambda c: str(unicodedata.digit(c[0], c[0])), plain)
    return plain.lower()


def _likeness_to_card(shown: str) -> Likeness | None:
    """Of groups also without the last three digits, which may be the code on a card's back."""
    number = shown.encode("ascii", "ignore").translate(None, NOT_DIGITS)
    for digits in (number, number[:16]) if len(shown) > len(number) == 19 else (number,):
        if _passes_luhn_check(digits):
            spelled = digits.decode()
            if SURE_NETWORKS.fullmatch(spelled):
                return "sure"
            if RARE_NETWORKS.fullmatch(spelled):
                return "rare"
    return None


@lru_cache(REMEMBERED)
def _is_named_as_card(before: str, behind: str, *, otherwise: bool) -> bool:
    """The nearest word before the number says what it is; without one, a word right behind it. `behind` begins with the
    number's last digit. Remembered while a text is searched: lines of an export are alike."""
    if WORD_MARK.search(before + behind) is None:
        return otherwise
    for word in reversed(list(CONTEXT_WORDS.finditer(before, max(len(before) - CONTEXT_BEFORE, 0)))):
        if word.lastgroup == "card":
            return True
        if len(before) - word.end() <= OTHER_BEFORE:
            if word[0] != NUMBER_SIGN:
                return False
            otherwise = False  # a number sign alone says that it is no card, unless a word says it is
    if NAMED_OTHERWISE.search(before[-OTHER_BEFORE:]):
        return False
    word_behind = CONTEXT_WORDS.search(behind, 1)
    return otherwise if word_behind is None else word_behind.lastgroup == "card"


def _is_in_address(plain: str, start: int, end: int) -> bool:
    """Is it a part of a web address, or the name of a file or of its folder? Then a word has to say card."""
    path = WORD_END.split(plain[max(start - ADDRESS_BEFORE, 0) : start])[-1]
    if WEB_ADDRESS.search(path):
        return True
    folder, slash, name = path.rpartition("/")
    is_within = slash and LETTER.search(folder) and (not name or FILE_BEFORE.search(name))
    return bool(is_within) and FOLDER_BEHIND.match(plain, end) is not None


def _is_named_as_phone(before: str, number: str) -> bool:
    """Is the nearest word before it one of phones, or a plus sign?"""
    if not number.isdigit() or len(number) > PHONE_DIGITS:
        return False
    near = before[-OTHER_BEFORE:]
    phone = max((word.end() for word in PHONE_WORDS.finditer(near)), default=-1)
    return phone > max((word.end() for word in CONTEXT_WORDS.finditer(near) if word.lastgroup == "card"), default=-1)


def _is_iban(spelled: str) -> bool:
    compact = spelled.replace(" ", "")
    return int("".join(str(int(c, 36)) for c in compact[4:] + compact[:4])) % 97 == 1
