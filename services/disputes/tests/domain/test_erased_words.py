"""WAL-A6: what a case is without the words of some who spoke in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from common.kernel.principal import Role
from disputes.cases.updates import tell_update
from disputes.engine.values import (
    Appeal,
    Check,
    EvidenceRequest,
    Finding,
    OpeningStatement,
    Parcel,
    Promise,
    Responsible,
    Ruling,
    StatedDeal,
    Verification,
)
from disputes.erasure.model import OFFICE, erase_words, words_to_erase
from disputes.policy.options import Option
from disputes.policy.vocabulary import EvidenceLevel, OptionKind, Outcome, RulingKind
from disputes.testing import NOON, a_dispute, eur, new_id

EVERYBODY = frozenset({Role.BUYER, Role.SELLER, Role.REPRESENTATIVE, *OFFICE})


@pytest.fixture
def spoken():
    checks = (Check("label", Finding.YES, "Checked."),)
    request = EvidenceRequest(
        id=new_id(), stage="review", party=Role.SELLER, kinds=("photo",), level=EvidenceLevel.REQUIRED, anchor_at=NOON,
        due_at=NOON, clock="natural", note="Asked.",
    )  # fmt: skip
    ruling = Ruling(
        kind=RulingKind.REFUND_FULL, option=None, responsible=Responsible.SELLER, reason_code="damaged",
        policy_reference="1", explanation="Ruled.", by="operator-1", decided_at=NOON, checks=checks,
    )  # fmt: skip
    return replace(
        a_dispute(),
        explanation="Explained.",
        statement=OpeningStatement(StatedDeal("A bicycle.", eur(100), "Terms."), "Needed."),
        requests=(request,),
        verification=Verification(verified=True, checks=checks, by="operator-1", at=NOON, reason="Verified."),
        promise=Promise(
            option=Option(OptionKind.RETURN_AND_REFUND, None),
            basis=Outcome.DECISION,
            address={"street": "Kai 1"},
            parcel=Parcel("DHL", "JD01"),
            note="Noted.",
        ),
        rulings=(ruling,),
        appeal=Appeal(by=Role.SELLER, explanation="Contested.", filed_at=NOON),
    )


def test_wal_a6_nothing_that_anybody_wrote_is_left_and_everything_else_is(spoken) -> None:
    change = erase_words(spoken, EVERYBODY)

    said = repr(change.dispute)
    for words in ("Explained", "bicycle", "Terms", "Needed", "Asked", "Verified", "Checked", "Kai", "JD01", "Noted",
                  "Ruled", "Contested"):  # fmt: skip
        assert words not in said, words
    [ruling] = change.dispute.rulings
    assert (ruling.reason_code, ruling.by, ruling.checks[0].finding) == ("damaged", "operator-1", Finding.YES)
    assert change.dispute.statement.transaction == StatedDeal("", eur(100), "")
    assert change.dispute.version == spoken.version + 1
    assert len(tell_update(spoken, change).events) == 1, "partners are told that there is a new version"


def test_wal_a6_each_party_takes_its_own_words_and_the_offices(spoken) -> None:
    for_buyer = erase_words(spoken, words_to_erase(spoken.id, {Role.BUYER}, "buyer-1").roles).dispute
    for_seller = erase_words(spoken, words_to_erase(spoken.id, {Role.SELLER}, "seller-1").roles).dispute

    assert (for_buyer.explanation, for_buyer.appeal.explanation) == ("", "Contested.")
    assert (for_buyer.promise.address, for_buyer.promise.parcel) == ({"street": "Kai 1"}, Parcel("DHL", ""))
    assert (for_seller.explanation, for_seller.appeal.explanation) == ("Explained.", "")
    assert for_seller.promise.address == {}
    assert for_buyer.rulings[0].explanation == for_seller.rulings[0].explanation == ""


@pytest.mark.parametrize("typed", ["My cousin Ali, 0171 234", "DHL, my cousin Ali", "other"])
def test_wal_a6_what_stands_for_a_carrier_and_is_none_goes(spoken, typed) -> None:
    spoken = replace(spoken, promise=replace(spoken.promise, parcel=Parcel(typed, "JD01")))

    for asking in (Role.BUYER, Role.SELLER):
        assert erase_words(spoken, frozenset({asking, *OFFICE})).dispute.promise.parcel == Parcel("other", "")


def test_wal_a6_a_representative_takes_own_messages_alone(spoken) -> None:
    words = words_to_erase(spoken.id, {Role.REPRESENTATIVE}, "studio")

    assert (words.roles, words.representative) == ({Role.REPRESENTATIVE}, "studio")
    assert erase_words(spoken, words.roles).dispute == spoken


def test_wal_a6_asked_again_nothing_changes(spoken) -> None:
    once = erase_words(spoken, EVERYBODY).dispute

    assert erase_words(once, EVERYBODY).dispute == once
