-- The identities that the public speaks to, who answers for them in law, and when they are open.
create schema brands;
grant usage on schema brands to trato_app;

create table brands.controller (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  legal_name text not null check (legal_name <> ''),
  country text not null check (country ~ '^[A-Z]{2}$'),
  contact text not null default '',                 -- where a person exercises their rights: mail or address
  created_at timestamptz not null,
  primary key (id, workspace_id)
);

-- A brand is a unit of kind brand: both have one id, so that scope is resolved in the tree of units alone.
create table brands.brand (
  id uuid not null,
  workspace_id uuid not null,
  controller_id uuid not null,
  name text not null check (name <> ''),
  locale text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  timezone text not null,
  voice_is text not null default '',
  voice_is_not text not null default '',
  voice_do text not null default '',
  voice_do_not text not null default '',
  created_at timestamptz not null,
  primary key (id, workspace_id),
  unique (name, workspace_id),
  foreign key (id, workspace_id) references access.unit (id, workspace_id),
  foreign key (controller_id, workspace_id) references brands.controller (id, workspace_id)
);

-- A set of hours. What it says is in its versions, which never change once written.
create table brands.calendar (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  name text not null check (name <> ''),
  version int not null default 1 check (version > 0),  -- the one in force
  created_at timestamptz not null,
  primary key (id, workspace_id),
  unique (name, workspace_id)
);

-- week: seven lists of [opens, closes] in minutes after midnight, Monday first.
-- days: the dates that differ, [{"date", "kind", "name", "openings"}]; public holidays are resolved into them
-- for the years of resolved, so that what a version says does not change when a library does.
create table brands.calendar_version (
  calendar_id uuid not null,
  version int not null check (version > 0),
  workspace_id uuid not null,
  timezone text not null,
  week jsonb not null check (jsonb_array_length(week) = 7),
  days jsonb not null default '[]',
  country text not null default '' check (country ~ '^([A-Z]{2})?$'),
  subdivision text not null default '',
  resolved int4range not null default 'empty',
  from_at timestamptz not null,
  by_kind text not null,
  by_id uuid,
  primary key (calendar_id, version, workspace_id),
  foreign key (calendar_id, workspace_id) references brands.calendar (id, workspace_id)
);

-- What keeps a set of hours: policies and queues live in rooms above, so holders are kept without a foreign key.
create table brands.calendar_attachment (
  id uuid not null,
  workspace_id uuid not null,
  holder_kind text not null check (holder_kind in ('policy', 'queue', 'channel_account', 'brand', 'person')),
  holder_id uuid not null,
  calendar_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz check (to_at >= from_at),
  primary key (id, workspace_id),
  foreign key (calendar_id, workspace_id) references brands.calendar (id, workspace_id)
);
create unique index attachment_now on brands.calendar_attachment (holder_id, holder_kind, workspace_id) where to_at is null;

-- Another with every change of hours: whoever keeps hours in memory compares it.
create table brands.hours_stamp (
  workspace_id uuid primary key references access.workspace (id),
  stamp uuid not null
);

select kit.wall(array['brands.controller', 'brands.brand', 'brands.calendar', 'brands.calendar_version',
  'brands.calendar_attachment', 'brands.hours_stamp']::regclass[]);
grant select, insert, update on brands.controller, brands.brand, brands.calendar, brands.calendar_attachment,
  brands.hours_stamp to trato_app;
grant select, insert on brands.calendar_version to trato_app;
