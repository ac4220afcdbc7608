"""DOR-W3: buyers and sellers read the events of their own deals and cases as they come, and as they may see them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from common.contracts import disputes, escrow, evidence
from common.contracts.catalogue import EVENT_OF_TOPIC
from common.contracts.envelope import ActorRef, MoneyRef
from common.kernel.ids import format_id, new_id
from deploy.proof.testing.event_streams import open_stream
from notifications.commands import PassOverEvent, PublishEvent
from notifications.participants import audiences
from notifications.participants.audiences import readers_of_event
from notifications.testing import an_escalated_dispute

HOME = "/v1/events/stream"
NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)
BUYER, SELLER, OPERATOR = (ActorRef(role=role, id=f"{role}-1") for role in ("buyer", "seller", "operator"))
ONE = MoneyRef(amount=100, currency="EUR")


class Told:
    """Tells the events of one case, each subject's in its order."""

    def __init__(self, executor, tenant) -> None:
        self.executor, self.tenant, self.deal, self.case = executor, tenant, new_id(), new_id()
        self.sequences: dict[object, int] = {}

    async def tell(self, of, subject=None, actor=BUYER, **members):
        subject = subject or self.case
        number = self.sequences[subject] = self.sequences.get(subject, 0) + 1
        common = {"tenant": self.tenant, "subject": subject, "sequence": number, "version": number, "actor": actor,
                  "occurred_at": NOON, "cause": "request"}  # fmt: skip
        event = of(**common, **members)
        command = PassOverEvent(event) if event.public is None else PublishEvent(event)
        async with self.executor.begin(self.tenant) as tx:
            await self.executor.execute(tx, command)
        return format_id("evt", event.id)

    async def tell_deal(self, buyer: str = "buyer-1", seller: str = "seller-1") -> str:
        fee = {"basis_points": 0, "fixed": {"amount": 0, "currency": "EUR"}, "paid_by": "seller"}
        money = dict.fromkeys(("price", "held", "frozen", "released", "refunded", "fee_held"), ONE)
        about = {"currency": "EUR", "state": "delivered", "policy": "x-2026-11", "fee_terms": fee, **money}
        return await self.tell(escrow.EscrowCreated, self.deal, buyer=buyer, seller=seller, **about)

    async def tell_dispute(self, of, actor=BUYER, **members) -> str:
        return await self.tell(of, actor=actor, escrow=self.deal, **members)

    async def tell_opening(self) -> str:
        return await self.tell_dispute(disputes.FreezeRequested, amount=ONE, reason="damaged", opened_by="buyer")


@pytest.fixture
def app(client):
    return client._transport.app


@pytest.fixture
def told(executor, tenant) -> Told:
    return Told(executor, tenant)


@pytest.fixture
def as_(keys, tenant):
    def as_(role: str, id: str | None = None, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {keys.token(tenant=tenant, role=role, sub=id or f'{role}-1')}", **more}

    return as_


async def test_dor_w3_a_party_hears_of_its_own_deals_and_cases_and_of_no_others(
    app, told, as_, executor, tenant
) -> None:
    other = Told(executor, tenant)
    async with (
        open_stream(app, HOME, as_("buyer")) as buyer,
        open_stream(app, HOME, as_("seller")) as seller,
        open_stream(app, HOME, as_("buyer", "buyer-2")) as stranger,
        open_stream(app, HOME, as_("seller", "buyer-1")) as namesake,
    ):
        await other.tell_deal("buyer-2", "seller-2")
        ids = [await told.tell_deal(), await told.tell_opening()]
        ids.append(await told.tell_dispute(disputes.DisputeEscalated, stage="review"))
        heard = await buyer.read_events(3), await seller.read_events(3)
        [own] = await stranger.read_events(1)
        assert not await stranger.has_news()
        assert not await namesake.has_news()

    assert [[event["id"] for event in events] for events in heard] == [ids, ids]
    assert heard[0][0]["data"]["data"]["buyer"] == "buyer-1"
    assert own["data"]["data"]["buyer"] == "buyer-2"


async def test_dor_w3_it_goes_on_behind_what_was_seen_and_only_behind_what_the_reader_may_see(app, told, as_) -> None:
    first, second = await told.tell_deal(), await told.tell_opening()
    hidden = await told.tell_dispute(disputes.DisputeAssigned, OPERATOR, operator="olga")
    third = await told.tell_dispute(disputes.DisputeEscalated, stage="review")
    async with open_stream(app, HOME, as_("seller", **{"Last-Event-ID": first})) as stream:
        rest = await stream.read_events(2)
    async with open_stream(app, HOME, as_("seller", **{"Last-Event-ID": hidden})) as refused:
        assert (refused.status, b"bad_cursor" in refused.body) == (400, True)
    async with open_stream(app, f"{HOME}?after={second}&type=dispute.escalated", as_("buyer")) as narrow:
        [last] = await narrow.read_events(1)

    assert [event["id"] for event in rest] == [second, third]
    assert last["id"] == third


async def test_dor_w3_nothing_is_told_of_sealed_evidence_before_it_is_revealed(app, told, as_) -> None:
    request, item = new_id(), new_id()
    asked = {"dispute": told.case, "party": "seller", "due_at": NOON + timedelta(days=3)}
    given = {"dispute": told.case, "kind": "photo", "by": "seller-1"}
    async with (
        open_stream(app, HOME, as_("buyer")) as buyer,
        open_stream(app, HOME, as_("seller")) as seller,
        open_stream(app, HOME, as_("platform")) as staff,
    ):
        await told.tell_deal()
        await told.tell_opening()
        await told.tell_dispute(
            disputes.EvidenceAsked, request=request, buyer="buyer-1", seller="seller-1", party="seller",
            kinds=("photo",), level="required", due_at=NOON, anchor_at=NOON, sealed=True,
        )  # fmt: skip
        await told.tell(evidence.RequestOpened, request, kinds=("photo",), **asked)
        received = {"sha256": None, "media_type": "image/png", "size": 9, "party": "seller", "request": request}
        await told.tell(evidence.ItemReceived, item, SELLER, sealed=True, **received, **given)
        await told.tell_dispute(disputes.DisputeUpdated, SELLER, changed=("evidence",))
        await told.tell(evidence.ItemInvalidated, item, OPERATOR, **given)
        await told.tell(evidence.ItemUpdated, item, OPERATOR, sufficiency="not_attested", **given)
        await told.tell(evidence.RequestSatisfied, request, SELLER, item=item, **asked)
        of_buyer, of_seller = await buyer.read_events(3), await seller.read_events(7)
        assert not await buyer.has_news(1)
        await told.tell(evidence.RequestRevealed, request, **asked)
        heard = {"buyer": [*of_buyer, await buyer.read_event()], "seller": [*of_seller, await seller.read_event()]}
        everything = await staff.read_events(9)
    async with open_stream(app, f"{HOME}?since=2020-01-01T00:00:00Z", as_("buyer")) as later:
        whole = await later.read_events(8)

    kinds = {side: [event["event"] for event in events] for side, events in heard.items()}
    open_to_both = ["escrow.created", "dispute.created", "evidence.requested"]
    sealed = ["evidence.received", "evidence.invalidated", "evidence.updated", "evidence.request_satisfied"]
    assert kinds == {"buyer": [*open_to_both, "evidence.revealed"],
                     "seller": [*open_to_both, *sealed, "evidence.revealed"]}  # fmt: skip
    assert len({event["id"] for event in everything}) == 9
    assert [event["event"] for event in whole] == kinds["seller"]


async def test_dor_w3_a_request_that_is_not_sealed_is_told_to_both(app, told, as_) -> None:
    asked = {"dispute": told.case, "party": "seller", "due_at": NOON}
    async with open_stream(app, HOME, as_("buyer")) as buyer:
        await told.tell_deal()
        await told.tell_opening()
        await told.tell(evidence.RequestSatisfied, new_id(), SELLER, item=new_id(), state="satisfied", **asked)
        heard = await buyer.read_events(3)

    assert heard[-1]["event"] == "evidence.request_satisfied"
    assert heard[-1]["data"]["data"]["state"] == "satisfied"


async def test_dor_w3_operators_have_no_name_and_their_work_is_theirs(app, told, as_) -> None:
    snapshot = {"status": "in_review", "stage": "review", "outcome": None, "disputed": ONE, "assignee": "olga"}
    async with open_stream(app, HOME, as_("buyer")) as buyer, open_stream(app, HOME, as_("platform")) as staff:
        await told.tell_deal()
        await told.tell_opening()
        await told.tell_dispute(disputes.DisputeAssigned, OPERATOR, operator="olga", snapshot=snapshot)
        await told.tell_dispute(disputes.SlaBreached, OPERATOR, deadline="review", level="target", due_at=NOON)
        await told.tell_dispute(disputes.DisputePaused, OPERATOR, snapshot=snapshot)
        paused = (await buyer.read_events(3))[-1]["data"]
        as_it_is = (await staff.read_events(5))[-1]["data"]

    assert (paused["type"], paused["actor"]) == ("dispute.paused", {"role": "operator", "id": None})
    assert (paused["data"]["snapshot"]["assignee"], paused["number"]) == (None, None)
    assert (as_it_is["actor"]["id"], as_it_is["data"]["snapshot"]["assignee"]) == ("operator-1", "olga")


async def test_dor_w3_standing_is_told_to_the_one_it_is_of(app, told, as_) -> None:
    async with open_stream(app, HOME, as_("seller")) as seller, open_stream(app, HOME, as_("buyer")) as buyer:
        about = {"participant": "seller-1", "status": "suspended", "points": -50}
        await told.tell(disputes.StandingChanged, new_id(), OPERATOR, **about)
        event = await seller.read_event()
        assert not await buyer.has_news()

    assert event["event"] == "participant.standing_changed"


async def test_dor_w3_representatives_have_the_stream_of_their_case_alone(client, as_) -> None:
    assert (await client.get(HOME, headers=as_("representative"))).status_code == 403


def test_dor_w3_every_public_event_about_a_case_has_its_readers() -> None:
    """A new one is told to nobody until somebody has decided whom."""
    staff_alone = {"dispute.assigned", "dispute.approval_requested", "dispute.approval_rejected", "sla.breached"}
    decided_by_member = {disputes.ActionRequired, disputes.DeadlineApproaching, disputes.DisputeUpdated,
                         disputes.StandingChanged}  # fmt: skip
    undecided = {
        event.public
        for event in EVENT_OF_TOPIC.values()
        if event.public is not None and issubclass(event, disputes.DisputeEvent | disputes.StandingEvent)
    } - {event.public for event in (*audiences.FOR_BOTH, *decided_by_member)}

    assert undecided == staff_alone
    assert readers_of_event(an_escalated_dispute(subject=uuid4())).case is not None


async def test_dor_w3_what_is_sealed_is_hidden_though_disputes_was_not_heard_of_yet(app, told, as_) -> None:
    """Whose answer is sealed evidence says itself: what disputes has asked for may come later."""
    request = new_id()
    asked = {"dispute": told.case, "party": "seller", "due_at": NOON, "sealed": True}
    async with open_stream(app, HOME, as_("buyer")) as buyer:
        await told.tell_deal()
        await told.tell_opening()
        await told.tell(evidence.RequestSatisfied, request, SELLER, item=new_id(), **asked)
        stands = {"state": "satisfied", "satisfied_by": new_id(), "grace_at": NOON}
        await told.tell(evidence.GraceGranted, request, **asked, **stands)
        heard = await buyer.read_events(3)

    granted = heard[-1]["data"]
    assert granted["type"] == "evidence.grace_granted"
    assert (granted["sequence"], granted["version"], granted["number"]) == (None, None, None), (
        "none counts what is hidden"
    )
    assert "sealed" not in granted["data"]
    assert [granted["data"][name] for name in stands] == [None, None, None], "nor how it is answered"


async def test_dor_w3_an_update_names_no_evidence_to_the_other_party(app, told, as_) -> None:
    async with open_stream(app, HOME, as_("buyer")) as buyer:
        await told.tell_deal()
        await told.tell_opening()
        await told.tell_dispute(disputes.DisputeUpdated, SELLER, changed=("deadlines", "evidence"))
        heard = await buyer.read_events(3)

    assert heard[-1]["data"]["data"]["changed"] == ["deadlines"]
