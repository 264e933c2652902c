-- Expectations between teams (SLE): within how long help that is asked is accepted, and then answered; and each as it
-- runs on one escalation, by the hours of who was asked.
create table sla.expectation (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  version int not null default 1 check (version > 0),
  level text check (level in ('supervisor', 'team')),   -- an empty filter (null) fits everything
  team_id uuid,
  priority smallint,
  accept_seconds int check (accept_seconds > 0),
  answer_seconds int check (answer_seconds > 0),        -- from the acceptance on
  calendar_id uuid,                                     -- the team's hours; none: those of the case's brand
  wall_clock boolean not null default false,
  approach double precision not null default 0.8 check (approach > 0 and approach <= 1),
  created_at timestamptz not null,
  retired_at timestamptz check (retired_at >= created_at),
  primary key (id, workspace_id),
  foreign key (team_id, workspace_id) references access.team (id, workspace_id),
  foreign key (calendar_id, workspace_id) references brands.calendar (id, workspace_id),
  check (accept_seconds is not null or answer_seconds is not null)
);
create unique index expectation_name on sla.expectation (name, workspace_id) where retired_at is null;
create unique index expectation_code on sla.expectation (code, workspace_id) where retired_at is null;

create table sla.expectation_clock (
  id uuid not null,
  workspace_id uuid not null,
  escalation_id uuid not null,
  case_id uuid not null,
  target text not null check (target in ('acceptance', 'answer')),
  expectation_id uuid not null,
  expectation_version int not null,
  seconds int not null check (seconds > 0),
  approach double precision not null,
  brand_id uuid not null,
  team_id uuid,                                         -- whose hours and whose expectation
  level text not null,
  asked_kind text not null,                             -- of whom help is asked: a team, a user
  asked_id uuid not null,
  asked_by uuid,                                        -- who waits, where that is a person
  calendar_id uuid,
  calendar_version int,
  calendar_of text not null default '',
  started_at timestamptz not null,
  approach_at timestamptz not null,
  due_at timestamptz not null,
  stopped_at timestamptz,
  voided_at timestamptz,
  approached_at timestamptz,
  breached_at timestamptz,
  wake_at timestamptz generated always as (case
    when voided_at is not null or breached_at is not null or stopped_at is not null then null
    when approached_at is null then approach_at
    else due_at end) stored,
  primary key (id, workspace_id),
  foreign key (escalation_id, workspace_id) references cases.escalation (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id),
  foreign key (expectation_id, workspace_id) references sla.expectation (id, workspace_id),
  check ((calendar_id is null) = (calendar_version is null)),
  check (approach_at <= due_at and due_at >= started_at)
) with (fillfactor = 80);
create unique index expectation_clock_once on sla.expectation_clock (escalation_id, target, workspace_id);
create index expectation_clock_wakes on sla.expectation_clock (wake_at, workspace_id) where wake_at is not null;
create index expectation_clock_of_case on sla.expectation_clock (case_id, workspace_id);

select kit.wall(array['sla.expectation', 'sla.expectation_clock']::regclass[]);
grant select, insert, update on sla.expectation, sla.expectation_clock to trato_app;
grant select (workspace_id, wake_at) on sla.expectation_clock to trato_door;
create policy door_seek on sla.expectation_clock for select to trato_door using (wake_at is not null);
