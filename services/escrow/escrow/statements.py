"""SQL statements that are more than one table's business, word by word."""

from __future__ import annotations

from typing import Final

SAVE_AND_POST: Final = """
-- input: the values of each escrow that is saved. `concerns` is the escrow whose money moves, NULL for a fine;
-- `transaction` is NULL if no money moves, and then nothing is inserted for it.
input AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset(CAST(:writes AS jsonb)) AS i(
    tenant uuid, id uuid, before int, state text, version int, facts int, held_minor bigint, frozen_minor bigint,
    released_minor bigint, refunded_minor bigint, fee_held_minor bigint, fee_taken_minor bigint, frozen_by uuid,
    barred_from_disputing text[], carrier text, tracking_number text, funded_at timestamptz, ship_by timestamptz,
    shipped_at timestamptz, deliver_by timestamptz, delivered_at timestamptz, delivery_presumed boolean,
    inspection_ends_at timestamptz, unfrozen_at timestamptz, closed_at timestamptz, ended_by text,
    transaction uuid, concerns uuid, currency text, instruction uuid, reverses uuid, dispute uuid, reference text,
    cause text, at timestamptz, recorded_at timestamptz, entries jsonb, movements jsonb, payment jsonb)
),
-- entered: signed amounts by account, of all that is posted.
entered AS MATERIALIZED (
  SELECT i.tenant, i.transaction, i.concerns, i.currency, i.at, e.*
  FROM input i, jsonb_to_recordset(i.entries) AS e(account uuid, kind text, escrow uuid, participant text, minor bigint)
),
-- accounts: opens those that have no row yet. Their ids follow from whose they are (see `rows.py`), so two
-- transactions that open the same one agree on its id; DO NOTHING must stay, or the second would fail. In the order of
-- their ids: two transactions never wait for one another.
accounts AS (
  INSERT INTO escrow.ledger_accounts (id, tenant_id, kind, currency, escrow_id, participant)
  SELECT DISTINCT ON (account) account, tenant, kind, currency, escrow, participant FROM entered ORDER BY account
  ON CONFLICT DO NOTHING
),
-- transactions: the heads of the ledger transactions. A second one that reverses the same is refused by its index.
transactions AS (
  INSERT INTO escrow.ledger_transactions
    (id, tenant_id, escrow_id, currency, instruction, cause, dispute_id, reverses, created_at, recorded_at)
  SELECT i.transaction, i.tenant, i.concerns, i.currency, i.instruction, i.cause, i.dispute, i.reverses,
         i.at, i.recorded_at
  FROM input i WHERE i.transaction IS NOT NULL
),
-- entries: they must add up to nothing in each transaction: a trigger counts again at the end of the statement.
entries AS (
  INSERT INTO escrow.ledger_entries
    (transaction_id, tenant_id, account_id, escrow_id, currency, amount_minor, created_at)
  SELECT transaction, tenant, account, concerns, currency, minor, at FROM entered
),
-- moved: what people read in a statement. Its unique indexes keep an instruction, and a provider's reference, from
-- counting twice; `PROVIDER_REFERENCE_WALLS` names those whose violation is no failure.
moved AS (
  INSERT INTO escrow.movements (id, transaction_id, tenant_id, escrow_id, instruction, kind, party, currency,
                                amount_minor, provider_reference, participant, cause, created_at)
  SELECT m.id, i.transaction, i.tenant, i.concerns, i.instruction, m.kind, m.party, i.currency,
         m.minor, i.reference, m.participant, i.cause, i.at
  FROM input i, jsonb_to_recordset(i.movements)
    AS m(id uuid, kind text, party text, minor bigint, participant text)
),
-- paid: the payments that this write counts, with the answer for whoever tells of them again. Its primary key is the
-- first wall; the unique index of `moved` the second.
paid AS (
  INSERT INTO escrow.payments (tenant_id, provider_reference, escrow_id, currency, amount_minor, answer, paid_at)
  SELECT i.tenant, p.reference, i.id, i.currency, p.minor, p.answer, i.at
  FROM input i, jsonb_to_recordset(i.payment) AS p(reference text, minor bigint, answer jsonb)
),
-- aggregate_write: the escrows themselves, by name the last (`AggregateWrite` counts its rows). The guard on the
-- version is the second wall behind the row lock: it must never be hit, and must never be left out.
aggregate_write AS (
  UPDATE escrow.escrows SET
    state = i.state, version = i.version, facts = i.facts, held_minor = i.held_minor, frozen_minor = i.frozen_minor,
    released_minor = i.released_minor, refunded_minor = i.refunded_minor, fee_held_minor = i.fee_held_minor,
    fee_taken_minor = i.fee_taken_minor, frozen_by = i.frozen_by,
    barred_from_disputing = i.barred_from_disputing, carrier = i.carrier,
    tracking_number = i.tracking_number, funded_at = i.funded_at, ship_by = i.ship_by, shipped_at = i.shipped_at,
    deliver_by = i.deliver_by, delivered_at = i.delivered_at, delivery_presumed = i.delivery_presumed,
    inspection_ends_at = i.inspection_ends_at, unfrozen_at = i.unfrozen_at, closed_at = i.closed_at,
    ended_by = i.ended_by
  FROM input i WHERE escrows.id = i.id AND escrows.tenant_id = i.tenant AND escrows.version = i.before
    AND escrows.id = ANY (ARRAY(SELECT id FROM input)) RETURNING true  -- by their keys, under every plan
)
"""
ADD_ESCROWS: Final = """
aggregate_write AS (
  INSERT INTO escrow.escrows
  SELECT * FROM jsonb_populate_recordset(CAST(NULL AS escrow.escrows), CAST(:writes AS jsonb))
  RETURNING true
)
"""
PAYMENT_OF_REFERENCE: Final = """
(SELECT to_jsonb(p) FROM escrow.payments p WHERE p.tenant_id = asked.tenant AND p.provider_reference = asked.note)
"""
PROVIDER_REFERENCE_WALLS: Final = ("pk_payments", "uq_movements_provider_reference")
ADMISSION: Final = """
-- One row for each platform that is asked about, or none. An edition stands for itself, a name for the edition that the
-- platform has made current, or else for the built-in one that is, or for the newest of these where none is. With the
-- time of the platform: a deal that begins waits for no lock.
SELECT asked.number, p.suspended, e.edition, e.hash, e.dispute_terms,
       clock_timestamp() AS clock_now, clocks.shift AS clock_offset, clocks.held_at AS clock_held_at, (
  -- restricted: those of the parties who are not plainly active. The domain decides what that means at its instant.
  SELECT jsonb_agg(jsonb_build_object('participant', s.participant, 'status', s.status, 'until', s.until,
                                      'version', s.version))
  FROM escrow.standings s
  WHERE s.tenant_id = p.id AND s.participant IN (SELECT jsonb_array_elements_text(asked.participants))
    AND s.status <> 'active'
) AS restricted
FROM unnest(CAST(:platforms AS uuid[]), CAST(:policies AS text[]), CAST(:categories AS text[]),
            CAST(:participants AS jsonb[])) WITH ORDINALITY AS asked(platform, policy, category, participants, number)
JOIN escrow.platforms p ON p.tenant_id = asked.platform AND p.id = asked.platform
LEFT JOIN escrow.clocks ON clocks.tenant_id = asked.platform
LEFT JOIN LATERAL (
  SELECT e.edition, e.hash, e.dispute_terms FROM escrow.editions e
    -- w: what the deal names, else what its category gets, else the platform's default.
    CROSS JOIN (SELECT coalesce(asked.policy, p.policies_by_category ->> asked.category, p.default_policy) AS policy) w
    LEFT JOIN escrow.current_editions c ON c.owner = p.id AND c.name = w.policy
  WHERE e.owner IN (p.id, CAST(:built_in AS uuid))
    AND (e.edition = w.policy OR (e.name = w.policy AND coalesce(e.edition = c.edition, e.owner <> p.id)))
  ORDER BY e.edition <> w.policy, e.owner <> p.id, NOT e.current, e.published_at DESC, e.edition DESC LIMIT 1
) e ON true
"""
KNOWN_POLICIES: Final = """
SELECT w.policy FROM unnest(CAST(:policies AS text[])) AS w(policy) WHERE EXISTS (
  SELECT 1 FROM escrow.editions e
  LEFT JOIN escrow.current_editions c ON c.owner = CAST(:platform AS uuid) AND c.name = w.policy
  WHERE e.owner IN (CAST(:platform AS uuid), CAST(:built_in AS uuid))
    AND (e.edition = w.policy
         OR (e.name = w.policy AND coalesce(e.edition = c.edition, e.owner <> CAST(:platform AS uuid)))))
"""
SETTLEMENT_MOVEMENTS: Final = """
SELECT m.transaction_id,
       coalesce(sum(m.amount_minor) FILTER (WHERE m.kind = 'refund'), 0)::bigint AS to_buyer,
       coalesce(sum(m.amount_minor) FILTER (WHERE m.kind IN ('release', 'fee')), 0)::bigint AS to_seller,
       coalesce(sum(m.amount_minor) FILTER (WHERE m.kind = 'fee'), 0)::bigint AS fee,
       coalesce(sum(m.amount_minor) FILTER (WHERE m.kind = 'buyer_fee_earned'), 0)::bigint AS earned
FROM escrow.movements m WHERE m.tenant_id = :tenant AND m.escrow_id = :escrow AND m.instruction = :instruction
GROUP BY m.transaction_id
"""
FINE_MOVEMENT: Final = """
SELECT m.transaction_id, m.participant, m.party, m.amount_minor, m.currency, t.dispute_id
FROM escrow.movements m
JOIN escrow.ledger_transactions t ON t.tenant_id = m.tenant_id AND t.id = m.transaction_id
WHERE m.tenant_id = :tenant AND m.instruction = :instruction AND m.kind = 'fine'
"""
