-- What agents can do, how well, and since when.
create table workforce.skill (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  name text not null check (name <> ''),
  matches text not null default '' check (matches in ('', 'language', 'channel', 'country', 'brand', 'tag')),
  value text not null default '',                       -- the language, channel, … that asks for it by itself
  level smallint not null default 1 check (level between 1 and 5),  -- from which level it then will do
  retired_at timestamptz,
  created_at timestamptz not null,
  primary key (id, workspace_id),
  check ((matches = '') = (value = ''))
);
create unique index skill_name on workforce.skill (lower(name), workspace_id) where retired_at is null;
create unique index skill_for on workforce.skill (matches, value, workspace_id)
  where retired_at is null and matches <> '';

create table workforce.agent_skill (
  user_id uuid not null,
  skill_id uuid not null,
  from_at timestamptz not null,
  workspace_id uuid not null,
  level smallint not null check (level between 1 and 5),
  to_at timestamptz check (to_at >= from_at),
  by_kind text not null,
  by_id uuid,
  primary key (user_id, skill_id, from_at, workspace_id),
  foreign key (user_id, workspace_id) references workforce.agent (user_id, workspace_id),
  foreign key (skill_id, workspace_id) references workforce.skill (id, workspace_id)
);
create unique index one_level_now on workforce.agent_skill (user_id, skill_id, workspace_id) where to_at is null;
create index agents_with_skill on workforce.agent_skill (skill_id, workspace_id) where to_at is null;

select kit.wall(array['workforce.skill', 'workforce.agent_skill']::regclass[]);
grant select, insert, update on workforce.skill, workforce.agent_skill to trato_app;
