"""Parts that all schemas of an edition file share: a strict base class, and the forms of terms and codes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from common.kernel.terms import Term

TermText = Annotated[Term, BeforeValidator(lambda text: Term.parse(text) if isinstance(text, str) else text)]
CodeText = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,39}$")]


class StrictForm(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
