-- Which canned replies somebody uses on a channel, the recent weighing more: what the desk offers first.
create table knowledge.canned_habit (
  user_id uuid not null,
  canned_id uuid not null,
  channel text not null,
  workspace_id uuid not null,
  weight real not null check (weight > 0),          -- uses, each halved for every 30 days that passed since, as of `at`
  at timestamptz not null,
  primary key (user_id, canned_id, channel, workspace_id),
  foreign key (user_id, workspace_id) references access."user" (id, workspace_id),
  foreign key (canned_id, workspace_id) references knowledge.canned_reply (id, workspace_id)
);
select kit.wall(array['knowledge.canned_habit']::regclass[]);
grant select, insert, update on knowledge.canned_habit to trato_app;
