-- What somebody said in public is answered in private once: the message that does it, for each that was answered.
create table conversations.private_reply (
  target_id uuid not null,
  workspace_id uuid not null,
  message_id uuid not null,
  at timestamptz not null,
  primary key (target_id, workspace_id),
  unique (message_id, workspace_id),
  foreign key (target_id, workspace_id) references conversations.message (id, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id) deferrable initially deferred
);
select kit.wall(array['conversations.private_reply']::regclass[]);
grant select, insert, update, delete on conversations.private_reply to trato_app;
