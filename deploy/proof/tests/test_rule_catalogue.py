"""The check of the rule catalogue finds what it must, in both directions."""

from __future__ import annotations

import pytest

from deploy.development.check.rule_mentions import (
    Mention,
    Survey,
    ids_in_test_name,
    ids_in_text,
    survey_repository,
    unprefixed_ids,
)  # fmt: skip
from deploy.development.check.rules import Rule, find_complaints, read_catalogue, resolve_place, resolve_test

HERE = Mention("services/escrow/tests/test_x.py", 7, "test_x")
PROVEN = "test_nothing_of_the_repository_is_missing_here"


@pytest.fixture(scope="module")
def survey() -> Survey:
    return survey_repository()


def test_nothing_of_the_repository_is_missing_here(survey: Survey) -> None:
    assert list(find_complaints(read_catalogue(), survey)) == []


@pytest.mark.parametrize("where", ["tests", "places", "others"])
def test_an_id_that_the_catalogue_lacks_is_found_wherever_it_is_named(where: str) -> None:
    survey = Survey()
    getattr(survey, where)["SEC-99"].append(HERE)

    assert list(find_complaints({}, survey)) == [
        "services/escrow/tests/test_x.py:7: names SEC-99, which docs/rules.toml does not have"
    ]


def test_an_id_without_the_prefix_of_its_kind_is_found() -> None:
    survey = Survey(ambiguous=[(HERE, "S21")])

    assert "write INV-, ROW-, FLT- or SEC-" in next(find_complaints({}, survey))


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        (Rule("K1", "It is so.", ("refusal case_closed",)), "no test proves it"),
        (Rule("K1", "It is so.", (), (PROVEN,)), "nothing enforces it"),
        (Rule("K1", "It is so.", ("refusal case_closed",), ("test_that_was_renamed",)), "test_that_was_renamed"),
        (Rule("K1", "It is so.", ("common:WhatIsNot",), (PROVEN,)), "common:WhatIsNot"),
        (Rule("K1", "It is so.", ("refusal no_such_thing",), (PROVEN,)), "refusal no_such_thing"),
        (Rule("K1", "no sentence", ("refusal case_closed",), (PROVEN,)), "says no sentence"),
        (Rule("QQ-1", "It is so.", ("refusal case_closed",), (PROVEN,)), "ids are"),
    ],
)
def test_an_entry_that_nothing_enforces_or_proves_is_found(rule: Rule, what: str) -> None:
    [complaint] = find_complaints({rule.id: rule}, Survey())

    assert what in complaint


def test_an_invariant_that_reads_otherwise_than_the_auditor_is_found() -> None:
    rule = Rule("INV-E1", "Something else.", ("refusal case_closed",), (PROVEN,))

    [complaint] = find_complaints({"INV-E1": rule}, Survey())

    assert "the auditor says: every ledger transaction" in complaint


@pytest.mark.parametrize(
    ("test", "ids"),
    [
        ("test_d11_without_a_parcel_the_seller_is_paid", ["D11"]),
        ("test_k18_k19_an_own_edition", ["K18", "K19"]),
        ("test_t1_to_t3_both_film", ["T1", "T2", "T3"]),
        ("test_row_41_42_a_refusal", ["ROW-41", "ROW-42"]),
        ("test_row_72_to_74_everything_else", ["ROW-72", "ROW-73", "ROW-74"]),
        ("test_row_81_t7_a_finished_recording", ["ROW-81", "T7"]),
        ("test_sec_7_row_66_a_role", ["SEC-7", "ROW-66"]),
        ("test_inv_m1_to_m3_hold", ["INV-M1", "INV-M2", "INV-M3"]),
        ("test_inv_v1f_flt_f5_one_changed_bit", ["INV-V1f", "FLT-F5"]),
        ("test_120_hours_of_nothing", []),
        ("test_a_network_of_ipv6_counts_as_one", []),
    ],
)
def test_ids_are_read_from_the_names_of_tests(test: str, ids: list[str]) -> None:
    assert list(ids_in_test_name(test)) == ids


def test_ids_are_read_from_texts() -> None:
    assert list(ids_in_text("T1, D6-D8 and INV-M1 to INV-M2 (SEC-21); not MP4, /v1/x, UTF-8 or D11b")) == [
        "T1", "D6", "D7", "D8", "INV-M1", "INV-M2", "SEC-21",
    ]  # fmt: skip
    assert list(unprefixed_ids("E17 and row 82, not INV-E17 or S3")) == ["E17", "row 82"]


def test_references_lead_to_symbols_wherever_they_are() -> None:
    guard = resolve_place("common:RequestGuard")
    assert guard is not None
    assert guard.path.endswith("guard.py")
    assert resolve_place("refusal escrow_frozen") is not None
    assert resolve_place("deploy/gateway/parley.conf.template") is not None
    assert resolve_test("test_rule_catalogue.py:PROVEN") is not None
