-- When agents are expected: shifts with what happens inside them, time off, and weeks to copy from.
create table workforce.shift (
  id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  kind text not null check (kind in ('work', 'off')),
  time_zone text not null,                         -- in which it was written; instants are what counts
  day date not null,                               -- the local day on which it begins
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  parts jsonb not null default '[]' check (jsonb_typeof(parts) = 'array'),  -- [{kind, begins, ends}], minutes after from_at
  note text not null default '',
  version int not null default 1,
  made_by_kind text not null,
  made_by_id uuid,
  made_at timestamptz not null,
  cancelled_at timestamptz,
  primary key (id, workspace_id),
  foreign key (user_id, workspace_id) references access."user" (id, workspace_id),
  check (kind = 'off' or to_at <= from_at + interval '16 hours')
);
create index shift_of_user on workforce.shift (user_id, workspace_id, to_at) where cancelled_at is null;
create index shift_log on workforce.shift (workspace_id, to_at) where cancelled_at is null;

create table workforce.week_template (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  name text not null check (name <> ''),
  time_zone text not null,
  spans jsonb not null check (jsonb_typeof(spans) = 'array'),  -- [{weekday, starts, ends, parts}], Monday is 0
  changed_at timestamptz not null,
  retired_at timestamptz,
  primary key (id, workspace_id)
);
create unique index week_template_name on workforce.week_template (name, workspace_id) where retired_at is null;

select kit.wall(array['workforce.shift', 'workforce.week_template']::regclass[]);
grant select, insert, update on workforce.shift, workforce.week_template to trato_app;
