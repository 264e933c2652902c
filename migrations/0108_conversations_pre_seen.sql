-- What a contact is told that we have read: of each conversation the newest message, told once, by a worker.
create table conversations.seen (
  conversation_id uuid not null,
  workspace_id uuid not null,
  account_id uuid not null,
  message_id uuid not null,
  sort_at timestamptz not null,          -- of the message: an older one never takes its place
  waiting boolean not null default true,
  attempts int not null default 0,
  next_at timestamptz not null,
  told_at timestamptz,
  error text not null default '',
  primary key (conversation_id, workspace_id),
  foreign key (conversation_id, workspace_id) references conversations.conversation (id, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id)
) with (fillfactor = 80);
create index seen_waiting on conversations.seen (workspace_id, next_at) where waiting;
select kit.wall(array['conversations.seen']::regclass[]);
grant select, insert, update on conversations.seen to trato_app;
grant select (workspace_id, waiting, next_at) on conversations.seen to trato_door;
create policy door_seek on conversations.seen for select to trato_door using (waiting);
