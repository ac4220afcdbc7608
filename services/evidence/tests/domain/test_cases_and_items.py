from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from common.ids import new_id
from common.kernel import Actor, NotFound, Role
from evidence.domain.case import CaseState, Limits, Side, Viewer
from evidence.domain.errors import AlreadyInvalid, CaseClosed, KindNotAllowed, QuotaExceeded, TooManyFiles
from evidence.domain.item import Invalidated, Item, ItemState, ScanState, StoredFile
from evidence.testing import BUYER, NOON, OPERATOR, SELLER, a_case, an_item

LIMITS = Limits(items=2, total_bytes=100)
FILE = StoredFile("ab/cd/x", 10, b"h" * 32, "image/png", "a.png", NOON, ScanState.NOT_SCANNED)


@pytest.mark.parametrize(
    ("actor", "side"),
    [(BUYER, Side.BUYER), (SELLER, Side.SELLER), (OPERATOR, None), (Actor(Role.PLATFORM, "shop"), None)],
)
def test_parties_operators_and_the_platform_see_a_case(actor: Actor, side: Side | None) -> None:
    assert a_case().side_of(Viewer(actor)) is side


@pytest.mark.parametrize(
    "actor", [Actor(Role.BUYER, SELLER.id), Actor(Role.SELLER, BUYER.id), Actor(Role.REPRESENTATIVE, "studio"),
              Actor(Role.ADMIN, "root"), Actor(Role.BUYER, "stranger")],
)  # fmt: skip
def test_nobody_else_does(actor: Actor) -> None:
    with pytest.raises(NotFound):
        a_case().side_of(Viewer(actor))


def test_k7_a_representative_let_into_the_deal_acts_for_the_seller() -> None:
    case, studio = a_case(), Actor(Role.REPRESENTATIVE, "studio")

    assert case.side_of(Viewer(studio, dispute=case.id)) is Side.SELLER
    assert case.side_of(Viewer(studio, escrow=case.escrow)) is Side.SELLER


@pytest.mark.parametrize(("actor", "limit"), list(product([BUYER, SELLER, OPERATOR], ["escrow", "dispute"])))
def test_a_token_for_one_case_opens_no_other(actor: Actor, limit: str) -> None:
    with pytest.raises(NotFound):
        a_case().side_of(Viewer(actor, **{limit: new_id()}))


def test_a_case_holds_so_many_pieces_and_bytes_and_no_more() -> None:
    full = a_case().hold(60, LIMITS).hold(40, LIMITS)

    assert (full.items, full.total_bytes) == (2, 100)
    with pytest.raises(TooManyFiles):
        full.hold(0, LIMITS)
    with pytest.raises(QuotaExceeded):
        a_case().hold(60, LIMITS).hold(41, LIMITS)


def test_a_closed_case_takes_nothing() -> None:
    with pytest.raises(CaseClosed):
        a_case(state=CaseState.CLOSED).hold(1, LIMITS)


def test_an_open_case_knows_its_parties() -> None:
    with pytest.raises(ValueError, match="closed case"):
        replace(a_case(), buyer=None)


def test_evidence_is_found_invalid_once() -> None:
    after, facts = an_item().invalidate(by=OPERATOR, at=NOON, reason_code="forged", reason="Forged.")

    assert (after.state, after.version, facts) == (ItemState.INVALID, 2, (Invalidated(),))
    with pytest.raises(AlreadyInvalid):
        after.invalidate(by=OPERATOR, at=NOON, reason_code="forged", reason="Again.")


def test_d6_a_picture_of_a_label_is_no_shipment_record() -> None:
    with pytest.raises(KindNotAllowed):
        Item.receive(id=new_id(), dispute=new_id(), kind="shipment_record", side=None, by=SELLER, content=FILE, at=NOON)
