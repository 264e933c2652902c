-- Threads on one channel account. The case is on the message; what a conversation holds is the present only.
create schema conversations;
grant usage on schema conversations to trato_app, trato_door;

create table conversations.conversation (
  id uuid not null,
  workspace_id uuid not null,
  account_id uuid not null,
  brand_id uuid not null,
  identity_id uuid not null,
  contact_id uuid not null,
  channel text not null,
  surface text not null,
  -- of a shared thread (mail, public post) the channel's own key; else the contact's id and that key
  thread_key text not null,
  subject text not null default '',
  parent text not null default '',
  case_id uuid,
  started_by text not null default 'contact' check (started_by in ('contact', 'us')),
  created_at timestamptz not null,
  last_sort_at timestamptz not null,
  last_inbound_at timestamptz,
  last_provider_id text not null default '',
  window_until timestamptz,
  widget_gone_at timestamptz,
  closed_at timestamptz,
  primary key (id, workspace_id),
  unique (thread_key, account_id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id),
  foreign key (identity_id, workspace_id) references contacts.identity (id, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
) with (fillfactor = 80);
create index conversation_of_contact on conversations.conversation (contact_id, workspace_id);
create index conversation_of_case on conversations.conversation (case_id, workspace_id);

create table conversations.message (
  id uuid not null,
  workspace_id uuid not null,
  conversation_id uuid not null,
  case_id uuid,
  account_id uuid not null,
  provider_id text,
  direction text not null check (direction in ('in', 'out')),
  author_kind text not null check (author_kind in ('user', 'bot', 'contact', 'system')),
  author_id uuid,
  author_alias text not null default '',
  on_behalf_of uuid,
  purpose text not null default 'reply' check (purpose in ('contact', 'reply', 'proactive', 'campaign', 'auto', 'survey',
    'authentication', 'consent_request', 'bot', 'window_fallback', 'echo')),
  parts jsonb not null,
  text text not null default '',
  mail jsonb,
  template jsonb,
  referral jsonb,
  reply_to text not null default '',
  forwarded boolean not null default false,
  public boolean not null default false,
  rating smallint,
  language text not null default '',
  courtesy boolean not null default false,
  awaited text not null default '',
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  sort_at timestamptz not null,
  sort_id bigint not null default 0,
  sort_item int not null default 0,
  late boolean not null default false,
  edited_at timestamptz,
  deleted_at timestamptz,
  origin text not null default 'live',
  primary key (id, workspace_id),
  unique (provider_id, account_id, workspace_id),
  foreign key (conversation_id, workspace_id) references conversations.conversation (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
) with (fillfactor = 90);
create index message_of_conversation on conversations.message (conversation_id, workspace_id, sort_at, sort_id, sort_item);
create index message_of_case on conversations.message (case_id, workspace_id, sort_at);

create table conversations.message_move (
  message_id uuid not null,
  workspace_id uuid not null,
  from_case_id uuid,
  to_case_id uuid not null,
  at timestamptz not null,
  by_kind text not null,
  by_id uuid,
  cause text not null check (cause in ('split', 'merge', 'undo', 'manual')),
  primary key (message_id, at, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id)
);

create table conversations.message_revision (
  message_id uuid not null,
  workspace_id uuid not null,
  revision int not null,
  parts jsonb not null,
  text text not null,
  rating smallint,
  at timestamptz not null,
  primary key (message_id, revision, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id)
);

create table conversations.reaction (
  message_id uuid not null,
  workspace_id uuid not null,
  author_kind text not null,
  author_id uuid not null,
  emoji text not null,
  at timestamptz not null,
  primary key (message_id, author_id, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id)
);

create table conversations.attachment (
  id uuid not null,
  workspace_id uuid not null,
  message_id uuid not null,
  account_id uuid not null,
  part int not null,
  state text not null default 'pending' check (state in ('pending', 'ready', 'failed')),
  media text not null,
  ref text not null,
  inbox_id bigint,
  blob_key text,
  mime text not null default '',
  name text not null default '',
  size bigint not null default 0,
  attempts int not null default 0,
  next_at timestamptz not null,
  expires_at timestamptz,
  error text not null default '',
  primary key (id, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id)
);
create index attachment_of_message on conversations.attachment (message_id, workspace_id);
create index attachment_waiting on conversations.attachment (workspace_id, next_at) where state = 'pending';

-- where an outbound text came from: typed, a canned reply, a template, a suggestion…
create table conversations.message_source (
  message_id uuid not null,
  workspace_id uuid not null,
  position int not null,
  kind text not null check (kind in ('typed', 'canned', 'template', 'suggestion', 'macro', 'rule', 'flow', 'model')),
  ref_id uuid,
  version int,
  language text not null default '',
  edit_share real,
  primary key (message_id, position, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id)
);

-- the life of one outbound message; nothing passes 'queued' without a verdict
create table conversations.delivery (
  message_id uuid not null,
  workspace_id uuid not null,
  account_id uuid not null,
  conversation_id uuid not null,
  case_id uuid,
  state text not null check (state in ('queued', 'held', 'cleared', 'sending', 'sent', 'delivered', 'read', 'failed',
    'uncertain', 'cancelled', 'blocked')),
  verdict_id uuid,
  reason text not null default '',
  attempt int not null default 0,
  queued_at timestamptz not null,
  next_at timestamptz not null default clock_timestamp(),  -- this machine's time, like the lease: never bent
  lease_until timestamptz,
  provider_id text,
  rank smallint not null default 0,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  failed_at timestamptz,
  resent_as uuid,
  primary key (message_id, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id),
  check (state in ('queued', 'cancelled') or verdict_id is not null)
) with (fillfactor = 70);
create index delivery_due on conversations.delivery (workspace_id, next_at) where state = 'cleared';
create index delivery_line on conversations.delivery (conversation_id, workspace_id, queued_at, message_id)
  where state in ('queued', 'held', 'cleared', 'sending');
create index delivery_unjudged on conversations.delivery (workspace_id, queued_at) where state = 'queued';
create index delivery_leased on conversations.delivery (workspace_id, lease_until) where state = 'sending';
create index delivery_uncertain on conversations.delivery (workspace_id, next_at) where state = 'uncertain';
create index delivery_of_provider on conversations.delivery (provider_id, account_id, workspace_id);

create table conversations.delivery_cost (
  message_id uuid not null,
  workspace_id uuid not null,
  provider jsonb not null default '{}',
  billable boolean,
  category text not null default '',
  segments int not null default 1,
  price numeric(12, 6),
  currency text,
  rate_card text not null default '',
  free_until timestamptz,
  at timestamptz not null,
  primary key (message_id, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id)
);

-- receipts, edits, deletions and reactions that came before their message; kept seven days
create table conversations.parked (
  id uuid not null,
  workspace_id uuid not null,
  account_id uuid not null,
  provider_id text not null,
  dedupe_key text not null,
  event jsonb not null,
  received_at timestamptz not null,
  primary key (id, workspace_id),
  unique (dedupe_key, account_id, workspace_id)
);
create index parked_for on conversations.parked (provider_id, account_id, workspace_id);
create index parked_old on conversations.parked (workspace_id, received_at);

-- a survey answer, a code, a consent: goes to who asked, and opens nothing
create table conversations.awaited_reply (
  id uuid not null,
  workspace_id uuid not null,
  conversation_id uuid not null,
  kind text not null check (kind in ('survey', 'code', 'opt_in', 'consent')),
  ref uuid not null,
  asked_at timestamptz not null,
  until timestamptz not null,
  answered_at timestamptz,
  answer_message_id uuid,
  primary key (id, workspace_id),
  foreign key (conversation_id, workspace_id) references conversations.conversation (id, workspace_id)
);
create index awaited_now on conversations.awaited_reply (conversation_id, workspace_id) where answered_at is null;

create table conversations.typing_seg (
  id uuid not null,
  workspace_id uuid not null,
  conversation_id uuid not null,
  side text not null check (side in ('contact', 'user')),
  user_id uuid,
  from_at timestamptz not null,
  to_at timestamptz not null,
  primary key (id, workspace_id),
  foreign key (conversation_id, workspace_id) references conversations.conversation (id, workspace_id)
);
create table conversations.widget_seg (
  conversation_id uuid not null,
  workspace_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz,
  primary key (conversation_id, from_at, workspace_id),
  foreign key (conversation_id, workspace_id) references conversations.conversation (id, workspace_id)
);

select kit.wall(array['conversations.conversation', 'conversations.message', 'conversations.message_move',
  'conversations.message_revision', 'conversations.reaction', 'conversations.attachment',
  'conversations.message_source', 'conversations.delivery', 'conversations.delivery_cost', 'conversations.parked',
  'conversations.awaited_reply', 'conversations.typing_seg', 'conversations.widget_seg']::regclass[]);
grant select, insert, update on all tables in schema conversations to trato_app;
grant delete on conversations.parked, conversations.reaction to trato_app;

grant select (workspace_id, state, next_at, lease_until) on conversations.delivery to trato_door;
create policy door_seek on conversations.delivery for select to trato_door
  using (state in ('queued', 'cleared', 'sending', 'uncertain'));
grant select (workspace_id, state, next_at) on conversations.attachment to trato_door;
create policy door_seek on conversations.attachment for select to trato_door using (state = 'pending');
