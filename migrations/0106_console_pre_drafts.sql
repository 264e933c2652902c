-- What somebody is writing on a case, wherever they sit down next. It is nobody else's, and goes once it is sent.
create table console.draft (
  user_id uuid not null,
  case_id uuid not null,
  workspace_id uuid not null,
  revision int not null check (revision > 0),
  body jsonb not null,
  at timestamptz not null,
  primary key (user_id, case_id, workspace_id),
  foreign key (user_id, workspace_id) references access."user" (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
) with (fillfactor = 70);
select kit.wall(array['console.draft']::regclass[]);
grant select, insert, update, delete on console.draft to trato_app;
