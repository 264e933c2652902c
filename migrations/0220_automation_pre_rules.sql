-- What happens by itself: rules with their versions, macros, automatic replies, and what each of them did.
create schema automation;
grant usage on schema automation to trato_app;

-- another stamp after every change of a rule or an automatic reply: who has it, reads nothing else
create table automation.stamp (
  workspace_id uuid not null primary key,
  stamp uuid not null
);

create table automation.rule (
  id uuid not null,
  workspace_id uuid not null,
  name text not null check (name <> ''),
  position int not null,
  state text not null check (state in ('draft', 'active', 'off')),
  version int not null default 1 check (version > 0),
  body jsonb not null,                            -- when, if, then, of the present version
  changed_by uuid,
  changed_at timestamptz not null,
  retired_at timestamptz,
  primary key (id, workspace_id)
);
create index rule_order on automation.rule (workspace_id, position, id) where retired_at is null;

create table automation.rule_version (
  rule_id uuid not null,
  version int not null,
  workspace_id uuid not null,
  name text not null,
  body jsonb not null,
  written_by uuid,
  written_at timestamptz not null,
  primary key (rule_id, version, workspace_id),
  foreign key (rule_id, workspace_id) references automation.rule (id, workspace_id)
);

-- how often a rule was asked, and how often it matched, a row a day
create table automation.tally (
  rule_id uuid not null,
  day date not null,
  workspace_id uuid not null,
  looked int not null default 0,
  matched int not null default 0,
  last_at timestamptz,
  primary key (rule_id, day, workspace_id),
  foreign key (rule_id, workspace_id) references automation.rule (id, workspace_id)
);

create table automation.macro (
  id uuid not null,
  workspace_id uuid not null,
  owner_id uuid,                                  -- of one person
  team_id uuid,                                   -- or of a team; neither: everybody's
  name text not null check (name <> ''),
  version int not null default 1 check (version > 0),
  steps jsonb not null,
  changed_at timestamptz not null,
  retired_at timestamptz,
  primary key (id, workspace_id),
  check (owner_id is null or team_id is null),
  foreign key (owner_id, workspace_id) references access."user" (id, workspace_id),
  foreign key (team_id, workspace_id) references access.team (id, workspace_id)
);
create index macro_names on automation.macro (workspace_id, name, id) where retired_at is null;

create table automation.macro_version (
  macro_id uuid not null,
  version int not null,
  workspace_id uuid not null,
  name text not null,
  steps jsonb not null,
  written_by uuid,
  written_at timestamptz not null,
  primary key (macro_id, version, workspace_id),
  foreign key (macro_id, workspace_id) references automation.macro (id, workspace_id)
);

-- one time that a rule matched or a macro was used: ids and codes, never texts
create table automation.run (
  id uuid not null,
  workspace_id uuid not null,
  source text not null check (source in ('rule', 'macro')),
  source_id uuid not null,
  version int not null,
  case_id uuid not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('done', 'nothing', 'refused', 'stopped')),
  reason text not null default '',
  event text not null default '',                 -- the kind of fact that set it off
  seq bigint,                                     -- and its number
  root bigint,                                    -- the fact with which the chain of causes began
  chain uuid[] not null default '{}',             -- the rules that it went through before this one
  by_id uuid,                                     -- who used a macro
  undone_at timestamptz,
  undone_by uuid,
  primary key (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);
-- a rule never runs twice for one cause on one case
create unique index run_once on automation.run (case_id, source_id, root, workspace_id)
  where source = 'rule' and outcome <> 'stopped';
create index run_newest on automation.run (workspace_id, at desc, id desc);
create index run_of_source on automation.run (source_id, workspace_id, at desc, id desc);

create table automation.step (
  run_id uuid not null,
  n int not null,
  workspace_id uuid not null,
  action text not null,
  outcome text not null check (outcome in ('done', 'nothing', 'refused')),
  reason text not null default '',
  back jsonb,                                     -- how it is given back: ids and codes
  primary key (run_id, n, workspace_id),
  foreign key (run_id, workspace_id) references automation.run (id, workspace_id)
);

create table automation.auto_reply (
  id uuid not null,
  workspace_id uuid not null,
  kind text not null check (kind in ('greeting', 'away', 'slow')),
  brand_id uuid,                                  -- null: every brand
  channel text not null default '',               -- '': every channel
  texts jsonb not null,
  active boolean not null default false,
  window_minutes int not null default 1440 check (window_minutes between 1 and 43200),
  after_minutes int not null default 10 check (after_minutes between 1 and 10080),
  version int not null default 1,
  changed_by uuid,
  changed_at timestamptz not null,
  primary key (id, workspace_id),
  foreign key (brand_id, workspace_id) references brands.brand (id, workspace_id)
);
create unique index auto_reply_place on automation.auto_reply
  (kind, coalesce(brand_id, '00000000-0000-0000-0000-000000000000'::uuid), channel, workspace_id);

-- what was said by itself in a conversation, and until when it is not said again
create table automation.auto_sent (
  conversation_id uuid not null,
  kind text not null check (kind in ('greeting', 'away', 'slow')),
  workspace_id uuid not null,
  reply_id uuid not null,
  version int not null,
  message_id uuid not null,
  at timestamptz not null,
  until timestamptz not null,
  primary key (conversation_id, kind, workspace_id),
  foreign key (conversation_id, workspace_id) references conversations.conversation (id, workspace_id)
);

select kit.wall(array['automation.stamp', 'automation.rule', 'automation.rule_version', 'automation.tally',
  'automation.macro', 'automation.macro_version', 'automation.run', 'automation.step', 'automation.auto_reply',
  'automation.auto_sent']::regclass[]);
grant select, insert, update on all tables in schema automation to trato_app;
revoke update on automation.rule_version, automation.macro_version, automation.step from trato_app;
