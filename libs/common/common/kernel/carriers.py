"""Carriers and the forms of their tracking numbers: what can be told of a shipment record without asking anybody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .errors import DomainError

OTHER_CARRIER: Final = "other"
"""Named in words beside it: a carrier that is none of those known here."""
POSTAL: Final = r"[A-Z]{2}\d{9}[A-Z]{2}"
"""Form of the world's post offices (of the Universal Postal Union), with a check digit."""
_POSTAL_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)
_UPS: Final = r"1Z[0-9A-Z]{16}"


@dataclass(frozen=True, slots=True)
class Carrier:
    name: str
    forms: tuple[str, ...] = ()
    """Whole numbers, as regular expressions; none: nothing is known of them."""
    aliases: tuple[str, ...] = ()


CARRIERS: Final = (
    Carrier(
        "UPS",
        (_UPS, r"\d{9}", r"\d{12}", r"[HJKT]\d{10}", r"92\d{20,24}", r"MI\d{6}\w{1,22}"),
        ("United Parcel Service",),
    ),
    Carrier(
        "FedEx", (r"\d{12}", r"\d{15}", r"\d{20}", r"\d{22}", r"\d{34}", r"DT\d{12}"), ("Federal Express",)
    ),
    Carrier(
        "USPS",
        (r"(?:420\d{5}(?:\d{4})?)?9\d{15,21}", r"\d{20,22}", r"82\d{8}", r"M\d{10}", POSTAL),
        ("United States Postal Service",),
    ),
    Carrier(
        "DHL",
        (r"\d{10,14}", r"\d{20}", r"JJD\d{12,20}", r"JD\d{16,18}", r"JVGL\w{8,20}", r"[A-Z]{3}\d{7,17}",
         r"GM\d{16,18}", r"3S\w{10,14}", POSTAL),
        ("DHL Express", "DHL Paket", "DHL Parcel", "DHL eCommerce"),
    ),
    Carrier("DPD", (r"\d{10}", r"\d{14}[0-9A-Z]?", r"\d{27,28}")),
    Carrier("GLS", (r"\d{10,14}", r"M\d{9}", r"[0-9A-Z]{8}")),
    Carrier("TNT", (r"\d{9}", r"G[DE]\d{9}[A-Z]{2}")),
    Carrier("Hermes", (r"\d{14,16}", r"[CHT]\w{15,19}"), ("Evri", "myHermes")),
    Carrier("SF Express", (r"SF\d{10,15}", r"\d{12}")),
    Carrier(
        "Royal Mail",
        (POSTAL, r"\d{16}", r"\d{11}", r"0[AB]\d{19}", r"[A-Z]{4}\d{10}"),
        ("Parcelforce", "Parcelforce Worldwide"),
    ),
    Carrier("La Poste", (POSTAL, r"\d[A-Z]\d{11}"), ("Colissimo", "Chronopost")),
    Carrier("EMS", (POSTAL, r"1\d{12}")),
    Carrier("China Post", (POSTAL, r"[19]\d{12}", r"LP\d{14}")),
    Carrier("Correios", (POSTAL,), ("Correios do Brasil",)),
    Carrier("CTT", (POSTAL, r"[A-Z]{2}\d{9,12}[A-Z]{0,2}"), ("CTT Expresso",)),
    *(
        Carrier(name)
        for name in (
            "4PX", "Amazon Logistics", "An Post", "Aramex", "Australia Post", "Blue Dart", "bpost", "Cainiao",
            "Canada Post", "Correos", "Delhivery", "Deutsche Post", "India Post", "InPost", "J&T Express",
            "Japan Post", "Kerry Express", "Mondial Relay", "Ninja Van", "Österreichische Post", "Poste Italiane",
            "Posti", "PostNL", "PostNord", "Purolator", "Sagawa", "Seur", "Swiss Post", "Yamato", "Yanwen",
            "YunExpress",
        )
    ),
)  # fmt: skip
CARRIER_NAMES: Final = tuple(sorted(carrier.name for carrier in CARRIERS))
CARRIER_SPELLINGS: Final = tuple(name for carrier in CARRIERS for name in (carrier.name, *carrier.aliases))


class CarrierUnknown(DomainError):
    def __init__(self) -> None:
        self.known = CARRIER_NAMES
        super().__init__('This carrier is not known. Choose one of those known, or "other" with a carrier_name.')


class ShipmentDoubt(StrEnum):
    """Reason for looking twice at a shipment record. None says that it is false."""

    CARRIER_UNKNOWN = "carrier_unknown"
    NUMBER_NOT_OF_CARRIER = "number_not_of_carrier"
    CHECK_DIGIT_WRONG = "check_digit_wrong"


def find_carrier(name: str) -> Carrier | None:
    """Find a carrier by its name or an alias, however it is spelled."""
    return _BY_NAME.get(_spell_plainly(name))


def name_known_carrier(name: str) -> str:
    """Name a carrier without the words that somebody typed for one: as it was spelled if it is known, else as other."""
    return name if find_carrier(name) is not None else OTHER_CARRIER


def require_named_carrier(carrier: str, carrier_name: str | None) -> None:
    """Raise CarrierUnknown for whoever is neither known nor named as another: where money follows from a parcel."""
    if carrier_name is None and find_carrier(carrier) is None:
        raise CarrierUnknown


def find_shipment_doubts(carrier: str, tracking_number: str) -> tuple[ShipmentDoubt, ...]:
    """List what speaks against a number of a carrier. Of a carrier that is not known nothing can be checked."""
    known, number = find_carrier(carrier), re.sub(r"[^0-9A-Z]", "", tracking_number.upper())
    if known is None:
        return (ShipmentDoubt.CARRIER_UNKNOWN,)
    if not known.forms:
        return ()
    matching = [form for form in known.forms if re.fullmatch(form, number)]
    if not matching:
        return (ShipmentDoubt.NUMBER_NOT_OF_CARRIER,)
    return () if any(_has_right_check_digit(form, number) for form in matching) else (ShipmentDoubt.CHECK_DIGIT_WRONG,)


def is_number_of_carrier(carrier: str, tracking_number: str) -> bool:
    """Tell whether it is a number as a known carrier has them, check digit and all."""
    known = find_carrier(carrier)
    return known is not None and bool(known.forms) and not find_shipment_doubts(carrier, tracking_number)


def _has_right_check_digit(form: str, number: str) -> bool:
    if form == POSTAL:
        return _postal_check_digit(number[2:10]) == int(number[10])
    if form == _UPS:
        return number[-1].isdigit() and _ups_check_digit(number[2:-1]) == int(number[-1])
    return True


def _postal_check_digit(digits: str) -> int:
    total = 11 - sum(weight * int(digit) for weight, digit in zip(_POSTAL_WEIGHTS, digits, strict=True)) % 11
    return {10: 0, 11: 5}.get(total, total)


def _ups_check_digit(characters: str) -> int:
    """Compute it over 15 characters, of which letters stand for digits."""
    values = [int(c) if c.isdigit() else (ord(c) - ord("A") + 2) % 10 for c in characters]
    total = sum(values[0::2]) + 2 * sum(values[1::2])
    return -total % 10


def _spell_plainly(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


_BY_NAME: Final[Mapping[str, Carrier]] = {
    _spell_plainly(name): carrier for carrier in CARRIERS for name in (carrier.name, *carrier.aliases)
}
