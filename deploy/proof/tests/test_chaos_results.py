"""File of results of a campaign of deaths: what was played well is not played again, and what was not is."""

from __future__ import annotations

from pathlib import Path

from deploy.proof.chaos.campaign import Report
from deploy.proof.chaos.results import ResultFile

POINTS = {"escrow": ("escrow.a", "escrow.a", "escrow.b"), "disputes": ("disputes.a",)}


def test_a_campaign_goes_on_where_it_was_broken_off(tmp_path: Path) -> None:
    results = ResultFile(tmp_path / "chaos.jsonl")
    assert (results.count_deaths(), results.leave_out_died(POINTS)) == (0, POINTS)

    results.append(1, Report(died=["escrow.a", "disputes.a"], killed=["RabbitMQ"], converged=3.0), None)
    results.append(2, Report(died=["escrow.b"], killed=["escrow"] * 9), "a story did not end")

    assert results.count_deaths() == 3, "a piece that found something counts for nothing"
    assert results.leave_out_died(POINTS) == {"escrow": ("escrow.a", "escrow.b"), "disputes": ()}
