-- One act on many cases: for each case that it changed, the way back. Its undo gives them back, and is done once.
create table console.bulk_deed (
  bulk_id uuid not null,
  case_id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  act text not null,
  back jsonb not null,
  at timestamptz not null,
  undone_at timestamptz,
  primary key (bulk_id, case_id, workspace_id),
  foreign key (user_id, workspace_id) references access."user" (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);
create index bulk_deed_waiting on console.bulk_deed (bulk_id, workspace_id, case_id) where undone_at is null;

select kit.wall(array['console.bulk_deed']::regclass[]);
grant select, insert, update on console.bulk_deed to trato_app;
