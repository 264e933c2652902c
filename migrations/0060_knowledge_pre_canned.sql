-- Saved texts that agents insert, each version kept, and the record of their use.
create schema knowledge;
grant usage on schema knowledge to trato_app;

create table knowledge.canned_reply (
  id uuid not null,
  workspace_id uuid not null,
  unit_id uuid not null,                            -- for all below it: the root, a country, a brand
  team_id uuid,                                     -- only for them, when set
  shortcut text not null check (shortcut ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  title text not null check (title <> ''),
  needle text not null,                             -- title without case and accents: what search looks at
  version int not null default 1 check (version > 0),
  created_by uuid,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (id, workspace_id),
  foreign key (unit_id, workspace_id) references access.unit (id, workspace_id),
  foreign key (team_id, workspace_id) references access.team (id, workspace_id)
);
create unique index canned_shortcut on knowledge.canned_reply
  (shortcut, unit_id, coalesce(team_id, unit_id), workspace_id) where retired_at is null;
create index canned_list on knowledge.canned_reply (workspace_id, shortcut text_pattern_ops, id) where retired_at is null;

create table knowledge.canned_text (
  canned_id uuid not null,
  version int not null,
  language text not null check (language ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  workspace_id uuid not null,
  text text not null check (text <> ''),
  written_by uuid,
  written_at timestamptz not null,
  primary key (canned_id, version, language, workspace_id),
  foreign key (canned_id, workspace_id) references knowledge.canned_reply (id, workspace_id)
);

-- what was opened or inserted while working on a case, and why
create table knowledge.kb_touch (
  id uuid not null,
  workspace_id uuid not null,
  case_id uuid not null,
  message_id uuid,
  kind text not null check (kind in ('canned', 'article')),
  ref_id uuid not null,
  version int not null,
  act text not null check (act in ('opened', 'inserted')),
  why text not null default 'help' check (why in ('help', 'compliance')),
  seconds real check (seconds >= 0),
  user_id uuid,
  at timestamptz not null,
  primary key (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);
create index touch_of_case on knowledge.kb_touch (case_id, workspace_id, at);

select kit.wall(array['knowledge.canned_reply', 'knowledge.canned_text', 'knowledge.kb_touch']::regclass[]);
grant select, insert, update on knowledge.canned_reply to trato_app;
grant select, insert on knowledge.canned_text, knowledge.kb_touch to trato_app;
