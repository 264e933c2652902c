-- What the choice goes by: the terms of a workspace by version, those of each queue, and what cases ask for.
alter table routing.queue
  add column sticky_seconds int not null default 120 check (sticky_seconds between 0 and 86400),
  add column overflow_queue_id uuid,
  add column overflow_seconds int check (overflow_seconds between 0 and 604800),  -- null: only when it is closed
  add column overflow_closed boolean not null default false,
  add foreign key (overflow_queue_id, workspace_id) references routing.queue (id, workspace_id);

create table routing.policy (
  version int not null,
  workspace_id uuid not null references access.workspace (id),
  from_at timestamptz not null,
  terms jsonb not null,
  by_kind text not null,
  by_id uuid,
  primary key (version, workspace_id)
);

create table routing.need (
  case_id uuid not null,
  skill_id uuid not null,
  from_at timestamptz not null,
  workspace_id uuid not null,
  level smallint not null default 1 check (level between 1 and 5),
  to_at timestamptz check (to_at >= from_at),
  source text not null check (source in ('rule', 'person', 'prediction')),
  by_id uuid,
  primary key (case_id, skill_id, from_at, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id),
  foreign key (skill_id, workspace_id) references workforce.skill (id, workspace_id)
);
create unique index one_need_now on routing.need (case_id, skill_id, workspace_id) where to_at is null;

alter table routing.assignment
  add column factors jsonb not null default '{}',      -- points by what gave them
  add column others jsonb not null default '{}',       -- candidates that are not listed, counted by what spoke against them
  add column policy_version int;
create index assignment_of_agent on routing.assignment (agent_id, workspace_id, at desc);

select kit.wall(array['routing.policy', 'routing.need']::regclass[]);
grant select, insert, update on routing.policy, routing.need to trato_app;
