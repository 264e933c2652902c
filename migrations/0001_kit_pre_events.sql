-- The spine: one gap-free log of facts for each workspace, what follows from them, and timers.
create schema if not exists kit;
grant usage on schema kit to trato_app, trato_door;

create table kit.event_head (
  workspace_id uuid primary key,
  seq bigint not null default 0
);

create table kit.event (
  workspace_id uuid not null,
  seq bigint not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  origin text not null check (origin in ('live', 'import', 'replay', 'simulation')),
  kind text not null,
  subject uuid not null,
  case_id uuid,
  actor_kind text not null check (actor_kind in ('user', 'bot', 'contact', 'system')),
  actor_id uuid,
  body jsonb not null,
  primary key (workspace_id, seq)
);
-- the timeline of one case; the telling column leads, so that the planner cannot mistake it for a list
create index event_of_case on kit.event (case_id, workspace_id, seq) where case_id is not null;

-- how far the reactions of a workspace have come; its row is the turn of whoever works on it
create table kit.reaction_head (
  workspace_id uuid primary key,
  seq bigint not null default 0
);
-- a reaction that failed: it waits, and so do later facts of the same case for the same reaction
create table kit.reaction_failure (
  workspace_id uuid not null,
  seq bigint not null,
  reaction text not null,
  case_id uuid,
  attempts int not null default 1,
  next_at timestamptz not null,
  error text not null,
  gave_up_at timestamptz,
  primary key (workspace_id, seq, reaction)
);
create index reaction_failure_due on kit.reaction_failure (workspace_id, next_at) where gave_up_at is null;

-- what time does: each (timer, occurrence) fires once
create table kit.timer (
  id uuid not null,
  workspace_id uuid not null,
  kind text not null,
  subject uuid not null,
  occurrence bigint not null default 0,
  due_at timestamptz not null,
  body jsonb not null default '{}',
  fired_at timestamptz,
  cancelled_at timestamptz,
  primary key (id, workspace_id),
  unique (subject, kind, occurrence, workspace_id)
);
create index timer_due on kit.timer (workspace_id, due_at) where fired_at is null and cancelled_at is null;

-- an action that a client asked for under a key of its own: asked again, it answers alike
create table kit.idempotency (
  key text not null,
  workspace_id uuid not null,
  request_hash bytea not null,
  status int not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (key, workspace_id)
);

do $$
declare t text;
begin
  foreach t in array array['event_head', 'event', 'reaction_head', 'reaction_failure', 'timer', 'idempotency'] loop
    execute format('alter table kit.%I enable row level security', t);
    execute format('alter table kit.%I force row level security', t);
    execute format($p$create policy workspace on kit.%I to trato_app
      using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid)
      with check (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid)$p$, t);
  end loop;
end $$;

grant select, insert, update on kit.event_head, kit.reaction_head, kit.timer to trato_app;
grant select, insert on kit.event, kit.idempotency to trato_app;
grant select, insert, update, delete on kit.reaction_failure to trato_app;

-- the door sees where work waits, nothing of what it is
grant select (workspace_id, seq) on kit.event_head, kit.reaction_head to trato_door;
grant select (workspace_id, due_at, fired_at, cancelled_at) on kit.timer to trato_door;
grant select (workspace_id, next_at, gave_up_at) on kit.reaction_failure to trato_door;
create policy door_seek on kit.event_head for select to trato_door using (true);
create policy door_seek on kit.reaction_head for select to trato_door using (true);
create policy door_seek on kit.timer for select to trato_door using (fired_at is null and cancelled_at is null);
create policy door_seek on kit.reaction_failure for select to trato_door using (gave_up_at is null);
