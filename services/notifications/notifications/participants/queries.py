"""Conditions for what a buyer or a seller may read of the feed."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.sql.expression import FromClause

from common.kernel.principal import Principal, Role
from notifications.domain.event_readers import Audience
from notifications.tables import case_parties, events, sealed_requests

REVEALED: Final = "evidence.revealed"
GIVEN: Final = ("evidence.received", "evidence.attached")


def readable_by(principal: Principal) -> ColumnElement[bool]:
    """Condition for events of the participant's own cases, without what is sealed from them (T8)."""
    side, audience = principal.role, events.c.audience
    own = case_parties.c.buyer if side is Role.BUYER else case_parties.c.seller
    cases = select(case_parties.c.case_id).where(case_parties.c.tenant_id == principal.tenant, own == principal.id)
    of_case = or_(
        audience == Audience.EVERYBODY,
        and_(audience.in_((Audience.GIVER, Audience.ASKED)), ~_is_sealed_from(events, side)),
        and_(audience == Audience.ITEM, ~_is_of_sealed_item(side)),
    )
    of_person = and_(audience == Audience.PERSON, events.c.participant == principal.id)
    return or_(and_(events.c.case_id.in_(cases), of_case), of_person)


def _is_sealed_from(event: FromClause, side: Role) -> ColumnElement[bool]:
    """Whether it tells of evidence of the other side that nobody has revealed yet."""
    reveal = events.alias()
    is_revealed = exists().where(
        reveal.c.tenant_id == event.c.tenant_id, reveal.c.subject == event.c.request, reveal.c.type == REVEALED
    )
    is_sealed = exists().where(
        sealed_requests.c.tenant_id == event.c.tenant_id, sealed_requests.c.request == event.c.request
    )
    is_giver: Any = event.c.giver.is_distinct_from(side.value)
    return and_(is_giver, ~is_revealed, or_(event.c.audience == Audience.GIVER, is_sealed))


def _is_of_sealed_item(side: Role) -> ColumnElement[bool]:
    given = events.alias()
    return exists().where(
        given.c.tenant_id == events.c.tenant_id,
        given.c.subject == events.c.subject,
        given.c.type.in_(GIVEN),
        given.c.audience == Audience.GIVER,
        _is_sealed_from(given, side),
    )
