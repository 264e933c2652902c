-- Promises: what was promised to whom, each promise as it runs on a case, and what time broke.
create schema sla;
grant usage on schema sla to trato_app, trato_door;

create table sla.policy (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  name text not null check (name <> ''),
  source text not null default '',                    -- the manual's row it comes from, as S75
  version int not null default 1 check (version > 0), -- the one in force
  created_at timestamptz not null,
  retired_at timestamptz check (retired_at >= created_at),
  primary key (id, workspace_id)
);
create unique index policy_name on sla.policy (name, workspace_id) where retired_at is null;

-- Never changed once written. An empty filter (null) fits everything.
create table sla.policy_version (
  policy_id uuid not null,
  version int not null check (version > 0),
  workspace_id uuid not null,
  surface text,
  channel text,
  brand_id uuid,
  account_id uuid,
  tier smallint,
  country text check (country ~ '^[A-Z]{2}$'),
  priority smallint,
  wall_clock boolean not null default false,          -- counts nights and holidays too
  bot_counts boolean not null default true,           -- a bot's answer keeps the promise of any answer
  approach double precision not null default 0.8 check (approach > 0 and approach <= 1),
  factors jsonb not null default '{}',                -- country to what its durations are multiplied by
  locked boolean not null default false,              -- a narrower policy may be stricter, never laxer
  from_at timestamptz not null,
  by_kind text not null,
  by_id uuid,
  primary key (policy_id, version, workspace_id),
  foreign key (policy_id, workspace_id) references sla.policy (id, workspace_id)
);

create table sla.policy_target (
  policy_id uuid not null,
  version int not null,
  target text not null check (target in ('first_response', 'first_human_response', 'next_response', 'ceiling', 'resolution')),
  workspace_id uuid not null,
  seconds int not null check (seconds > 0),
  pause_on text[] not null default '{}',              -- reasons of waiting that stop this promise's time
  primary key (policy_id, version, target, workspace_id),
  foreign key (policy_id, version, workspace_id) references sla.policy_version (policy_id, version, workspace_id)
);

-- Another with every change of policies: whoever keeps them in memory compares it.
create table sla.policy_stamp (
  workspace_id uuid primary key references access.workspace (id),
  stamp uuid not null
);

-- One promise running on a case. Its state is what these columns say, never a column of its own.
-- Messages and calendars are kept by id alone: a promise's record outlives an erased text.
create table sla.clock (
  id uuid not null,
  workspace_id uuid not null,
  case_id uuid not null,
  conversation_id uuid not null,
  target text not null check (target in ('first_response', 'first_human_response', 'next_response', 'ceiling', 'resolution')),
  policy_id uuid not null,
  policy_version int not null,
  seconds int not null check (seconds > 0),           -- as promised, its country's factor included
  approach double precision not null,
  bot_counts boolean not null,
  public boolean not null,                            -- only an answer in its own conversation keeps it
  calendar_id uuid,                                   -- none: the wall clock
  calendar_version int,
  calendar_of text not null default '',               -- whose hours these are: policy, queue, channel account, brand, person
  brand_id uuid not null,
  account_id uuid,
  queue_id uuid,
  surface text not null,
  channel text not null,
  country text not null default '',
  tier smallint,
  start_message_id uuid,
  started_at timestamptz not null,
  approach_at timestamptz not null,
  due_at timestamptz not null,
  paused_at timestamptz,
  stopped_at timestamptz,
  stopped_by_kind text,
  stopped_by_message_id uuid,
  voided_at timestamptz,
  void_reason text,
  merged_into uuid,
  approached_at timestamptz,
  breached_at timestamptz,
  -- when time next does something to it: nobody has to keep this in step
  wake_at timestamptz generated always as (case
    when voided_at is not null or merged_into is not null or paused_at is not null or breached_at is not null then null
    when stopped_at is not null then case when stopped_at > due_at then due_at end
    when approached_at is null then approach_at
    else due_at end) stored,
  primary key (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id),
  foreign key (conversation_id, workspace_id) references conversations.conversation (id, workspace_id),
  foreign key (policy_id, policy_version, workspace_id) references sla.policy_version (policy_id, version, workspace_id),
  foreign key (merged_into, workspace_id) references sla.clock (id, workspace_id),
  check ((calendar_id is null) = (calendar_version is null)),
  check ((stopped_at is null) = (stopped_by_kind is null)),
  check ((voided_at is null) = (void_reason is null)),
  check (approach_at <= due_at and due_at >= started_at)
) with (fillfactor = 80);
create unique index clock_running on sla.clock (case_id, conversation_id, target, workspace_id)
  where stopped_at is null and voided_at is null and merged_into is null;
create index clock_of_case on sla.clock (case_id, workspace_id);
create index clock_wakes on sla.clock (wake_at, workspace_id) where wake_at is not null;

create table sla.clock_pause (
  clock_id uuid not null,
  from_at timestamptz not null,
  workspace_id uuid not null,
  to_at timestamptz check (to_at >= from_at),
  reason text not null check (reason in ('contact', 'third_party', 'team', 'until', 'resolved')),
  primary key (clock_id, from_at, workspace_id),
  foreign key (clock_id, workspace_id) references sla.clock (id, workspace_id)
);
create unique index one_pause_now on sla.clock_pause (clock_id, workspace_id) where to_at is null;

-- What changed a clock after it started, other than time and an answer.
create table sla.clock_history (
  id uuid not null,
  workspace_id uuid not null,
  clock_id uuid not null,
  at timestamptz not null,
  cause text not null check (cause in ('paused', 'resumed', 'voided', 'restored', 'answer_failed', 'reopened', 'merged',
    'unmerged', 'calendar', 'policy', 'queue')),
  due_before timestamptz not null,
  due_after timestamptz not null,
  policy_version int not null,
  calendar_version int,
  case_before uuid not null,
  case_after uuid not null,
  merge_id uuid,
  by_kind text not null,
  by_id uuid,
  primary key (id, workspace_id),
  foreign key (clock_id, workspace_id) references sla.clock (id, workspace_id)
);
create index history_of_clock on sla.clock_history (clock_id, workspace_id, at);
create index history_of_merge on sla.clock_history (merge_id, workspace_id) where merge_id is not null;

-- Exactly once: the key is the clock. Withdrawn when an answer turns out to have been accepted in time.
create table sla.breach (
  clock_id uuid not null,
  workspace_id uuid not null,
  case_id uuid not null,
  target text not null,
  due_at timestamptz not null,
  recorded_at timestamptz not null,
  holder_kind text not null,                          -- at the due time
  holder_id uuid,
  queue_id uuid,
  withdrawn_at timestamptz,
  primary key (clock_id, workspace_id),
  foreign key (clock_id, workspace_id) references sla.clock (id, workspace_id)
);
create index breach_log on sla.breach (workspace_id, due_at);

-- The promised time, shared out among those who held the case while it passed.
create table sla.breach_share (
  clock_id uuid not null,
  position int not null,
  workspace_id uuid not null,
  holder_kind text not null,
  holder_id uuid,
  seconds int not null check (seconds >= 0),
  primary key (clock_id, position, workspace_id),
  foreign key (clock_id, workspace_id) references sla.breach (clock_id, workspace_id)
);

select kit.wall(array['sla.policy', 'sla.policy_version', 'sla.policy_target', 'sla.policy_stamp', 'sla.clock',
  'sla.clock_pause', 'sla.clock_history', 'sla.breach', 'sla.breach_share']::regclass[]);
grant select, insert, update on sla.policy, sla.policy_stamp, sla.clock, sla.clock_pause, sla.breach to trato_app;
grant select, insert on sla.policy_version, sla.policy_target, sla.clock_history, sla.breach_share to trato_app;

-- the door sees where promises fall due, nothing of what they are
grant select (workspace_id, wake_at) on sla.clock to trato_door;
create policy door_seek on sla.clock for select to trato_door using (wake_at is not null);
