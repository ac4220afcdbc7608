"""DOR-W7: what a caller accepts is read as RFC 9110, 12.5.1, says."""

from __future__ import annotations

import pytest

from common.web.accepted_types import accepts_answer


@pytest.mark.parametrize(
    "accept",
    [
        "", "*/*", "application/json", "APPLICATION/JSON", "application/*", "text/html, */*;q=0.1", "*/*;q=0.05",
        "application/json;q=0.001", "application/problem+json", "text/event-stream", "image/png, application/json",
        "application/json;charset=utf-8;q=1.000", "application/json; q = 0.5", "image/*, */*;q=0.01",
        "application/json;q=nonsense", "text/xml, *; q=.2", "*",
    ],
)  # fmt: skip
def test_dor_w7_what_takes_our_answers_is_answered(accept: str) -> None:
    assert accepts_answer([accept])


@pytest.mark.parametrize(
    "accept", ["image/png", "application/xml", "*/*;q=0", "*/*;q=0.000", "application/json;q=0", "audio/*;q=1, video/*"]
)
def test_dor_w7_what_does_not_is_refused(accept: str) -> None:
    assert not accepts_answer([accept])


def test_dor_w7_the_most_specific_range_decides_and_fields_are_one_list() -> None:
    nothing_of_ours = "application/json;q=0, application/problem+json;q=0, text/*;q=0, */*"
    assert not accepts_answer([nothing_of_ours])
    assert accepts_answer(["image/png", "application/json"])
