-- What must hold at any time. Each query returns the rows that break its rule: none, if all is well.
-- Read by deploy.verify, which defines all_outbox, all_inbox, all_timers, subscriptions and local_receivers
-- (overviews.py), runs everything in one snapshot and counts a query that cannot run as broken.
-- `now()` is the moment of that snapshot; `all_timers.now_there` is the platform's own time, test clock included.

-- INV-C1: every audit view exists and shows nobody more than they may see
select wanted.name from (values
  ('escrow.audit_entries'), ('escrow.audit_accounts'), ('escrow.audit_escrows'), ('escrow.audit_movements'),
  ('escrow.audit_aggregate_versions'), ('disputes.audit_disputes'), ('disputes.audit_transitions'), ('disputes.audit_decisions'),
  ('disputes.legal_transitions'), ('evidence.audit_objects'), ('evidence.audit_seals'), ('evidence.audit_custody'),
  ('evidence.audit_video_sessions'), ('evidence.audit_video_chunks'),
  ('mediation.audit_offers'), ('notifications.audit_endpoints'), ('notifications.audit_messages'),
  ('notifications.audit_attempts'), ('notifications.audit_subscriptions'), ('notifications.audit_inapp'),
  ('escrow.audit_idempotency'), ('escrow.audit_timers'), ('disputes.audit_timers'), ('evidence.audit_timers'),
  ('mediation.audit_timers'), ('escrow.audit_outbox'), ('disputes.audit_outbox'), ('evidence.audit_outbox'),
  ('mediation.audit_outbox'), ('notifications.audit_outbox'), ('escrow.audit_inbox'), ('disputes.audit_inbox'),
  ('evidence.audit_inbox'), ('mediation.audit_inbox'), ('notifications.audit_inbox'), ('escrow.audit_log'),
  ('disputes.audit_log'), ('evidence.audit_log'), ('mediation.audit_log'), ('notifications.audit_log')
) wanted(name)
left join pg_class c on c.oid = to_regclass(wanted.name)
where c.oid is null
   or c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false);

-- INV-E1: every ledger transaction has two entries or more and sums to nothing in its currency
select tx_id, currency, sum(amount_minor), count(*) from escrow.audit_entries
group by tx_id, currency having sum(amount_minor) <> 0 or count(*) < 2;

-- INV-E2: all entries together sum to nothing in each currency
select currency, sum(amount_minor) from escrow.audit_entries group by currency having sum(amount_minor) <> 0;

-- INV-E3: an entry agrees with its account and its escrow on currency and platform
select e.seq from escrow.audit_entries e
left join escrow.audit_accounts a on a.id = e.account_id
left join escrow.audit_escrows d on d.id = e.escrow_id
where a.id is null or e.currency <> a.currency or e.currency <> d.currency
   or e.tenant_id <> a.tenant_id or e.tenant_id <> d.tenant_id;

-- INV-E4: a hold is never negative after a whole transaction
select escrow_id, seq, held from (
  select e.escrow_id, e.seq, e.tx_id, sum(e.amount_minor) over w as held, lead(e.tx_id) over w as following
  from escrow.audit_entries e join escrow.audit_accounts a on a.id = e.account_id
  where a.kind = 'hold' window w as (partition by e.escrow_id order by e.seq)
) x where held < 0 and following is distinct from tx_id;

-- INV-E5: what was funded is what went out and what is still held
select escrow_id, coalesce(m.funded, 0) as funded, coalesce(m.gone, 0) as gone, coalesce(h.held, 0) as held from (
  select escrow_id, sum(amount_minor) filter (where kind = 'fund') as funded,
         coalesce(sum(amount_minor) filter (where kind in ('release', 'refund', 'fee')), 0)
           - coalesce(sum(amount_minor) filter (where kind = 'reversal'), 0) as gone
  from escrow.audit_movements where status <> 'failed' group by escrow_id
) m full join (
  select escrow_id, sum(balance_minor) as held from escrow.audit_accounts where kind = 'hold' group by escrow_id
) h using (escrow_id)
where coalesce(m.funded, 0) <> coalesce(m.gone, 0) + coalesce(h.held, 0);

-- INV-E6: never more goes out of an escrow than came in
select escrow_id from escrow.audit_movements where status <> 'failed' group by escrow_id
having coalesce(sum(amount_minor) filter (where kind in ('release', 'refund', 'fee')), 0)
     - coalesce(sum(amount_minor) filter (where kind = 'reversal'), 0)
     > coalesce(sum(amount_minor) filter (where kind = 'fund'), 0);

-- INV-E7: an escrow that has ended holds nothing
select d.id, a.kind, a.balance_minor from escrow.audit_escrows d
join escrow.audit_accounts a on a.escrow_id = d.id and a.kind in ('hold', 'fee_hold')
where d.status in ('released', 'refunded', 'split_settled', 'cancelled', 'expired') and a.balance_minor <> 0;

-- INV-E8: an instruction moves money once for each kind and party
select escrow_id, decision_id, kind, party_id, count(*) from escrow.audit_movements
where kind in ('release', 'refund', 'fee') and status <> 'failed'
group by escrow_id, decision_id, kind, party_id having count(*) > 1;

-- INV-E9: a balance is the sum of its entries
select a.id, a.balance_minor, coalesce(e.total, 0) as entries from escrow.audit_accounts a
left join (select account_id, sum(amount_minor) as total from escrow.audit_entries group by account_id) e
  on e.account_id = a.id
where a.balance_minor <> coalesce(e.total, 0);

-- INV-E10: nobody but its owner may change or empty what only grows
select wanted.name, r.rolname, p.privilege from (values
  ('escrow.ledger_accounts'), ('escrow.ledger_transactions'), ('escrow.ledger_entries'), ('escrow.movements'),
  ('disputes.transitions'), ('disputes.messages'), ('disputes.notes'), ('disputes.journal'), ('evidence.custody'), ('evidence.files'), ('mediation.options'),
  ('notifications.events'), ('notifications.attempts'),
  ('escrow.log_entries'), ('disputes.log_entries'), ('evidence.log_entries'), ('mediation.log_entries'),
  ('notifications.log_entries'), ('escrow.log_chain'), ('disputes.log_chain'), ('evidence.log_chain'),
  ('mediation.log_chain'), ('notifications.log_chain')
) wanted(name)
left join pg_class c on c.oid = to_regclass(wanted.name)
left join pg_roles r on not r.rolsuper and r.rolname !~ '^pg_' and r.oid <> c.relowner
cross join (values ('UPDATE'), ('DELETE'), ('TRUNCATE')) p(privilege)
where c.oid is null
   or has_table_privilege(r.oid, c.oid, p.privilege)
   or p.privilege = 'UPDATE' and exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and has_column_privilege(r.oid, c.oid, a.attnum, 'UPDATE')
          -- what a scanner finds in a file comes later
          and (wanted.name, a.attname) not in (values ('evidence.files', 'scan_state'::name)));

-- INV-E11: while a dispute holds its part still, nothing else touches it; the rest of the hold stays releasable
select m.id, d.id as dispute_id from disputes.audit_disputes d
join escrow.audit_movements m on m.escrow_id = d.escrow_id and m.kind in ('release', 'refund', 'fee')
 and (d.decision_id is null or m.decision_id is distinct from d.decision_id) and m.status <> 'failed'
cross join lateral (
  select sum(e.amount_minor) as held from escrow.audit_entries e
  join escrow.audit_accounts a on a.id = e.account_id and a.kind = 'hold'
  where e.escrow_id = m.escrow_id
    and e.seq <= (select max(own.seq) from escrow.audit_entries own where own.tx_id = m.tx_id)
) after
where m.created_at >= d.frozen_at
  and m.created_at < least(d.closed_at, (
    select min(own.created_at) from escrow.audit_movements own where own.decision_id = d.decision_id), 'infinity')
  and after.held < d.disputed_minor;

-- INV-E12: what is decided divides the disputed amount without a remainder
select id from disputes.audit_disputes
where decision_id is not null
  and (buyer_minor is null or seller_minor is null or buyer_minor + seller_minor + coalesce(fee_minor, 0)
       <> disputed_minor or least(buyer_minor, seller_minor, fee_minor) < 0);

-- INV-E13: money is stored in whole minor units
select n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod) from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where n.nspname in ('escrow', 'disputes', 'mediation') and c.relkind in ('r', 'p')
  and a.attname ~ '(_minor$|amount|balance|price)' and a.atttypid <> 'bigint'::regtype;

-- INV-E14: a key that has not expired stands for one request
select tenant_id, principal_id, route, key from escrow.audit_idempotency where expires_at > now()
group by tenant_id, principal_id, route, key having count(*) > 1 or count(distinct tx_id) > 1;

-- INV-E15: every movement has entries, all entries belong to a movement
select m.id, e.tx_id from escrow.audit_movements m
full join (select distinct tx_id from escrow.audit_entries) e using (tx_id)
where m.tx_id is null or e.tx_id is null;

-- INV-E16: a payment provider's reference counts once for each kind of movement
select provider_ref, kind, count(*) from escrow.audit_movements where provider_ref is not null
group by provider_ref, kind having count(*) > 1;

-- INV-E17: no more is reversed than was posted
select reverses_tx, account_id from escrow.audit_entries r where reverses_tx is not null
group by reverses_tx, account_id
having abs(sum(amount_minor)) > (
  select coalesce(abs(sum(o.amount_minor)), 0) from escrow.audit_entries o
  where o.tx_id = r.reverses_tx and o.account_id = r.account_id);

-- INV-E21: a payment that its provider names moved money once, whatever it was counted as
select provider_ref, count(distinct tx_id) from escrow.audit_movements where provider_ref is not null
group by provider_ref having count(distinct tx_id) > 1;

-- INV-E22: no money moved by itself although a case had been opened before that was due
select d.id as dispute_id, m.id from disputes.audit_disputes d
join escrow.audit_movements m on m.escrow_id = d.escrow_id and m.kind in ('release', 'refund')
 and m.cause in ('timeout:auto_release', 'timeout:auto_refund_unshipped', 'timeout:auto_refund_undelivered')
where d.outcome = 'void' and d.frozen_at is null and d.opened_at < m.created_at and d.closed_at >= m.created_at;

-- INV-D1: an escrow has one open dispute at most
select escrow_id, count(*) from disputes.audit_disputes where status <> 'closed' group by escrow_id having count(*) > 1;

-- INV-D2: a case goes where its edition lets it, from where it was, step by step from nothing
select t.dispute_id, t.seq, t.from_state, t.to_state, t.cause from (
  select *, lag(to_state, 1, 'none') over w as came_to, lag(seq, 1, 0::bigint) over w as before
  from disputes.audit_transitions window w as (partition by dispute_id order by seq)
) t left join disputes.legal_transitions l
  on (l.edition, l.from_state, l.to_state, l.cause) = (t.edition, t.from_state, t.to_state, t.cause)
where l.edition is null or t.seq <> t.before + 1 or t.from_state <> t.came_to;

-- INV-D2b: a case stands where its log says
select d.id, d.status, t.to_state from disputes.audit_disputes d
left join lateral (
  select to_state from disputes.audit_transitions where dispute_id = d.id order by seq desc limit 1) t on true
where t.to_state is null or (d.status = 'closed') <> (t.to_state = 'closed');

-- INV-D3: a settlement is ordered once in a case
select dispute_id, count(*) from disputes.audit_transitions where to_state = 'settling'
group by dispute_id having count(*) > 1;

-- INV-D4: a deadline fires once, not before its time, and is then called fired
select svc, id::text from all_timers where fired_at < due_at or (state = 'fired') <> (fired_at is not null)
union all
select 'disputes', timer_id::text from disputes.audit_transitions where timer_id is not null and cause like 'timeout%'
group by timer_id having count(*) > 1;

-- INV-D4b: nothing is armed for what is over
select t.svc, t.id from all_timers t
left join disputes.audit_disputes d on t.svc = 'disputes' and d.id = t.dispute_id
left join escrow.audit_escrows e on t.svc = 'escrow' and e.id = t.subject
where t.state = 'armed'
  and (d.status = 'closed' or e.status in ('released', 'refunded', 'split_settled', 'cancelled', 'expired'));

-- INV-D5: no deadline is overdue by more than a minute of the platform's time
select svc, id, kind, due_at from all_timers where state = 'armed' and due_at < now_there - interval '60 seconds';

-- INV-D6: silence is not assumed where a party acted in time
select x.dispute_id, x.seq from disputes.audit_transitions x
join disputes.audit_timers t on t.id = x.timer_id
where x.cause like 'timeout%'
  and exists (select 1 from disputes.audit_transitions h where h.dispute_id = x.dispute_id
              and h.cause in ('buyer', 'seller') and h.seq >= x.seq and h.received_at < t.due_at);

-- INV-D6b: no act counts that came at its deadline or after it
select h.dispute_id, h.seq from disputes.audit_transitions h join disputes.audit_timers t on t.id = h.timer_id
where h.cause in ('buyer', 'seller') and h.received_at >= t.due_at;

-- INV-D7: a case is closed only when the money has moved as it says
select d.id from disputes.audit_disputes d left join (
  select decision_id, sum(amount_minor) filter (where kind = 'refund') as buyer,
         sum(amount_minor) filter (where kind = 'release') as seller, sum(amount_minor) filter (where kind = 'fee') as fee
  from escrow.audit_movements where status <> 'failed' group by decision_id
) m using (decision_id)
where d.status = 'closed' and d.decision_id is not null
  and (d.buyer_minor, d.seller_minor, coalesce(d.fee_minor, 0))
      is distinct from (coalesce(m.buyer, 0)::bigint, coalesce(m.seller, 0)::bigint, coalesce(m.fee, 0)::bigint);

-- INV-D7b: money that an appeal moved again lies as the second ruling says: what was paid, less what was taken back
select d.id from disputes.audit_disputes d
join disputes.disputes own on own.id = d.id and own.reversal is not null
left join lateral (
  select coalesce(sum(m.amount_minor) filter (where m.kind = 'refund'), 0)
           - coalesce(sum(m.amount_minor) filter (where m.kind = 'reversal' and m.party_id = e.buyer_id), 0) as buyer,
         coalesce(sum(m.amount_minor) filter (where m.kind in ('release', 'fee')), 0)
           - coalesce(sum(m.amount_minor) filter (where m.kind = 'reversal' and m.party_id <> e.buyer_id), 0) as others
  from escrow.audit_movements m join escrow.audit_escrows e on e.id = m.escrow_id
  where m.status <> 'failed' and m.decision_id::text in (d.decision_id::text, own.reversal ->> 'instruction')
) posted on true
where d.status = 'closed'
  and (posted.buyer, posted.others) is distinct from (
    (own.reversal #>> '{option,split,to_buyer,minor}')::numeric, (own.reversal #>> '{option,split,to_seller,minor}')::numeric);

-- INV-D8: what a dispute froze is there until it is settled
select d.id from disputes.audit_disputes d
where d.frozen_at is not null and d.status <> 'closed' and d.decision_id is null
  and d.disputed_minor > (select coalesce(sum(balance_minor), 0) from escrow.audit_accounts a
                          where a.escrow_id = d.escrow_id and a.kind = 'hold');

-- INV-D9: who waits for a party has a deadline; who waits for escrow does not wait a minute
select d.id, d.status, d.awaiting from disputes.audit_disputes d
left join disputes.disputes own on own.id = d.id
left join disputes.clocks c on c.tenant_id = d.tenant_id
where d.status not in ('closed', 'under_review', 'awaiting_approval') and case
  when d.status in ('opening', 'settling', 'reversing')
    then coalesce((own.reversal ->> 'at')::timestamptz, d.decided_at, d.opened_at) < coalesce(c.held_at, now() + coalesce(c.shift, '0')) - interval '60 seconds'
  else not exists (select 1 from all_timers t where t.dispute_id = d.id and t.state in ('armed', 'paused'))
       and not exists (select 1 from disputes.audit_outbox o where o.aggregate_id = d.id
                       and o.created_at > now() - interval '60 seconds')
  end;

-- INV-D11: what is above a platform's limit, or closes an account for good, was seen by two who are independent
select id::text from disputes.audit_decisions
where state in ('effective', 'approved') and (disputed_minor > limit_minor or closures > 0)
  and (state <> 'approved' or approved_by is null or approved_by in (decided_by, buyer, seller, opener))
union all
select d.id::text from disputes.audit_disputes d
where d.outcome = 'decision' and not exists (
  select 1 from disputes.audit_decisions a where a.dispute_id = d.id and a.state in ('effective', 'approved'));

-- INV-D10: natural time is elapsed time
select svc, id from all_timers where clock = 'natural' and extract(epoch from due_at - anchor_at)::bigint <> policy_seconds;

-- INV-V1: a stored file is as long as it was said to be and has its fingerprint
select id from evidence.audit_objects
where state = 'stored' and (size_bytes <> declared_size or sha256 is null or octet_length(sha256) <> 32);

-- INV-V3: nobody sees a file that was not inspected, or that is in quarantine
select c.object_id, c.seq from evidence.audit_custody c join evidence.audit_objects o on o.id = c.object_id
where c.action in ('downloaded', 'viewed')
  and (o.scan_state not in ('clean', 'not_scanned')
       or not exists (select 1 from evidence.audit_custody s where s.object_id = c.object_id
                      and s.action = 'inspected' and s.seq < c.seq));

-- INV-V4: the chain of custody is whole: from its receipt, link by link, each vouching for all before
select object_id, seq from (
  select *, lag(hash) over w as last_hash, lag(seq) over w as last_seq
  from evidence.audit_custody window w as (partition by object_id order by seq)
) x
where hash <> sha256(coalesce(prev_hash, ''::bytea) || canonical) or prev_hash is distinct from last_hash
   or seq <> coalesce(last_seq, 0) + 1 or (last_seq is null) <> (action = 'received');

-- INV-V6: nothing joins what was sealed at a ruling, and nothing of it is missing from the list
select o.id, s.instance from evidence.audit_objects o join evidence.audit_seals s on s.dispute_id = o.dispute_id
where (o.added_at < s.sealed_at and o.id <> all (s.items)) or (o.added_at > s.sealed_at and o.id = any (s.items));

-- INV-V14: every chain of custody still has the head that stands in a seal, and says that it was sealed
select s.dispute, s.instance, i.entry ->> 'id' as item, i.entry -> 'custody' ->> 'seq' as seq
from evidence.seals s
cross join lateral jsonb_array_elements(convert_from(s.manifest, 'UTF8')::jsonb -> 'items') i(entry)
left join evidence.audit_custody c
  on c.object_id::text = i.entry ->> 'id' and c.seq = (i.entry -> 'custody' ->> 'seq')::bigint
where encode(c.hash, 'hex') is distinct from i.entry -> 'custody' ->> 'hash'
   or not exists (select 1 from evidence.audit_custody w where w.object_id = c.object_id and w.action = 'sealed'
                  and w.seq > c.seq
                  and position(convert_to(encode(s.manifest_sha256, 'hex'), 'UTF8') in w.canonical) > 0);

-- INV-V15: a chain of custody ends where the audit log says, and every link of which the log tells is there
with logged as (
  select entry ->> 'subject' as item, (entry ->> 'seq')::bigint as seq, entry ->> 'hash' as hash
  from (select convert_from(canonical, 'UTF8')::jsonb as entry from evidence.log_entries
        where position('"action":"custody.'::bytea in canonical) > 0) custody_entries
)
select l.item, l.seq, 'another or gone' as link from logged l
left join evidence.audit_custody c on c.object_id::text = l.item and c.seq = l.seq
where encode(c.hash, 'hex') is distinct from l.hash
union all
select c.object_id::text, max(c.seq), 'not in the log' from evidence.audit_custody c
group by c.object_id
having max(c.seq) is distinct from (select max(l.seq) from logged l where l.item = c.object_id::text);

-- INV-V16: the columns of a link of custody and of a seal say what was hashed and signed
select c.item::text as subject, c.seq::bigint as seq, 'custody' as kind from evidence.custody c
cross join lateral (select convert_from(c.canonical, 'UTF8')::jsonb as entry) hashed
where (entry ->> 'action', entry -> 'actor' ->> 0, entry -> 'actor' ->> 1, (entry ->> 'at')::timestamptz,
       entry ->> 'item', (entry ->> 'seq')::bigint)
  is distinct from (c.action, c.actor_role, c.actor_id, c.at, c.item::text, c.seq::bigint)
union all
select s.dispute::text, s.instance::bigint, 'seal' from evidence.seals s
cross join lateral (select convert_from(s.manifest, 'UTF8')::jsonb as signed) manifest
where (signed ->> 'dispute', (signed ->> 'instance')::bigint, (signed ->> 'sealed_at')::timestamptz, s.manifest_sha256,
       (select array_agg(listed ->> 'id' order by listed ->> 'id') from jsonb_array_elements(signed -> 'items') listed))
  is distinct from (s.dispute::text, s.instance::bigint, s.sealed_at, sha256(s.manifest),
       (select array_agg(id::text order by id::text) from unnest(s.items) id))
   or position(s.manifest_sha256 in s.timestamp) = 0;

-- INV-V17: the row of a piece of evidence says what its chain of custody tells of it
with hashed as (
  select item, (array_agg(link order by seq) filter (where link ->> 'action' = 'received'))[1] as received,
    (array_agg(link order by seq desc) filter (where link ->> 'action' = 'inspected'))[1] -> 'details' as inspected,
    (array_agg(link order by seq desc) filter (where link ->> 'action' = 'scanned'))[1] #>> '{details,result}' as scan,
    (array_agg(link order by seq desc) filter (where link ->> 'action' = 'examined'))[1] #>> '{details,sufficiency}' as sufficiency,
    (array_agg(link order by seq desc) filter (where link ->> 'action' = 'attached'))[1] -> 'details' as attached,
    (array_agg(link order by seq desc) filter (where link ->> 'action' = 'invalidated'))[1] as invalidated,
    (array_agg(link order by seq desc) filter (where link ->> 'action' = 'erased'))[1] as erased
  from (select item, seq, convert_from(canonical, 'UTF8')::jsonb as link from evidence.custody
        where action in ('received', 'inspected', 'scanned', 'examined', 'attached', 'invalidated', 'erased')) links
  group by item
)
select i.id, difference.name from evidence.items i
left join evidence.files f on f.id = i.id
left join evidence.verdicts v on v.id = i.id
left join evidence.erasures e on e.id = i.id
left join evidence.object_keys k on k.path = f.path
left join hashed h on h.item = i.id
cross join lateral (select h.received -> 'details' as details, h.received -> 'actor' ->> 0 as role, h.received -> 'actor' ->> 1 as id) r
cross join lateral (select encode(sha256(convert_to(i.content ->> 'hidden', 'UTF8')), 'hex') as text,
  encode(sha256(convert_to(f.filename, 'UTF8')), 'hex') as filename) words
cross join lateral (values
  ('custody', 'received', h.received ->> 'action'),
  ('kind', i.kind, details ->> 'kind'),
  ('by', i.by_role || ':' || i.by_id, coalesce(details ->> 'on_behalf_of', role || ':' || r.id)),
  ('entered_by', nullif(concat(i.entered_by_role, ':', i.entered_by_id), ':'),
    case when details ? 'on_behalf_of' then role || ':' || r.id end),
  ('received_at', i.received_at::text, (h.received ->> 'at')::timestamptz::text),
  ('provenance', i.provenance, coalesce(details ->> 'provenance', 'given')),
  ('sha256', encode(f.sha256, 'hex'), details ->> 'sha256'),
  ('size', f.size::text, details ->> 'size'),
  ('stored_sha256', coalesce(encode(k.sha256, 'hex'), details ->> 'stored_sha256'), details ->> 'stored_sha256'),
  ('media_type', f.media_type, h.inspected ->> 'media_type'),
  ('scan', f.scan_state, h.inspected ->> 'scan'),
  ('verdict', v.scan_state, h.scan),
  ('sufficiency', i.sufficiency, coalesce(h.sufficiency, case details ->> 'kind'
    when 'live_video' then 'being_checked' when 'external_video' then 'not_attested' else 'sufficient' end)),
  -- A receipt that tells of its case tells all that the row was given; those of before did not.
  ('request', i.request::text, coalesce(h.attached ->> 'request',
    case when details ? 'dispute' then details ->> 'request' else i.request::text end)),
  ('covers', array_to_string(i.covers, ','),
    -- One that was attached by an earlier release does not tell what it covers since.
    coalesce(case when h.attached is null then details ->> 'covers' else h.attached ->> 'covers' end,
      array_to_string(i.covers, ','))),
  ('dispute', i.dispute::text, coalesce(details ->> 'dispute', i.dispute::text)),
  ('side', i.side, case when details ? 'dispute' then details ->> 'side' else i.side end),
  ('text', case when e.id is null then words.text end, case when e.id is null then
    case when details ? 'dispute' then details ->> 'text_sha256' else words.text end end),
  ('filename', case when e.id is null then words.filename end,
    case when e.id is null then coalesce(details ->> 'filename_sha256', words.filename) end),
  ('added_at', i.added_at::text, coalesce((details ->> 'added_at')::timestamptz, i.added_at)::text),
  ('finished_at', f.finished_at::text, coalesce((details ->> 'finished_at')::timestamptz, f.finished_at)::text),
  ('invalidated', nullif(concat(i.invalidated_by_role, ':', i.invalidated_by_id), ':'), (h.invalidated -> 'actor' ->> 0) || ':' || (h.invalidated -> 'actor' ->> 1)),
  ('reason_code', i.reason_code, h.invalidated #>> '{details,reason_code}'),
  -- Words that are gone were erased; a link of an earlier release does not tell of them.
  ('reason', encode(sha256(convert_to(to_json(nullif(i.reason, ''))::text, 'UTF8')), 'hex'),
    case when i.reason <> '' and h.invalidated is not null then coalesce(h.invalidated #>> '{details,reason_sha256}',
      encode(sha256(convert_to(to_json(i.reason)::text, 'UTF8')), 'hex')) end),
  ('key_owner', k.subject, case when k.path is not null then i.by_role || ':' || i.by_id end),
  ('invalidated_at', i.invalidated_at::text, case when h.invalidated is not null then
    coalesce((h.invalidated #>> '{details,invalidated_at}')::timestamptz, i.invalidated_at)::text end),
  ('erased_at', e.at::text, coalesce((h.erased #>> '{details,erased_at}')::timestamptz, e.at)::text),
  ('erased', (e.id is not null)::text, (h.erased is not null)::text)
) difference(name, shown, hashed)
where difference.shown is distinct from difference.hashed
union all
select i.id, 'side' from evidence.seals s
cross join lateral jsonb_array_elements(convert_from(s.manifest, 'UTF8')::jsonb -> 'items') listed
join evidence.items i on i.id::text = listed ->> 'id'
where i.side is distinct from listed ->> 'party';

-- INV-V18: every seal of which a chain of custody or the log tells is there, and the log tells of every seal
with linked as (
  select i.dispute::text as dispute, link #>> '{details,instance}' as instance, link #>> '{details,manifest}' as manifest
  from (select item, convert_from(canonical, 'UTF8')::jsonb as link from evidence.custody
        where position('"action":"sealed"'::bytea in canonical) > 0) links
  join evidence.items i on i.id = links.item
), logged as (
  select entry ->> 'subject' as dispute, entry ->> 'instance' as instance, entry ->> 'manifest' as manifest
  from (select convert_from(canonical, 'UTF8')::jsonb as entry from evidence.log_entries
        where position('"action":"evidence.sealed"'::bytea in canonical) > 0) entries
), sealed as (
  select dispute::text as dispute, instance::text as instance, encode(manifest_sha256, 'hex') as manifest
  from evidence.seals
)
select gone.*, 'gone or another' as seal from ((select * from linked union select * from logged) except select * from sealed) gone
union all
select added.*, 'not in the log' from (select * from sealed except select * from logged) added;

-- INV-V19: whatever is kept of a case is its platform's
select kept.kind, kept.id from (
  select 'item' as kind, id::text as id, dispute, tenant_id from evidence.items
  union all select 'request', id::text, dispute, tenant_id from evidence.requests
  union all select 'recording', id::text, dispute, tenant_id from evidence.video_sessions
  union all select 'seal', instance::text, dispute, tenant_id from evidence.seals
  union all select 'legal hold', dispute::text, dispute, tenant_id from evidence.legal_holds
) kept left join evidence.known_cases c on c.id = kept.dispute
where c.tenant_id is distinct from kept.tenant_id
union all
select part.kind, part.id::text from (
  select 'link of custody' as kind, item as id, tenant_id from evidence.custody
  union all select 'file', id, tenant_id from evidence.files
  union all select 'verdict', id, tenant_id from evidence.verdicts
  union all select 'erasure', id, tenant_id from evidence.erasures
  union all select 'external video', item, tenant_id from evidence.external_videos
  union all select 'fingerprint', id, tenant_id from evidence.fingerprints
  union all select 'key', f.id, k.tenant_id from evidence.object_keys k join evidence.files f on f.path = k.path
) part left join evidence.items i on i.id = part.id
where i.tenant_id is distinct from part.tenant_id
union all
select 'piece of a recording', p.session::text from evidence.video_chunks p
left join evidence.video_sessions s on s.id = p.session where s.tenant_id is distinct from p.tenant_id;

-- INV-V21: a case and a deal here are as disputes and escrow tell of them
with heard as (
  -- Whatever was told of it was carried, and long ago.
  select d.id, d.closed_at from disputes.audit_disputes d
  where not exists (select 1 from disputes.audit_outbox o where o.aggregate_id = d.id
                    and (o.published_at is null or o.published_at > now() - interval '60 seconds'))
), known as (
  select k.*, e.tenant_id as owner, e.version as newest, e.funded_at as paid, e.shipped_at as sent, e.title as words,
    e.carrier as carried_by, e.tracking_number as number, e.erasure is null and k.version = e.version as is_newest
  from evidence.known_deals k left join escrow.escrows e on e.id = k.id
)
select c.id, 'escrow' as what from evidence.known_cases c join disputes.audit_disputes d on d.id = c.id
where d.escrow_id is distinct from c.escrow
union all
select c.id, 'parties' from evidence.known_cases c join escrow.audit_escrows e on e.id = c.escrow
where (c.buyer, c.seller) is distinct from (e.buyer_id, e.seller_id) and num_nonnulls(c.buyer, c.seller) > 0
union all
select c.id, 'no such case' from evidence.known_cases c left join disputes.audit_disputes d on d.id = c.id
where d.tenant_id is distinct from c.tenant_id
union all
select c.id, 'state' from evidence.known_cases c join heard d on d.id = c.id
where c.state = 'open' and d.closed_at is not null
union all
-- One that a ruling has closed can be contested first, and is over later than it was closed.
select c.id, 'closed_at' from evidence.known_cases c join heard d on d.id = c.id
where c.closed_at < coalesce(d.closed_at, 'infinity')
union all
select id, 'no such deal' from known where owner is distinct from tenant_id
union all
select k.id, difference.what from known k
cross join lateral (values
  ('version', k.version > k.newest),
  ('funded_at', k.funded_at is distinct from k.paid and (k.is_newest or k.funded_at is not null)),
  ('shipped_at', k.is_newest and k.shipped_at is distinct from k.sent),
  -- Words that are gone were erased.
  ('title', k.is_newest and k.title is distinct from k.words and k.title is not null),
  ('tracking_number', k.is_newest and k.tracking_number is distinct from k.number and k.tracking_number <> ''),
  ('carrier', k.is_newest and k.carrier is distinct from k.carried_by and k.tracking_number <> '')
) difference(what, is_so)
where k.owner = k.tenant_id and difference.is_so;

-- INV-V9: a path is made by us, never of a name that somebody gave
select id, path from evidence.audit_objects where path !~ '^[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f-]{36}$';

-- INV-V10: the receipts of a live recording are consecutive, each vouches for all before, and none is older than the one before
select session_id, seq from (
  select *, lag(hash) over w as last_hash, lag(seq) over w as last_seq, lag(received_at) over w as last_at
  from evidence.audit_video_chunks window w as (partition by session_id order by seq)
) x
where hash <> sha256(coalesce(prev_hash, ''::bytea) || canonical) or prev_hash is distinct from last_hash
   or seq <> coalesce(last_seq, -1) + 1 or received_at < last_at;

-- INV-V11: a live recording is all its receipts, and once it is finished one file as long as all its pieces
select s.id from evidence.audit_video_sessions s
left join (
  select session_id, count(*) as pieces, sum(size) as bytes, (array_agg(hash order by seq desc))[1] as head
  from evidence.audit_video_chunks group by session_id
) c on c.session_id = s.id
left join evidence.audit_objects o on o.id = s.object_id
where coalesce(c.pieces, 0) <> s.chunks or coalesce(c.bytes, 0) <> s.total_bytes or c.head is distinct from s.head
   or (s.state in ('finished', 'verified')) <> (s.object_id is not null)
   or s.object_id is not null and o.size_bytes is distinct from s.total_bytes;

-- INV-V12: a finished live recording is checked once, and in time
-- (nobody has begun with it ten minutes after it was finished, or has taken it up again after a lease ran out)
select s.id, s.state from evidence.audit_video_sessions s
where s.state = 'finished' and coalesce(s.leased_until, (
  select min(o.created_at) from evidence.audit_outbox o
  where o.aggregate_id = s.id and o.type = 'evidence.video-finished.v1')) < now() - interval '10 minutes'
union all
select s.id, s.state from evidence.audit_video_sessions s left join (
  select convert_from(canonical, 'UTF8')::jsonb ->> 'subject' as subject, count(*) as verdicts
  from evidence.audit_log where position('"action":"video.verified"'::bytea in canonical) > 0 group by 1
) l on l.subject = s.id::text
where coalesce(l.verdicts, 0) > 1 or (l.verdicts = 1) is true and s.state <> 'verified';

-- INV-V13: the other side sees no live video before both are in and it is revealed (T8)
select c.object_id, c.seq from evidence.audit_custody c
join evidence.audit_video_sessions s on s.object_id = c.object_id and s.disclosure <> 'open'
where c.action in ('viewed', 'downloaded') and c.actor_id = s.other_id
  and not exists (select 1 from evidence.audit_custody r
                  where r.object_id = c.object_id and r.action = 'revealed' and r.seq < c.seq);

-- INV-M1: one proposal of a case is taken at most
select dispute_id, count(*) from mediation.audit_offers where state in ('accepted', 'executed_on_silence')
group by dispute_id having count(*) > 1;

-- INV-M2: a proposal is accepted in its time, and while it is the latest
-- (an act received in time may be carried out as long after it as a request may last: the sweeper's grace, 12 s)
select a.id from mediation.audit_offers a
where a.state = 'accepted'
  and (a.accepted_at >= a.expires_at + interval '12 seconds'
       or exists (select 1 from mediation.audit_offers n where n.dispute_id = a.dispute_id
                  and n.created_at > a.created_at and n.created_at < a.accepted_at and n.state <> 'withdrawn'));

-- INV-M3: an option that moves money divides the disputed amount without a remainder
select id from mediation.audit_offers
where buyer_minor + seller_minor + fee_minor <> disputed_minor or least(buyer_minor, seller_minor, fee_minor) < 0
   or (buyer_minor is null) <> (seller_minor is null);

-- INV-M4: rounds go up one by one
select dispute_id from (
  select dispute_id, round, lag(round) over (partition by dispute_id order by created_at, round) as last
  from mediation.audit_offers
) x where round < last or round > last + 1;

-- INV-M5: what was agreed upon and moves money is how the case ends, to the unit: no case ends with two truths
-- (goods that are to come back or be replaced may still be ruled on, or owed in vain)
select o.dispute_id, o.state, d.status, d.outcome, d.buyer_minor, o.buyer_minor as agreed
from mediation.audit_offers o join disputes.audit_disputes d on d.id = o.dispute_id
where o.state in ('accepted', 'executed_on_silence') and o.kind in ('refund_full', 'refund_partial', 'release')
  and (d.status not in ('settling', 'closed')
       or d.outcome <> case o.state when 'accepted' then 'agreement' else 'timeout' end
       or (d.buyer_minor, d.seller_minor + d.fee_minor) is distinct from (o.buyer_minor, o.seller_minor));

-- INV-M6: a case that ended by agreement ended by one that both sides made, unless the word of it is still under way
select d.id, d.outcome from disputes.audit_disputes d
where d.status = 'closed' and d.outcome = 'agreement'
  and not exists (select 1 from mediation.audit_offers o
                  where o.dispute_id = d.id and o.state in ('accepted', 'executed_on_silence'))
  and not exists (select 1 from disputes.audit_outbox o
                  where o.aggregate_id = d.id and o.created_at > now() - interval '60 seconds');

-- INV-N1: an event makes one message for an endpoint
select event_id, endpoint_id, count(*) from notifications.audit_messages
group by event_id, endpoint_id having count(*) > 1;

-- INV-N1b: an event made while an endpoint subscribed to it makes a message, on the same platform
-- (an event is claimed before the endpoints are read: one that ended within that batch is not asked for)
select o.event_id, s.endpoint_id from all_outbox o
join notifications.audit_subscriptions s
  on s.event_type = o.type and s.tenant_id = o.tenant_id and o.created_at >= s.active_from
left join notifications.audit_inbox i on i.event_id = o.event_id and i.consumer = 'notifications'
left join notifications.audit_messages m on m.event_id = o.event_id and m.endpoint_id = s.endpoint_id
where m.id is null and o.published_at < now() - interval '60 seconds' and o.created_at > now() - interval '30 days'
  and coalesce(i.processed_at, now()) < coalesce(s.active_to - interval '5 seconds', 'infinity');

-- INV-N2: a message to a working endpoint is sent within a minute
select m.id from notifications.audit_messages m
join notifications.audit_endpoints e on e.id = m.endpoint_id and e.state = 'enabled'
where m.state = 'pending' and m.created_at < now() - interval '60 seconds'
  and not exists (select 1 from notifications.audit_attempts a where a.message_id = m.id);

-- INV-N3: what was delivered is not sent again by itself
select a.message_id from notifications.audit_attempts a
join notifications.audit_attempts b on b.message_id = a.message_id and b.n > a.n
where a.status_code between 200 and 299;

-- INV-N4: a message keeps its id, and is tried ten times at most
select message_id from notifications.audit_attempts group by message_id
having count(distinct webhook_id) > 1 or count(distinct n) <> count(*) or count(*) > 10;

-- INV-N5: every attempt is signed with a later time
select message_id, n from (
  select message_id, n, webhook_timestamp, lag(webhook_timestamp) over (partition by message_id order by n) as last
  from notifications.audit_attempts
) x where webhook_timestamp <= last;

-- INV-N6: no webhook went to an address that is not public, unless this suite is told to allow it
select message_id, n, peer_ip from notifications.audit_attempts
where not exists (select 1 from local_receivers where peer_ip <<= range)
  and peer_ip <<= any (array[
    '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24',
    '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4', '::1/128', '::/96',
    '::ffff:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16',
    'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8', '5f00::/16']::inet[]);

-- INV-N7: a person reads of an event once
select event_id, user_id from notifications.audit_inapp group by event_id, user_id having count(*) > 1;

-- INV-X1: the facts about a subject are numbered from one without a gap
-- (one subject may have facts of several families: escrow.… and funds.… count together; the cleaner takes the first ones
-- of a long past, and leaves the last that is older than 45 days)
select svc, aggregate_id from all_outbox group by svc, aggregate_id
having count(*) <> max(aggregate_seq) - min(aggregate_seq) + 1 or count(distinct aggregate_seq) <> count(*)
  or min(aggregate_seq) <> 1 and min(created_at) > now() - interval '45 days';

-- INV-X2: no fact waits for half a minute to be carried
select svc, event_id, type from all_outbox where published_at is null and created_at < now() - interval '30 seconds';

-- INV-X3: what was carried took effect in every service that listens to it, once
select o.event_id, o.type, s.consumer from all_outbox o join subscriptions s using (type)
left join all_inbox i on i.event_id = o.event_id and i.consumer = s.consumer and i.state = 'done'
where o.published_at < now() - interval '60 seconds' and o.created_at > now() - interval '45 days'
group by o.event_id, o.type, s.consumer having count(i.event_id) <> 1;

-- INV-X4: nothing is parked
select svc, consumer, event_id, type, state from all_inbox where state = 'parked';

-- INV-X5: a service reaches no schema but its own
select r.rolname, n.nspname, c.relname, p.privilege from (values
  ('escrow'), ('disputes'), ('evidence'), ('mediation'), ('notifications')) own(service)
join pg_roles r on r.rolname in ('svc_' || own.service, 'mig_' || own.service)
join pg_namespace n
  on n.nspname in ('escrow', 'disputes', 'evidence', 'mediation', 'notifications') and n.nspname <> own.service
join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p', 'v', 'm')
cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE')) p(privilege)
where has_table_privilege(r.oid, c.oid, p.privilege)
   or p.privilege not in ('DELETE', 'TRUNCATE') and has_any_column_privilege(r.oid, c.oid, p.privilege);

-- INV-X6: no transaction is left open (a session whose state is hidden from the auditor counts: it cannot be judged)
select pid, usename, coalesce(state, 'hidden: grant pg_read_all_stats') as state, state_change from pg_stat_activity
where datname = current_database() and backend_type = 'client backend'
  and (state is null or state like 'idle in transaction%' and clock_timestamp() - state_change > interval '10 seconds');

-- INV-X7: every table of platforms' rows is isolated, for its owner too
select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('escrow', 'disputes', 'evidence', 'mediation', 'notifications') and c.relkind in ('r', 'p')
  and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
  and not (c.relrowsecurity and c.relforcerowsecurity
           and exists (select 1 from pg_policy p where p.polrelid = c.oid));

-- INV-X8: every audit log is an unbroken chain
select svc, tenant_id, seq from (
  select *, lag(hash) over w as last_hash, lag(seq) over w as last_seq from (
    select 'escrow' as svc, * from escrow.audit_log union all select 'disputes', * from disputes.audit_log
    union all select 'evidence', * from evidence.audit_log union all select 'mediation', * from mediation.audit_log
    union all select 'notifications', * from notifications.audit_log
  ) log window w as (partition by svc, tenant_id order by seq)
) x
where hash <> sha256(coalesce(prev_hash, ''::bytea) || canonical) or prev_hash is distinct from last_hash
   or seq <> coalesce(last_seq, 0) + 1;

-- INV-X9: the roles of the services exist and may do nothing beyond their tables
select wanted.name from (
  select kind || '_' || service as name from unnest(array['svc', 'mig']) kind,
  unnest(array['escrow', 'disputes', 'evidence', 'mediation', 'notifications']) service
) wanted left join pg_roles r on r.rolname = wanted.name
where r.oid is null or r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication
   or exists (select 1 from pg_auth_members m where m.member = r.oid);

-- INV-X10: a commit is on the disk when it is confirmed
select name, setting from pg_settings
where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting <> 'on';
