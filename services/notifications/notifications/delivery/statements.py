"""SQL of the delivery worker: what it claims, opens and records, for many messages in one statement each."""

from __future__ import annotations

from typing import Final

from common.persistence.direct_statements import DirectStatement

HAS_QUEUED: Final = DirectStatement("SELECT EXISTS (SELECT FROM notifications.queue)")
CLAIM_DUE: Final = """
-- waiting: the endpoints that have anything queued, found by one descent into the index for each, however much that is.
-- A plain DISTINCT would read the whole queue.
WITH RECURSIVE waiting AS (
  (SELECT endpoint_id, tenant_id FROM notifications.queue ORDER BY endpoint_id LIMIT 1)
  UNION ALL
  SELECT following.endpoint_id, following.tenant_id FROM waiting w CROSS JOIN LATERAL (
    SELECT q.endpoint_id, q.tenant_id FROM notifications.queue q WHERE q.endpoint_id > w.endpoint_id
    ORDER BY q.endpoint_id LIMIT 1) AS following
),
-- busy: what each endpoint and each platform has under way.
busy AS (
  SELECT w.endpoint_id, w.tenant_id, coalesce(e.value::int, 0) AS busy, coalesce(p.value::int, 0) AS platform_busy
  FROM waiting w LEFT JOIN jsonb_each_text(CAST(:busy AS jsonb)) e ON e.key = w.endpoint_id::text
  LEFT JOIN jsonb_each_text(CAST(:busy_platforms AS jsonb)) p ON p.key = w.tenant_id::text
),
-- fair: every platform has its first endpoint looked at before anybody has a second; those with the fewest sendings
-- under way first, ties by chance, so that nobody is always the last. Only those that have something due: hundreds of
-- endpoints that wait for their next try take nobody's place.
fair AS (
  SELECT endpoint_id, tenant_id, busy, platform_busy
  FROM (SELECT *, row_number() OVER (PARTITION BY tenant_id ORDER BY busy, random()) AS turn FROM busy
        WHERE busy < :per_endpoint AND EXISTS (
          SELECT FROM notifications.queue due WHERE due.endpoint_id = busy.endpoint_id AND due.due_at <= :now)
       ) AS in_turns
  WHERE platform_busy < :per_platform
  ORDER BY platform_busy + turn, random() LIMIT :free
),
-- locked: the due messages of each, as many as the endpoint has room for. MATERIALIZED and SKIP LOCKED must stay: two
-- workers never pick the same message, and none waits for the other. A subject's events leave in their order: none
-- before an earlier one has been tried once. One that failed holds up nobody.
locked AS MATERIALIZED (
  SELECT q.message_id, q.due_at, fair.tenant_id, fair.platform_busy FROM fair CROSS JOIN LATERAL (
    SELECT message_id, due_at FROM notifications.queue mine
    WHERE endpoint_id = fair.endpoint_id AND due_at <= :now AND NOT EXISTS (
      SELECT FROM notifications.queue earlier
      WHERE earlier.endpoint_id = mine.endpoint_id AND earlier.subject = mine.subject
        AND earlier.number < mine.number AND NOT earlier.is_tried)
    ORDER BY due_at LIMIT :per_endpoint - fair.busy FOR UPDATE SKIP LOCKED
  ) q
),
-- picked: a place for every platform before anybody has two, and none has more than its share under way.
picked AS (
  SELECT message_id, due_at
  FROM (SELECT *, row_number() OVER (PARTITION BY tenant_id ORDER BY due_at) AS place FROM locked) AS in_places
  WHERE platform_busy + place <= :per_platform ORDER BY platform_busy + place, due_at LIMIT :free
)
-- The claim itself: their time moves ahead by the lease. Whoever dies now has only delayed them.
UPDATE notifications.queue q SET due_at = :leased_until FROM picked WHERE q.message_id = picked.message_id
RETURNING q.message_id, q.tenant_id, picked.due_at
"""
NAME_TENANTS: Final = "SELECT set_config('app.tenants', :tenants, true)"
OPEN_ATTEMPTS: Final = """
-- Counts an attempt of each claimed message that is still to be sent, and reads all it takes to make it. The stamp of
-- an attempt is later than that of the one before, whatever the clock did in between.
UPDATE notifications.messages m SET attempts = m.attempts + 1, stamp = greatest(m.stamp + 1, :stamp)
FROM notifications.endpoints e, notifications.events v
WHERE m.id = ANY (CAST(:ids AS uuid[])) AND m.state = 'pending'
  AND e.id = m.endpoint_id AND e.state = 'enabled' AND v.id = m.event_id
RETURNING m.id, m.tenant_id, m.endpoint_id, m.round, m.tries, m.attempts, m.stamp,
          e.url, e.secrets, e.failing_since, v.body, v.traceparent
"""
RESULTS: Final = """
FROM jsonb_to_recordset(CAST(:results AS jsonb)) AS r(
  message_id uuid, n int, tenant_id uuid, round int, at timestamptz, status_code int, failure text, duration_ms int,
  webhook_id text, webhook_timestamp bigint, peer_ip inet, state text, due_at timestamptz)
"""
RECORD_RESULTS: Final = (
    # The log of attempts only grows. A group that is recorded again, because its first record failed, adds nothing.
    """INSERT INTO notifications.attempts (message_id, n, tenant_id, round, at, status_code, failure, duration_ms,
                                            webhook_id, webhook_timestamp, peer_ip)
        SELECT message_id, n, tenant_id, round, at, status_code, failure, duration_ms,
               webhook_id, webhook_timestamp, peer_ip {results} ON CONFLICT DO NOTHING""",
    # What is at its end leaves the queue. A redelivery that was asked for meanwhile has another round: what the older
    # one says no longer decides, here and below.
    """DELETE FROM notifications.queue q USING (SELECT * {results}) r
        WHERE q.message_id = r.message_id AND q.round = r.round AND r.due_at IS NULL""",
    # What failed is due again at its time, in place of the end of the lease.
    """UPDATE notifications.queue q SET due_at = r.due_at, is_tried = true FROM (SELECT * {results}) r
        WHERE q.message_id = r.message_id AND q.round = r.round AND r.due_at IS NOT NULL""",
    # What was stopped meanwhile stays so, unless it has arrived after all.
    """UPDATE notifications.messages m SET state = r.state, tries = m.tries + 1, due_at = r.due_at
        FROM (SELECT * {results}) r
        WHERE m.id = r.message_id AND m.round = r.round
          AND (m.state = 'pending' OR r.state = 'delivered')""",
)
