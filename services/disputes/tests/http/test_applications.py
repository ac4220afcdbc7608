"""Applications of tests: each is gone after its test, else collecting garbage takes the seconds that acts wait for."""

from __future__ import annotations

import gc

import pytest
from fastapi import FastAPI


@pytest.mark.parametrize("number", range(4))
async def test_the_application_of_a_test_goes_with_it(app, number) -> None:
    gc.collect()

    assert sum(type(one) is FastAPI for one in gc.get_objects()) <= 2
