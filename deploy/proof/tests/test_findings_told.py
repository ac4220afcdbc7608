"""What the checks of a film find is told on the pages in each language, with the same figures as in English."""

from __future__ import annotations

from string import Formatter

import pytest

from deploy.proof.pages.reader import texts_of
from evidence.reasons import SENTENCES, ReasonCode, explain


@pytest.mark.parametrize("language", ["en", "fr", "pt", "zh"])
@pytest.mark.parametrize("code", ReasonCode)
def test_pag_31_each_reason_is_told_with_its_figures(code: ReasonCode, language: str) -> None:
    assert figures_of(texts_of(language)[f"found.{code}"]) == figures_of(SENTENCES[code])


def figures_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_figures_are_numbers_and_the_sentence_rounds_them() -> None:
    told = explain(ReasonCode.MARKS_FEW, share=1 / 3)

    assert told.text == "Only 33% of the frames show a token of this session."
    assert told.params == {"share": 0.3333}
