"""Numbers of a platform's closed cases, straight from the case log (O8)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import text

from common.persistence.transaction import PostgresTransaction

from .domain.simulation import NO_TOUCH

# Row security leaves the platform's own rows. A void case never began: escrow would not freeze.
_CLOSED: Final = """
WITH closed AS (
  SELECT d.*,
    coalesce((d.reversal #>> '{option,split,0,minor}')::bigint, d.buyer_minor, 0) AS to_buyer,
    coalesce((d.reversal #>> '{option,split,1,minor}')::bigint, d.seller_minor, 0) AS to_seller,
    coalesce((d.reversal #>> '{fee,minor}')::bigint, d.fee_minor, 0) AS fee
  FROM disputes.disputes d
  WHERE d.state = 'closed' AND d.outcome <> 'void' AND d.closed_at >= :since AND d.closed_at < :until
)
"""
_WHOLE: Final = """, told AS (
  SELECT c.id, c.closed_at - c.opened_at AS took,
    count(j.seq) FILTER (WHERE j.role = 'operator' AND NOT j.what = ANY (:no_touch)) AS touches,
    1 + count(j.seq) FILTER (WHERE j.role IN ('buyer', 'seller', 'representative', 'operator', 'platform')
                             AND NOT j.what IN ('satisfied', 'reopened', 'moved')) AS interactions,
    count(j.seq) FILTER (WHERE j.what = 'breach' AND j.said ->> 'level' = 'target') AS targets,
    count(j.seq) FILTER (WHERE j.what = 'breach' AND j.said ->> 'level' = 'limit') AS limits
  FROM closed c LEFT JOIN disputes.journal j ON j.dispute = c.id GROUP BY c.id, c.opened_at, c.closed_at
)
SELECT count(*) AS cases, count(*) FILTER (WHERE touches = 0) AS without_operator,
  coalesce(sum(touches), 0)::bigint AS touches, coalesce(sum(interactions), 0)::bigint AS interactions,
  coalesce(sum(targets), 0)::bigint AS targets_missed, coalesce(sum(limits), 0)::bigint AS limits_breached,
  extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY took))::bigint AS median_seconds,
  extract(epoch FROM percentile_disc(0.9) WITHIN GROUP (ORDER BY took))::bigint AS p90_seconds
FROM told
"""
_PARTS: Final = """
SELECT policy_name AS policy, reason, outcome, currency, count(*) AS cases, sum(disputed_minor)::bigint AS disputed,
  sum(to_buyer)::bigint AS to_buyer, sum(to_seller)::bigint AS to_seller, sum(fee)::bigint AS fees
FROM closed GROUP BY policy_name, reason, outcome, currency ORDER BY policy_name, reason, outcome, currency
"""


async def of(tx: PostgresTransaction, since: datetime, until: datetime) -> tuple[Any, list[Any]]:
    period = {"since": since, "until": until}
    whole = (await tx.execute(text(_CLOSED + _WHOLE), {**period, "no_touch": sorted(NO_TOUCH)})).one()
    parts = (await tx.execute(text(_CLOSED + _PARTS), period)).all()
    return whole, list(parts)
