-- Calls: each with what happened in it, its stretches, the legs to us, and what a provider is told to do.
create schema calls;
grant usage on schema calls to trato_app, trato_door;

create table calls.call (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  account_id uuid not null,
  provider_id text not null,
  caller text not null default '',                  -- the number as it was shown; empty: hidden
  conversation_id uuid,
  message_id uuid,                                  -- the call in its thread
  case_id uuid,
  queue_id uuid,                                    -- where it waits, or waited last; null: where its case does
  room text not null default '',                    -- the provider's id of where both talk
  state text not null check (state in ('menu', 'queued', 'talking', 'held', 'ended')),
  outcome text not null default '' check (outcome in ('', 'answered', 'missed', 'words', 'aside', 'short')),
  began_at timestamptz not null,
  queued_at timestamptz,
  answered_at timestamptz,
  answered_by uuid,
  ended_at timestamptz,
  primary key (id, workspace_id),
  unique (account_id, provider_id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);
create index call_of_case on calls.call (workspace_id, case_id, began_at) where case_id is not null;
create index call_alive on calls.call (workspace_id, began_at) where state <> 'ended';

-- What happened, as it was told; stretches and states are made of it anew whenever something is added.
create table calls.happening (
  call_id uuid not null,
  key text not null,                                -- the provider's: told twice, it happened once
  workspace_id uuid not null,
  at timestamptz not null,
  stage text not null,
  agent_id uuid,
  queue_id uuid,
  news jsonb not null,
  primary key (call_id, key, workspace_id),
  foreign key (call_id, workspace_id) references calls.call (id, workspace_id)
);

create table calls.segment (
  call_id uuid not null,
  n int not null,
  workspace_id uuid not null,
  kind text not null check (kind in ('menu', 'queue', 'ring', 'talk', 'hold')),
  agent_id uuid,
  queue_id uuid,
  began_at timestamptz not null,
  ended_at timestamptz,
  primary key (call_id, n, workspace_id),
  foreign key (call_id, workspace_id) references calls.call (id, workspace_id)
);

create table calls.leg (
  id uuid not null,
  workspace_id uuid not null,
  call_id uuid not null,
  agent_id uuid not null,
  way text not null check (way in ('browser', 'telephone')),
  address text not null,                            -- whom the provider calls: a telephone number, or a browser's name
  provider_id text not null default '',
  state text not null check (state in ('ringing', 'talking', 'ended')),
  offered bool not null,                            -- they are asked to take the case; else they have it
  muted bool not null default false,
  began_at timestamptz not null,
  ends_at timestamptz not null,                     -- when ringing is over, whatever is told
  answered_at timestamptz,
  ended_at timestamptz,
  why text not null default '',
  primary key (id, workspace_id),
  foreign key (call_id, workspace_id) references calls.call (id, workspace_id)
);
create index leg_of_call on calls.leg (workspace_id, call_id);
create index leg_of_agent on calls.leg (workspace_id, agent_id) where state <> 'ended';

-- What a provider is told to do, given by the worker after the commit.
create table calls.errand (
  id uuid not null,
  workspace_id uuid not null,
  call_id uuid not null,
  body jsonb not null,
  attempts int not null default 0,
  next_at timestamptz not null,
  done_at timestamptz,
  error text not null default '',
  primary key (id, workspace_id),
  foreign key (call_id, workspace_id) references calls.call (id, workspace_id)
);
create index errand_due on calls.errand (workspace_id, next_at) where done_at is null;

-- The telephone on which somebody takes calls where their browser cannot.
create table calls.telephone (
  user_id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  number text not null check (number ~ '^\+[1-9][0-9]{6,14}$'),
  primary key (user_id, workspace_id)
);

select kit.wall(array[
  'calls.call', 'calls.happening', 'calls.segment', 'calls.leg', 'calls.errand', 'calls.telephone'
]::regclass[]);
grant select, insert, update, delete on calls.segment, calls.telephone to trato_app;
grant select, insert, update on calls.call, calls.leg, calls.errand to trato_app;
grant select, insert on calls.happening to trato_app;
grant select (workspace_id, next_at, done_at) on calls.errand to trato_door;
create policy door_seek on calls.errand for select to trato_door using (done_at is null);
