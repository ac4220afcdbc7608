-- The columns that auditors are promised, as tables to write violations into; `outbox`, `deadlines`, `clocks`,
-- `mediations`, `requests` and `disputes` as far as the verifier joins them.
create table escrow.audit_entries (seq bigint, tx_id int, account_id int, tenant_id int default 1, escrow_id int default 1,
  kind text, currency text default 'EUR', amount_minor bigint, reverses_tx int, created_at timestamptz default now());
create table escrow.audit_accounts (id int, tenant_id int default 1, escrow_id int, kind text, currency text default 'EUR',
  balance_minor bigint);
create table escrow.audit_escrows (id int, tenant_id int default 1, buyer_id text, seller_id text,
  currency text default 'EUR', amount_minor bigint, status text, version bigint);
create table escrow.audit_movements (id int generated always as identity, tx_id int, escrow_id int default 1, decision_id int,
  kind text, party_id text, currency text default 'EUR', amount_minor bigint, status text default 'done', provider_ref text,
  cause text, created_at timestamptz default now());
create table escrow.audit_aggregate_versions (aggregate_type text, aggregate_id int, version bigint);
create table escrow.audit_idempotency (tenant_id int, principal_id text, route text, key text, fingerprint bytea,
  status_code int, tx_id int, created_at timestamptz, expires_at timestamptz);
create table disputes.audit_disputes (id int default 1, tenant_id int default 1, escrow_id int default 1, status text,
  version bigint, disputed_minor bigint default 100, currency text, outcome text, cause text, decision_id int,
  buyer_minor bigint, seller_minor bigint, fee_minor bigint, opened_at timestamptz default now(), decided_at timestamptz,
  frozen_at timestamptz, closed_at timestamptz, edition text default 'e', awaiting text);
create table disputes.audit_transitions (dispute_id int default 1, seq bigint, from_state text, to_state text, cause text,
  actor_id text, received_at timestamptz default now(), at timestamptz, timer_id int, edition text default 'e');
create table disputes.audit_decisions (id int default 1, dispute_id int default 1, state text, disputed_minor bigint
  default 100, limit_minor bigint default 50, closures int default 0, decided_by text default 'olga', approved_by text,
  buyer text default 'anna', seller text default 'sam', opener text default 'anna');
create table disputes.legal_transitions (edition text default 'e', from_state text, to_state text, cause text);
create table evidence.audit_objects (id int default 1, tenant_id int, dispute_id int default 1, uploader_id text,
  state text default 'stored', declared_size bigint default 1, size_bytes bigint default 1,
  sha256 bytea default sha256('x'), path text default '01/02/0192f7d0-0000-7000-8000-000000000000',
  received_at timestamptz default now(), added_at timestamptz default now(), finished_at timestamptz, scan_state text default 'not_scanned');
create table evidence.audit_seals (dispute_id int default 1, instance int default 1, sealed_at timestamptz, items int[],
  manifest_sha256 bytea);
create table evidence.audit_custody (object_id int default 1, seq bigint, action text, actor_id text, at timestamptz,
  prev_hash bytea, hash bytea, canonical bytea default 'x');
create table evidence.audit_video_sessions (id int default 1, tenant_id int default 1, dispute_id int default 1,
  state text default 'verified', chunks int default 0, total_bytes bigint default 0, head bytea, object_id int,
  attempts int default 0, leased_until timestamptz, disclosure text default 'sealed', other_id text default 'sam');
create table evidence.audit_video_chunks (session_id int default 1, seq bigint default 0, n int default 0, size int default 1,
  received_at timestamptz default now(), prev_hash bytea, hash bytea default sha256('x'), canonical bytea default 'x');
create table mediation.audit_offers (id int, dispute_id int default 1, round int default 0, version int, proposer text,
  buyer_minor bigint default 60, seller_minor bigint default 40, fee_minor bigint default 0,
  disputed_minor bigint default 100, kind text default 'refund_partial', state text default 'superseded', created_at timestamptz default now(),
  expires_at timestamptz, accepted_at timestamptz);
create table notifications.audit_endpoints (id int default 1, tenant_id int default 1, url text, state text default 'enabled',
  created_at timestamptz);
create table notifications.audit_messages (id int default 1, event_id int default 1, endpoint_id int default 1,
  state text default 'delivered', created_at timestamptz default now());
create table notifications.audit_attempts (message_id int default 1, n int, at timestamptz, status_code int default 500,
  webhook_id text default 'msg', webhook_timestamp bigint, peer_ip inet default '8.8.8.8');
create table notifications.audit_subscriptions (endpoint_id int default 1, event_type text, active_from timestamptz,
  active_to timestamptz, tenant_id int default 1);
create table notifications.audit_inapp (event_id int, user_id text);
create table mediation.mediations (id int, dispute int);
create table evidence.requests (id int, dispute int, tenant_id int default 1);
create table evidence.known_cases (id int default 1, tenant_id int default 1, escrow int default 1, buyer text, seller text,
  state text default 'open', closed_at timestamptz);
create table evidence.known_deals (id int default 1, tenant_id int default 1, version int default 1, funded_at timestamptz,
  carrier text, tracking_number text, shipped_at timestamptz, title text);
create table escrow.escrows (id int default 1, tenant_id int default 1, version int default 1, funded_at timestamptz,
  carrier text, tracking_number text, shipped_at timestamptz, title text default 'A lamp', erasure text);
create table evidence.video_sessions (id int default 1, dispute int default 1, tenant_id int default 1);
create table evidence.video_chunks (session int default 1, tenant_id int default 1);
create table evidence.legal_holds (dispute int default 1, tenant_id int default 1);
create table evidence.external_videos (item uuid default '00000000-0000-0000-0000-000000000001', tenant_id int default 1);
create table evidence.fingerprints (id uuid default '00000000-0000-0000-0000-000000000001', tenant_id int default 1);
create table evidence.seals (dispute int default 1, instance int default 1, manifest bytea, manifest_sha256 bytea default sha256('x'),
  items uuid[], sealed_at timestamptz default '2026-03-01T00:00:00+00:00', timestamp bytea, tenant_id int default 1);
create table evidence.custody (tenant_id int default 1, item uuid default '00000000-0000-0000-0000-000000000001', seq int default 1,
  action text default 'received', actor_role text default 'buyer', actor_id text default 'anna',
  at timestamptz default '2026-03-01T00:00:00+00:00', canonical bytea default
  '{"action":"received","actor":["buyer","anna"],"at":"2026-03-01T00:00:00+00:00","item":"00000000-0000-0000-0000-000000000001","seq":1}');
create table evidence.items (id uuid default '00000000-0000-0000-0000-000000000001', dispute int default 1, kind text default 'photo',
  by_role text default 'buyer', by_id text default 'anna', request uuid,
  received_at timestamptz default '2026-03-01T00:00:00+00:00', provenance text default 'given', entered_by_role text,
  entered_by_id text, sufficiency text default 'sufficient', invalidated_by_role text, invalidated_by_id text,
  reason_code text, reason text, invalidated_at timestamptz, side text, covers text[] default '{}', content jsonb, added_at timestamptz, tenant_id int default 1);
create table evidence.files (id uuid, path text, size bigint, sha256 bytea, media_type text, scan_state text, filename text,
  finished_at timestamptz, tenant_id int default 1);
create table evidence.verdicts (id uuid, scan_state text, tenant_id int default 1);
create table evidence.erasures (id uuid, at timestamptz, tenant_id int default 1);
create table evidence.object_keys (path text, subject text, sha256 bytea, tenant_id int default 1);
create table evidence.log_entries (canonical bytea);
create table disputes.disputes (id int, reversal jsonb);
do $$ declare s text; begin
  foreach s in array array['escrow', 'disputes', 'evidence', 'mediation', 'notifications'] loop
    execute format('create table %I.audit_outbox (event_id int, aggregate_type text, aggregate_id int default 1,
      aggregate_seq bigint default 1, type text default ''t'', created_at timestamptz default now(), published_at timestamptz)', s);
    execute format('create table %I.audit_inbox (consumer text, event_id int, type text, aggregate_id int,
      aggregate_seq bigint, attempts int, state text default ''done'', processed_at timestamptz default now())', s);
    execute format('create table %I.audit_log (tenant_id int default 1, seq bigint, prev_hash bytea, hash bytea,
      canonical bytea default ''x'', at timestamptz)', s);
    execute format('create table %I.audit_timers (id int default 1, dispute_id int default 1, kind text,
      anchor_at timestamptz default now(), policy_seconds bigint, clock text, due_at timestamptz, state text, fired_at timestamptz)', s);
    execute format('create table %I.outbox (id int, tenant_id int default 1)', s);
    execute format('create table %I.deadlines (id int default 1, tenant_id int default 1)', s);
    execute format('create table %I.clocks (tenant_id int default 1, shift interval, held_at timestamptz)', s);
  end loop;
end $$;
