-- What people confirmed of the practices that no machine can see: the newest word of each counts, none is overwritten.
create table channels.practice_answer (
  id uuid not null,
  workspace_id uuid not null,
  account_id uuid not null,
  practice text not null,
  done boolean not null,
  note text not null default '',
  by_id uuid,
  at timestamptz not null,
  primary key (id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
);
create index practice_answer_of_account on channels.practice_answer (account_id, workspace_id, practice, at);

select kit.wall(array['channels.practice_answer']::regclass[]);
grant select, insert on channels.practice_answer to trato_app;
