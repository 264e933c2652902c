-- The desk: what each user has seen, and how long attention and writing took (seconds and counts, never keystrokes).
create schema console;
grant usage on schema console to trato_app;

create table console.read_mark (
  user_id uuid not null,
  case_id uuid not null,
  workspace_id uuid not null,
  up_to timestamptz not null,
  at timestamptz not null,
  primary key (user_id, case_id, workspace_id),
  foreign key (user_id, workspace_id) references access."user" (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);
create index read_mark_of_case on console.read_mark (case_id, workspace_id);

create table console.segment (
  id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  kind text not null check (kind in ('focus', 'compose', 'wrap_up', 'screen')),
  source text not null default 'measured' check (source in ('measured', 'declared')),
  case_id uuid,
  screen text,
  device text not null default '',
  started_at timestamptz not null,
  ended_at timestamptz not null check (ended_at >= started_at),
  active_seconds real not null check (active_seconds >= 0),
  keys int not null default 0,
  clicks int not null default 0,
  scrolls int not null default 0,
  first_key_at timestamptz,
  outcome text check (outcome in ('sent', 'kept', 'discarded')),
  message_id uuid,
  primary key (id, workspace_id),
  foreign key (user_id, workspace_id) references access."user" (id, workspace_id)
);
create index segment_of_case on console.segment (case_id, workspace_id, started_at);
create index segment_of_user on console.segment (user_id, workspace_id, started_at);

create table console.upload (
  id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  blob_key text not null,
  name text not null,
  mime text not null,
  size bigint not null,
  media text not null,
  at timestamptz not null,
  used_in uuid,
  primary key (id, workspace_id),
  foreign key (user_id, workspace_id) references access."user" (id, workspace_id)
);

select kit.wall(array['console.read_mark', 'console.segment', 'console.upload']::regclass[]);
grant select, insert, update on console.read_mark, console.upload to trato_app;
grant select, insert on console.segment to trato_app;
