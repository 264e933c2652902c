-- Where cases wait, and why each went where it went.
create schema routing;
grant usage on schema routing to trato_app;

create table routing.queue (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  brand_id uuid,
  team_id uuid,
  name text not null,
  position int not null default 0,
  automatic boolean not null default true,
  calendar_id uuid,
  retired_at timestamptz,
  created_at timestamptz not null,
  primary key (id, workspace_id),
  unique (name, workspace_id),
  foreign key (team_id, workspace_id) references access.team (id, workspace_id)
);

-- one decision: who was considered, with what inputs, and why this one
create table routing.assignment (
  id uuid not null,
  workspace_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  author text not null check (author in ('engine', 'person', 'rule', 'self')),
  author_id uuid,
  reason text not null check (reason in ('available', 'skill', 'sticky', 'pull', 'transfer', 'overflow', 'reassigned',
    'manual', 'returned')),
  queue_id uuid,
  agent_id uuid,
  queued_at timestamptz,
  candidates jsonb not null default '[]',
  sticky_candidate uuid,
  sticky_honoured boolean,
  sticky_reason text not null default '',
  outcome text not null default 'accepted' check (outcome in ('offered', 'accepted', 'declined', 'timed_out', 'none')),
  seconds real,
  primary key (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);
create index assignment_of_case on routing.assignment (case_id, workspace_id, at);

select kit.wall(array['routing.queue', 'routing.assignment']::regclass[]);
grant select, insert, update on all tables in schema routing to trato_app;
