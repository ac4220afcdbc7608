"""What a bundle gets of a negotiation: rows as they are, without the version of our stored JSON."""

from __future__ import annotations

from common.kernel.ids import new_id
from mediation.case_export import export_negotiation
from mediation.testing import COSMETIC_DAMAGE, TENANT, a_mediation, answer_questions, counter, guided_mediation


async def test_a_bundle_gets_the_terms_the_walk_and_every_proposal(keep, begin) -> None:
    walked = await keep(answer_questions(guided_mediation(), *COSMETIC_DAMAGE))
    countered = await keep(counter(a_mediation()))

    async with begin.read(TENANT) as tx:
        guided = await export_negotiation(tx, walked.case.dispute)
        plain = await export_negotiation(tx, countered.case.dispute)
        assert await export_negotiation(tx, new_id()) == {"mediation": [], "proposals": [], "options": []}

    [row] = guided["mediation"]
    assert set(row["terms"]) == {
        "respond_by", "on_silence", "reject", "max_rounds", "counter_term", "counter_silence", "amendable", "kinds",
        "max_options", "offer_term", "with_reduction", "calendar", "if_failed",
    }  # fmt: skip
    assert set(row["walk"]) == {
        "tree", "hash", "respond_term", "case", "question", "if_abandoned", "trace",
    }  # fmt: skip
    assert [answer["value"] for answer in row["walk"]["trace"]] == ["cosmetic", True]
    assert plain["mediation"][0]["walk"] is None
    assert [proposal["number"] for proposal in plain["proposals"]] == [1, 2]
    assert [option["kind"] for option in plain["options"]] == ["refund_full", "refund_partial", "refund_partial"]
