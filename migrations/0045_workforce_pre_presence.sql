-- Who is here, and how much they can take.
create schema workforce;
grant usage on schema workforce to trato_app;

-- The row that is locked while somebody counts what an agent holds and gives them more.
create table workforce.agent (
  user_id uuid not null,
  workspace_id uuid not null,
  capacity int not null check (capacity between 0 and 1000),  -- units of work at once; a chat is worth 10
  since timestamptz not null,
  primary key (user_id, workspace_id),
  foreign key (user_id, workspace_id) references access."user" (id, workspace_id)
);

create table workforce.capacity_seg (
  user_id uuid not null,
  from_at timestamptz not null,
  workspace_id uuid not null,
  capacity int not null,
  to_at timestamptz check (to_at >= from_at),
  by_kind text not null,
  by_id uuid,
  primary key (user_id, from_at, workspace_id),
  foreign key (user_id, workspace_id) references workforce.agent (user_id, workspace_id)
);
create unique index one_capacity_now on workforce.capacity_seg (user_id, workspace_id) where to_at is null;

create table workforce.presence_seg (
  id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  state text not null check (state in ('online', 'busy', 'break', 'away', 'offline')),
  reason text not null default '' check (reason ~ '^[a-z0-9_]*$'),  -- a code: lunch, training, idle, signed_out
  from_at timestamptz not null,
  to_at timestamptz check (to_at >= from_at),
  by_kind text not null,
  by_id uuid,
  primary key (id, workspace_id),
  foreign key (user_id, workspace_id) references workforce.agent (user_id, workspace_id)
);
create unique index one_presence_now on workforce.presence_seg (user_id, workspace_id) where to_at is null;
create index presence_of_user on workforce.presence_seg (user_id, workspace_id, from_at);

-- What one conversation of a channel takes; a channel without a row takes 10 units.
create table workforce.channel_weight (
  channel text not null,
  workspace_id uuid not null references access.workspace (id),
  units int not null check (units between 0 and 1000),
  exclusive boolean not null default false,           -- takes all of a person, as a call does
  primary key (channel, workspace_id)
);

-- What agents held, once a minute (S96).
create table workforce.load_sample (
  user_id uuid not null,
  at timestamptz not null,
  workspace_id uuid not null,
  state text not null,
  cases int not null,
  load int not null,
  capacity int not null,
  primary key (user_id, at, workspace_id),
  foreign key (user_id, workspace_id) references workforce.agent (user_id, workspace_id)
);

select kit.wall(array['workforce.agent', 'workforce.capacity_seg', 'workforce.presence_seg',
  'workforce.channel_weight', 'workforce.load_sample']::regclass[]);
grant select, insert, update on workforce.agent, workforce.capacity_seg, workforce.presence_seg,
  workforce.channel_weight to trato_app;
grant select, insert on workforce.load_sample to trato_app;
