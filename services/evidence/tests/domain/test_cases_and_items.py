from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from common.kernel.errors import NotFound
from common.kernel.ids import new_id
from common.kernel.principal import Actor, Role
from evidence.cases.model import CaseClosed, CaseState, Limits, QuotaExceeded, Side, TooManyFiles, Usage
from evidence.inspection.model import ScanState
from evidence.items.errors import AlreadyInvalid, ContentNotOfKind, KindNotAllowed
from evidence.items.model import Invalidated, Item, ItemState, StoredFile, require_content, require_file_kind
from evidence.testing import BUYER, NOON, OPERATOR, SELLER, a_case, a_principal, an_item

LIMITS = Limits(items=2, total_bytes=100)
FILE = StoredFile("ab/cd/x", 10, b"h" * 32, "image/png", "a.png", NOON, ScanState.NOT_SCANNED)


@pytest.mark.parametrize(
    ("actor", "side"),
    [(BUYER, Side.BUYER), (SELLER, Side.SELLER), (OPERATOR, None), (Actor(Role.PLATFORM, "shop"), None)],
)
def test_parties_operators_and_the_platform_see_a_case(actor: Actor, side: Side | None) -> None:
    assert a_case().side_of(a_principal(actor)) is side


@pytest.mark.parametrize(
    "actor", [Actor(Role.BUYER, SELLER.id), Actor(Role.SELLER, BUYER.id), Actor(Role.REPRESENTATIVE, "studio"),
              Actor(Role.ADMIN, "root"), Actor(Role.BUYER, "stranger")],
)  # fmt: skip
def test_nobody_else_does(actor: Actor) -> None:
    with pytest.raises(NotFound):
        a_case().side_of(a_principal(actor))


def test_k7_a_representative_let_into_the_deal_acts_for_the_seller() -> None:
    case, studio = a_case(), Actor(Role.REPRESENTATIVE, "studio")

    assert case.side_of(a_principal(studio, dispute=case.id)) is Side.SELLER
    assert case.side_of(a_principal(studio, escrow=case.escrow)) is Side.SELLER


@pytest.mark.parametrize(("actor", "limit"), list(product([BUYER, SELLER, OPERATOR], ["escrow", "dispute"])))
def test_a_token_for_one_case_opens_no_other(actor: Actor, limit: str) -> None:
    with pytest.raises(NotFound):
        a_case().side_of(a_principal(actor, **{limit: new_id()}))


def test_a_giver_puts_so_many_pieces_and_bytes_into_a_case_and_no_more() -> None:
    a_case().require_room(40, Usage(1, 60), LIMITS)

    with pytest.raises(TooManyFiles):
        a_case().require_room(0, Usage(2, 60), LIMITS)
    with pytest.raises(QuotaExceeded):
        a_case().require_room(41, Usage(1, 60), LIMITS)


def test_a_closed_case_takes_nothing() -> None:
    with pytest.raises(CaseClosed):
        a_case(state=CaseState.CLOSED).require_room(1, Usage(0, 0), LIMITS)


def test_of_pauses_and_resumptions_in_any_order_the_last_one_counts() -> None:
    later = NOON + timedelta(hours=1)

    assert a_case().mark_paused(NOON).paused_since == NOON
    assert a_case().mark_paused(NOON).mark_resumed(NOON, later).paused_since is None
    assert a_case().mark_resumed(NOON, later).mark_paused(NOON).paused_since is None
    assert a_case().mark_resumed(NOON, NOON).mark_paused(later).paused_since == later


def test_prm_15_a_pause_that_begins_as_another_ends_is_one_in_any_order() -> None:
    """What was decided in a pause is held from its end on (ADR 0045)."""
    end = NOON + timedelta(hours=1)

    assert a_case().mark_paused(NOON).mark_resumed(NOON, end).mark_paused(end).paused_since == end
    assert a_case().mark_paused(NOON).mark_paused(end).mark_resumed(NOON, end).paused_since == end
    assert a_case().mark_paused(end).mark_resumed(end, end).mark_resumed(NOON, end).paused_since is None


@pytest.mark.parametrize(
    ("kind", "media_type", "fits"),
    [
        ("photo", "image/heic", True), ("photo", "application/pdf", False), ("screenshot", "video/mp4", False),
        ("document", "application/pdf", True), ("document", "video/mp4", False), ("agreement", "text/plain", True),
        ("audio", "audio/mpeg", True), ("audio", "video/mp4", False), ("video", "video/webm", True),
        ("external_video", "image/png", False), ("receipt", "image/png", True),
    ],
)  # fmt: skip
def test_what_a_kind_of_evidence_can_be(kind: str, media_type: str, fits: bool) -> None:
    if fits:
        require_content(kind, media_type)
    else:
        with pytest.raises(ContentNotOfKind):
            require_content(kind, media_type)


def test_t5_a_live_video_is_recorded_never_uploaded() -> None:
    with pytest.raises(KindNotAllowed):
        require_file_kind("live_video")


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
