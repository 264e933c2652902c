-- Facts told to other systems: where to, what was told, and how it went.
create schema webhooks;
grant usage on schema webhooks to trato_app, trato_door;

create table webhooks.endpoint (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  url text not null check (url like 'http%' and length(url) <= 2000),
  description text not null default '',
  kinds text[] not null default '{}',               -- of events, 'cases.*' too; none means all
  state text not null default 'active' check (state in ('active', 'paused', 'disabled')),
  state_reason text not null default '',
  secret bytea not null,                            -- sealed: kit.secrets
  old_secret bytea,                                 -- signs too, until the receiver has changed
  old_secret_until timestamptz,
  failing_since timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (id, workspace_id),
  check ((old_secret is null) = (old_secret_until is null))
);
create index endpoint_list on webhooks.endpoint (workspace_id, created_at, id) where removed_at is null;

-- One event to one endpoint, for ever: told again under the same id.
create table webhooks.delivery (
  endpoint_id uuid not null,
  seq bigint not null,
  workspace_id uuid not null,
  case_id uuid,
  kind text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'delivered', 'failed')),
  attempts int not null default 0,                  -- of this round; a replay begins another
  fence int not null default 0,                     -- counts every claim: a late answer of an old one is dropped
  next_at timestamptz not null,
  response_code int,
  duration_ms int,
  error text not null default '',
  created_at timestamptz not null,
  delivered_at timestamptz,
  primary key (endpoint_id, seq, workspace_id),
  foreign key (endpoint_id, workspace_id) references webhooks.endpoint (id, workspace_id)
) with (fillfactor = 80);
create index delivery_due on webhooks.delivery (workspace_id, next_at) where state in ('waiting', 'sending');
create index delivery_line on webhooks.delivery (endpoint_id, case_id, seq, workspace_id)
  where state in ('waiting', 'sending');

-- every attempt, for the log that people read
create table webhooks.attempt (
  endpoint_id uuid not null,
  seq bigint not null,
  fence int not null,
  workspace_id uuid not null,
  at timestamptz not null,
  response_code int,
  duration_ms int not null,
  error text not null default '',
  primary key (endpoint_id, seq, fence, workspace_id),
  foreign key (endpoint_id, seq, workspace_id) references webhooks.delivery (endpoint_id, seq, workspace_id)
);

select kit.wall(array['webhooks.endpoint', 'webhooks.delivery', 'webhooks.attempt']::regclass[]);
grant select, insert, update on webhooks.endpoint, webhooks.delivery to trato_app;
grant select, insert on webhooks.attempt to trato_app;

grant select (workspace_id, state, next_at) on webhooks.delivery to trato_door;
create policy door_seek on webhooks.delivery for select to trato_door using (state in ('waiting', 'sending'));
