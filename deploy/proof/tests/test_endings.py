"""The table of endings leaves nothing out and can be played."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.proof.endings.acts import ACTS, CLOCKS
from deploy.proof.endings.campaign import draw_slice, list_cells
from deploy.proof.endings.kills import list_deaths
from deploy.proof.endings.play import BROKER, Way
from deploy.proof.endings.scenes import SCENES
from deploy.proof.endings.table import FILE, PROGRAMMES, TableIncomplete, read_table
from deploy.proof.endings.verdict import ORDERS, Answers

TABLE = read_table()


def test_every_pair_that_can_meet_has_a_place_and_acts_that_can_be_played() -> None:
    played = [pair for pair in TABLE if pair.is_played]

    assert {pair.programme for pair in played} == set(PROGRAMMES)
    assert {pair.place for pair in played} == set(SCENES)
    for pair in played:
        for act in pair.acts:
            assert act.name in (CLOCKS if act.is_clock else ACTS), pair.name


def test_a_pair_that_is_left_out_is_named(tmp_path: Path) -> None:
    lines = FILE.read_text().splitlines()
    row = next(line for line in lines if '"accept x ruling"' in line)
    shorter = tmp_path / "endings.toml"
    shorter.write_text("\n".join(line for line in lines if line is not row))

    with pytest.raises(TableIncomplete, match="agreement_first: accept x ruling"):
        read_table(shorter)


def test_two_acts_of_different_services_meet_in_eight_ways_and_a_slice_draws_of_all() -> None:
    [pair] = [pair for pair in TABLE if pair.name == "agreement_first: accept x ruling"]

    cells = list_cells([pair])

    assert [(cell.way, cell.away) for cell in cells] == [
        (Way.IN_ORDER, None), (Way.REVERSED, None), (Way.AT_ONCE, None),
        (Way.IN_ORDER, BROKER), (Way.REVERSED, BROKER), (Way.AT_ONCE, BROKER),
        (Way.IN_ORDER, "disputes"), (Way.REVERSED, "mediation"),
    ]  # fmt: skip
    drawn = draw_slice(list_cells(TABLE), 24, seed=1)
    assert {cell.pair.programme for cell in drawn} == set(PROGRAMMES)
    assert {cell.away is None for cell in drawn} == {True, False}


def test_every_ending_act_has_a_death_on_its_way() -> None:
    points = {death.point for death in list_deaths(TABLE)}

    assert {"mediation.accept.after_commit", "disputes.decide.before_commit"} <= points
    assert "escrow.settlement-ordered.after_commit" in points


@pytest.mark.parametrize(("answers", "fits"), [
    (("yes", "case_closed"), True),
    (("case_closed", "yes"), False),
    (("yes", "yes"), False),
    (("pending", "case_closed"), True),
    (("case_closed", "pending"), False),
])  # fmt: skip
def test_answers_fit_one_order_or_none(answers: tuple[str, str], fits: bool) -> None:
    [pair] = [pair for pair in TABLE if pair.name == "agreement_first: accept x ruling"]

    assert Answers(answers).fit(pair, ORDERS[0], at_once=False, without=None) is fits


def test_without_its_owner_an_acceptance_is_pending() -> None:
    [pair] = [pair for pair in TABLE if pair.name == "agreement_first: accept x ruling"]

    assert Answers(("pending", None)).fit(pair, ORDERS[0], at_once=False, without="disputes")
    assert not Answers(("yes", None)).fit(pair, ORDERS[0], at_once=False, without="disputes")


def test_prm_3_nobody_else_is_needed_to_release_what_no_case_has_frozen() -> None:
    [undisputed] = [pair for pair in TABLE if pair.name == "agreement_first: open x release"]
    [disputed] = [pair for pair in TABLE if pair.name == "agreement_first: accept x release"]

    assert Answers(("escrow_not_funded", "yes")).fit(undisputed, ORDERS[1], at_once=False, without="disputes")
    assert not Answers((None, "yes")).fit(disputed, ORDERS[1], at_once=False, without="disputes")
    assert Answers((None, "not_known_yet")).fit(disputed, ORDERS[1], at_once=False, without="disputes")
