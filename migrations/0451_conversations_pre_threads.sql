-- Who answers in a conversation: our automation, a person of ours, or another application of the business.
alter table conversations.conversation
  add column holder text not null default 'automation' check (holder in ('automation', 'person', 'other_app')),
  add column holder_app text not null default '',   -- the provider's id of the other application
  add column holder_told_at timestamptz,            -- what the channel said last of it: when,
  add column holder_told_key text not null default '';  -- and under which key, where two say it at one instant

-- one row for each stretch of time that somebody held it
create table conversations.thread_hold (
  id uuid not null,
  workspace_id uuid not null,
  conversation_id uuid not null,
  case_id uuid,
  holder text not null check (holder in ('automation', 'person', 'other_app')),
  app text not null default '',
  cause text not null,
  note text not null default '',  -- what the other application gave along
  by_kind text not null,
  by_id uuid,
  from_at timestamptz not null,
  to_at timestamptz,
  primary key (id, workspace_id),
  foreign key (conversation_id, workspace_id) references conversations.conversation (id, workspace_id)
);
create index thread_hold_of_conversation on conversations.thread_hold (conversation_id, workspace_id, from_at);
create unique index one_running_hold on conversations.thread_hold (conversation_id, workspace_id) where to_at is null;

-- what another application asks of us
create table conversations.thread_request (
  id uuid not null,
  workspace_id uuid not null,
  conversation_id uuid not null,
  told_key text not null,
  app text not null default '',
  note text not null default '',
  state text not null default 'waiting' check (state in ('waiting', 'granted', 'refused', 'over')),
  asked_at timestamptz not null,
  ended_at timestamptz,
  by_kind text,
  by_id uuid,
  primary key (id, workspace_id),
  foreign key (conversation_id, workspace_id) references conversations.conversation (id, workspace_id)
);
create unique index thread_request_once on conversations.thread_request (conversation_id, workspace_id, told_key);

-- what we ask of the provider: asked once and carried by a worker
create table conversations.thread_deed (
  id uuid not null,
  workspace_id uuid not null,
  conversation_id uuid not null,
  account_id uuid not null,
  act text not null check (act in ('take', 'pass', 'request')),
  app text not null default '',
  note text not null default '',
  undoes uuid,
  state text not null default 'queued' check (state in ('queued', 'sending', 'done', 'failed', 'cancelled')),
  reason text not null default '',
  attempt int not null default 0,
  by_kind text not null,
  by_id uuid,
  asked_at timestamptz not null,
  ended_at timestamptz,
  next_at timestamptz not null default clock_timestamp(),  -- this machine's time, like the lease: never bent
  lease_until timestamptz,
  primary key (id, workspace_id),
  foreign key (conversation_id, workspace_id) references conversations.conversation (id, workspace_id)
) with (fillfactor = 80);
create index thread_deed_of_conversation on conversations.thread_deed (conversation_id, workspace_id, asked_at);
create index thread_deed_due on conversations.thread_deed (workspace_id, next_at) where state = 'queued';
create index thread_deed_leased on conversations.thread_deed (workspace_id, lease_until) where state = 'sending';

select kit.wall(array['conversations.thread_hold', 'conversations.thread_request',
  'conversations.thread_deed']::regclass[]);
grant select, insert, update on conversations.thread_hold, conversations.thread_request, conversations.thread_deed
  to trato_app;
grant select (workspace_id, state, next_at, lease_until) on conversations.thread_deed to trato_door;
create policy door_seek on conversations.thread_deed for select to trato_door using (state in ('queued', 'sending'));
