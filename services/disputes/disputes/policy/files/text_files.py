"""Files of texts: in each language one for what all programmes share, and one for each, beside the editions."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Final

from pydantic import Field, TypeAdapter

from common.kernel.languages import Language
from disputes.policy.texts import Section, Text, TextBook, TextKey

from .forms import StrictForm

SHARED: Final = "shared"
TextCode = Annotated[str, Field(pattern="^[a-z][a-z0-9_-]{0,39}$")]
Label = Annotated[str, Field(min_length=1, max_length=400)]


class _TextForm(StrictForm):
    label: Label
    help: Annotated[str, Field(min_length=1, max_length=600)] | None = None


_FILE: Final = TypeAdapter(dict[Section, dict[TextCode, Label | _TextForm]])


@cache
def read_text_file(name: str, language: Language) -> Mapping[TextKey, Text]:
    """Read one file; nothing where there is none. Raises ValueError."""
    path = files(__package__) / "texts" / language / f"{name}.toml"
    if not path.is_file():
        return {}
    sections = _FILE.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    return {
        TextKey(section, code): Text(form) if isinstance(form, str) else Text(form.label, form.help)
        for section, forms in sections.items()
        for code, form in forms.items()
    }


@cache
def get_text_book(programme: str, language: Language) -> TextBook:
    """Get the texts of a programme; a platform's own has those that all share."""
    return TextBook(language, {**read_text_file(SHARED, language), **read_text_file(programme, language)})
