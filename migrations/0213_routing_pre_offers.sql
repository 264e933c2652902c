-- Cases that an agent is asked to accept. The row is there while they think; what came of it stays in the assignment.
create table routing.offer (
  case_id uuid not null,
  workspace_id uuid not null,
  assignment_id uuid not null,
  agent_id uuid not null,
  queue_id uuid not null,
  reason text not null,
  offered_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > offered_at),
  primary key (case_id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);
create index offer_of_agent on routing.offer (agent_id, workspace_id);
select kit.wall(array['routing.offer']::regclass[]);
grant select, insert, update, delete on routing.offer to trato_app;

alter table routing.assignment
  add column settled_at timestamptz,     -- when an offer was accepted, declined, or its time ran out
  drop constraint assignment_outcome_check,
  add constraint assignment_outcome_check
    check (outcome in ('offered', 'accepted', 'declined', 'timed_out', 'withdrawn', 'none'));
