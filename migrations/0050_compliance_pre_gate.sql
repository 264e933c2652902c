-- The gate: nothing leaves without a verdict, and standing orders that keep messages from leaving.
create schema compliance;
grant usage on schema compliance to trato_app;

-- A verdict is never changed: a message that is judged again gets another.
create table compliance.verdict (
  id uuid not null,
  workspace_id uuid not null,
  message_id uuid not null,
  outcome text not null check (outcome in ('cleared', 'held', 'blocked')),
  reason text not null default '',                  -- the code of what decided; '' when nothing stood against it
  rules jsonb not null,                             -- {rule: version} of all that were asked
  inputs jsonb not null,                            -- codes and ids that they were given, never text
  hold_id uuid,
  actor_kind text not null check (actor_kind in ('user', 'bot', 'contact', 'system')),
  actor_id uuid,
  at timestamptz not null,
  primary key (id, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id),
  check ((outcome = 'cleared') = (reason = ''))
);
create index verdict_of_message on compliance.verdict (message_id, at, workspace_id);

-- A standing order. Its writers: opt-out, reply window, approval, crisis freeze, compliance.
-- scope_id is the id of the workspace, brand, account, conversation, contact or case; of an address, an id
-- derived from controller and address, so that an opt-out outlives the contact's row and every import.
create table compliance.send_hold (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  scope_kind text not null check (scope_kind in
    ('workspace', 'brand', 'account', 'conversation', 'contact', 'address', 'case', 'message')),
  scope_id uuid not null,
  purpose text not null default '' check (purpose in ('', 'reply', 'proactive', 'campaign', 'auto', 'survey',
    'authentication', 'consent_request', 'bot', 'window_fallback')),  -- '' holds every purpose its writer may stop
  writer text not null check (writer in ('opt_out', 'reply_window', 'approval', 'crisis', 'compliance')),
  reason text not null check (reason ~ '^[a-z][a-z0-9_]*$'),
  evidence_id uuid,                                 -- the message or deed behind it
  by_kind text not null check (by_kind in ('user', 'bot', 'contact', 'system')),
  by_id uuid,
  placed_at timestamptz not null,
  until timestamptz check (until > placed_at),
  released_at timestamptz check (released_at >= placed_at),
  released_by_kind text,
  released_by_id uuid,
  primary key (id, workspace_id)
);
create index hold_on on compliance.send_hold (scope_id, workspace_id) where released_at is null;
create unique index hold_once on compliance.send_hold (scope_id, writer, purpose, workspace_id)
  where released_at is null and writer = 'opt_out';
create index hold_list on compliance.send_hold (workspace_id, placed_at desc, id);

-- proof of who the contact is (its screens come later)
create table compliance.contact_verification (
  id uuid not null,
  workspace_id uuid not null,
  contact_id uuid not null,
  case_id uuid,
  method text not null check (method in ('code', 'question', 'document', 'sign_in', 'signed_link')),
  asked_at timestamptz not null,
  by_kind text not null check (by_kind in ('user', 'bot', 'contact', 'system')),
  by_id uuid,
  verified_at timestamptz,
  failed_at timestamptz,
  expires_at timestamptz,
  primary key (id, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id),
  check (verified_at is null or failed_at is null)
);
create index verification_of_contact on compliance.contact_verification (contact_id, workspace_id, asked_at);

select kit.wall(array['compliance.verdict', 'compliance.send_hold', 'compliance.contact_verification']::regclass[]);
grant select, insert on compliance.verdict to trato_app;
grant select, insert on compliance.send_hold to trato_app;
grant update (released_at, released_by_kind, released_by_id) on compliance.send_hold to trato_app;
grant select, insert, update on compliance.contact_verification to trato_app;
