"""Parts that all schemas of an edition file share: a strict base class, and the forms of terms and codes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from common.kernel.terms import Term


def _parse_term(text: object) -> object:
    """Raises ValueError."""
    term = Term.parse(text) if isinstance(text, str) else text
    if isinstance(term, Term) and not term.is_ordinary:
        raise ValueError("write a term that is over within ten years (3,660 days, 520 business days or business hours)")
    return term


TermText = Annotated[Term, BeforeValidator(_parse_term)]
CodeText = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,39}$")]


class StrictForm(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
