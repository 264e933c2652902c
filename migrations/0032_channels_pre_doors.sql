-- How messages come in: accounts, the durable inbox, and one lane for each workspace.
create schema channels;
grant usage on schema channels to trato_app, trato_door;

create table channels.account (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  brand_id uuid not null,
  unit_id uuid not null,
  controller_id uuid not null,
  channel text not null,
  external_id text not null,
  portfolio text not null default '',
  name text not null,
  country text not null default '',
  purpose text not null default 'care' check (purpose in ('care', 'marketing', 'sales')),
  owner_id uuid,
  queue_id uuid,
  calendar_id uuid,
  settings jsonb not null default '{}',
  secrets bytea,
  state text not null default 'active' check (state in ('draft', 'active', 'paused', 'broken')),
  state_reason text not null default '',
  activated_at timestamptz,
  paused_until timestamptz,
  created_at timestamptz not null,
  primary key (id, workspace_id),
  unique (external_id, channel, workspace_id),
  foreign key (brand_id, workspace_id) references brands.brand (id, workspace_id),
  foreign key (controller_id, workspace_id) references brands.controller (id, workspace_id)
);

create table channels.lane (
  workspace_id uuid primary key references access.workspace (id)
);

create table channels.inbox (
  id bigint generated always as identity,
  workspace_id uuid not null,
  account_id uuid not null,
  dedupe_key bytea not null,
  raw bytea not null,
  headers jsonb not null default '{}',
  received_at timestamptz not null default clock_timestamp(),
  status text not null default 'new' check (status in ('new', 'done', 'dead')),
  attempts int not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  hold_key text,
  error text,
  done_at timestamptz,
  primary key (id, workspace_id),
  unique (dedupe_key, account_id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
) with (fillfactor = 70);
create index inbox_waiting on channels.inbox (workspace_id, id) where status = 'new';
create index inbox_held on channels.inbox (workspace_id, hold_key) where status = 'new' and hold_key is not null;
create index inbox_dead on channels.inbox (workspace_id, id) where status = 'dead';
create index inbox_kept on channels.inbox (done_at) where status = 'done';

-- how far a mailbox was read
create table channels.cursor (
  account_id uuid not null,
  workspace_id uuid not null,
  name text not null,
  value text not null,
  at timestamptz not null,
  primary key (account_id, name, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
);

-- what channels.md calls tier, modern and live: dated, because a report of March asks for March's
create table channels.standing (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  brand_id uuid,
  channel text not null,
  tier smallint not null default 1 check (tier between 1 and 3),
  modern boolean not null,
  live boolean not null,
  from_at timestamptz not null,
  to_at timestamptz,
  primary key (id, workspace_id)
);
create index standing_of_channel on channels.standing (channel, workspace_id);

-- texts that a channel approved
create table channels.template (
  id uuid not null,
  workspace_id uuid not null,
  account_id uuid not null,
  name text not null,
  language text not null,
  category text not null,
  body text not null,
  parameters int not null default 0,
  state text not null default 'approved' check (state in ('approved', 'pending', 'rejected', 'paused', 'disabled')),
  version int not null default 1,
  at timestamptz not null,
  primary key (id, workspace_id),
  unique (name, language, account_id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
);

-- what a message costs, as it stood on each day
create table channels.rate_card (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  channel text not null,
  market text not null default '',
  category text not null,
  price numeric(12, 6) not null,
  currency text not null,
  version text not null,
  from_at timestamptz not null,
  to_at timestamptz,
  primary key (id, workspace_id)
);

create table channels.account_alert (
  id uuid not null,
  workspace_id uuid not null,
  account_id uuid not null,
  kind text not null,
  body jsonb not null default '{}',
  at timestamptz not null,
  seen_at timestamptz,
  primary key (id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
);

select kit.wall(array['channels.account', 'channels.lane', 'channels.inbox', 'channels.cursor', 'channels.standing',
  'channels.template', 'channels.rate_card', 'channels.account_alert']::regclass[]);
grant select, insert, update on all tables in schema channels to trato_app;

-- the door may put deliveries in for any workspace, find an account by its id, and see where work waits
grant insert (workspace_id, account_id, dedupe_key, raw, headers) on channels.inbox to trato_door;
grant select (workspace_id, id, status, next_at, received_at) on channels.inbox to trato_door;
create policy door_in on channels.inbox for insert to trato_door with check (true);
create policy door_seek on channels.inbox for select to trato_door using (status = 'new');
grant select (workspace_id, id, channel, external_id, portfolio, country, settings, secrets, state)
  on channels.account to trato_door;
create policy door_seek on channels.account for select to trato_door using (true);
create index account_by_id on channels.account (id);

-- a workspace has its turns from its first day
create function channels.open_lane() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into channels.lane (workspace_id) values (new.id);
  insert into kit.event_head (workspace_id) values (new.id);
  insert into kit.reaction_head (workspace_id) values (new.id);
  insert into cases.counter (workspace_id) values (new.id);
  return new;
end $$;
create trigger open_lane after insert on access.workspace for each row execute function channels.open_lane();
