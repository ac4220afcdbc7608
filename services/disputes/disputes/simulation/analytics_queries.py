"""Queries of analytics: figures of a platform's closed cases, straight from the case log (O8)."""

from __future__ import annotations

from typing import Final

from sqlalchemy import text

from common.kernel.principal import Principal
from disputes.engine.reopening import ABANDONED
from disputes.policy.vocabulary import RESOLVED_OUTCOMES

from .analytics_schemas import DURATION_BOUNDS, AnalyticsView, Period
from .analytics_views import ClosedCaseFigures, analytics_view
from .entry_replay import KINDS_WITHOUT_TOUCH
from .queries import SimulationTx

# `closed`: the cases of the period, with the money as it was divided in the end (a reversal goes before the order).
# A void case never began: escrow would not freeze.
_CLOSED_CASES: Final = """
WITH closed AS (
  SELECT d.*,
    d.reduced_minor + coalesce((d.reversal #>> '{option,split,to_buyer,minor}')::bigint, d.buyer_minor, 0) AS to_buyer,
    coalesce((d.reversal #>> '{option,split,to_seller,minor}')::bigint, d.seller_minor, 0) AS to_seller,
    coalesce((d.reversal #>> '{fee,minor}')::bigint, d.fee_minor, 0) AS fee,
    d.outcome = ANY (:resolved) AND d.why IS DISTINCT FROM :abandoned AND NOT EXISTS (
      SELECT 1 FROM disputes.disputes again
      WHERE again.tenant_id = d.tenant_id AND again.escrow = d.escrow AND again.reopening ->> 'of' = d.id::text
    ) AS resolved
  FROM disputes.disputes d
  WHERE d.tenant_id = :tenant AND d.state = 'closed'
    AND d.outcome <> 'void' AND d.closed_at >= :since AND d.closed_at < :until
    AND (CAST(:policy AS text) IS NULL OR :policy IN (d.policy_name, d.edition))
)
"""
# `resolved`: not a walk given up, nor what nobody decided, nor what was withdrawn and opened again.
_RESOLVED: Final = sorted(outcome.value for outcome in RESOLVED_OUTCOMES)
# `per_case`: one row a case, counted from its journal. LEFT JOIN: a case without entries still counts.
_PER_CASE: Final = """, per_case AS (
  SELECT c.id, c.resolved, c.closed_at, c.closed_at - c.opened_at AS took,
    count(j.seq) FILTER (WHERE j.role = 'operator' AND NOT j.what = ANY (:no_touch)) AS touches,
    1 + count(j.seq) FILTER (WHERE j.role IN ('buyer', 'seller', 'representative', 'operator', 'platform')
                             AND NOT j.what IN ('satisfied', 'reopened', 'moved')) AS interactions,
    count(j.seq) FILTER (WHERE j.what = 'breach' AND j.said ->> 'level' = 'target') AS targets,
    count(j.seq) FILTER (WHERE j.what = 'breach' AND j.said ->> 'level' = 'limit') AS limits
  FROM closed c LEFT JOIN disputes.journal j ON j.tenant_id = :tenant AND j.dispute = c.id
  GROUP BY c.id, c.resolved, c.opened_at, c.closed_at
)
"""
_TOTALS: Final = """
SELECT count(*) AS cases, count(*) FILTER (WHERE touches = 0 AND resolved) AS without_operator,
  count(*) FILTER (WHERE NOT resolved) AS unresolved,
  coalesce(sum(touches), 0)::bigint AS touches, coalesce(sum(interactions), 0)::bigint AS interactions,
  coalesce(sum(targets), 0)::bigint AS targets_missed, coalesce(sum(limits), 0)::bigint AS limits_breached,
  extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY took))::bigint AS median_seconds,
  extract(epoch FROM percentile_disc(0.9) WITHIN GROUP (ORDER BY took))::bigint AS p90_seconds
FROM per_case
"""
_DURATIONS: Final = """
SELECT width_bucket(extract(epoch FROM took), CAST(:bounds AS numeric[])) AS bucket, count(*) AS cases
FROM per_case GROUP BY bucket
"""
# Stretches are those of UTC, whatever the session's zone is; where nothing was opened or closed there is no row.
_CLOSED_OVER_TIME: Final = """
SELECT date_trunc(:interval, closed_at, 'UTC') AS stretch, count(*) AS closed,
  count(*) FILTER (WHERE touches = 0 AND resolved) AS without_operator,
  extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY took))::bigint AS median_seconds
FROM per_case GROUP BY stretch
"""
_OPENED_OVER_TIME: Final = """
SELECT date_trunc(:interval, d.opened_at, 'UTC') AS stretch, count(*) AS opened
FROM disputes.disputes d
WHERE d.tenant_id = :tenant AND d.outcome IS DISTINCT FROM 'void' AND d.opened_at >= :since AND d.opened_at < :until
  AND (CAST(:policy AS text) IS NULL OR :policy IN (d.policy_name, d.edition))
GROUP BY stretch
"""
# One row for each policy, reason, outcome and currency: amounts of two currencies are never added.
_TOTALS_BY_OUTCOME: Final = """
SELECT policy_name AS policy, reason, outcome, currency, count(*) AS cases, sum(disputed_minor) AS disputed,
  sum(to_buyer) AS to_buyer, sum(to_seller - fee) AS to_seller, sum(fee) AS fees
FROM closed GROUP BY policy_name, reason, outcome, currency ORDER BY policy_name, reason, outcome, currency
"""


async def read_analytics(tx: SimulationTx, principal: Principal, period: Period) -> AnalyticsView:
    scope = {"tenant": tx.tenant, "since": period.since, "until": period.until, "policy": period.policy}
    of_closed = {**scope, "abandoned": ABANDONED, "resolved": _RESOLVED}
    of_cases = {**of_closed, "no_touch": sorted(KINDS_WITHOUT_TOUCH)}
    per_case = _CLOSED_CASES + _PER_CASE
    bounds = [int(bound.total_seconds()) for bound in DURATION_BOUNDS]
    figures = ClosedCaseFigures(
        totals=(await tx.execute(text(per_case + _TOTALS), of_cases)).one(),
        durations=(await tx.execute(text(per_case + _DURATIONS), {**of_cases, "bounds": bounds})).all(),
        closed=(await tx.execute(text(per_case + _CLOSED_OVER_TIME), {**of_cases, "interval": period.interval})).all(),
        opened=(await tx.execute(text(_OPENED_OVER_TIME), {**scope, "interval": period.interval})).all(),
        outcomes=(await tx.execute(text(_CLOSED_CASES + _TOTALS_BY_OUTCOME), of_closed)).all(),
    )
    return analytics_view(period, figures, await tx.desk.get_settings())
