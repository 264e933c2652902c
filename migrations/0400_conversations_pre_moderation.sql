-- What stands in public: hidden, liked, and what was done with it, asked once and carried by a worker.
alter table conversations.message
  add column hidden boolean not null default false,
  add column hidden_at timestamptz,  -- since when it is so, by the channel's time
  add column liked boolean not null default false;

create table conversations.moderation (
  id uuid not null,
  workspace_id uuid not null,
  message_id uuid not null,
  account_id uuid not null,
  conversation_id uuid not null,
  act text not null check (act in ('hide', 'unhide', 'delete', 'like', 'unlike')),
  state text not null default 'queued' check (state in ('queued', 'sending', 'done', 'failed', 'cancelled')),
  undoes uuid,
  reason text not null default '',
  attempt int not null default 0,
  by_kind text not null,
  by_id uuid,
  asked_at timestamptz not null,
  ended_at timestamptz,
  next_at timestamptz not null default clock_timestamp(),  -- this machine's time, like the lease: never bent
  lease_until timestamptz,
  primary key (id, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id),
  foreign key (conversation_id, workspace_id) references conversations.conversation (id, workspace_id)
) with (fillfactor = 80);
create index moderation_of_message on conversations.moderation (message_id, workspace_id, asked_at);
create index moderation_due on conversations.moderation (workspace_id, next_at) where state = 'queued';
create index moderation_leased on conversations.moderation (workspace_id, lease_until) where state = 'sending';
select kit.wall(array['conversations.moderation']::regclass[]);
grant select, insert, update on conversations.moderation to trato_app;
grant select (workspace_id, state, next_at, lease_until) on conversations.moderation to trato_door;
create policy door_seek on conversations.moderation for select to trato_door using (state in ('queued', 'sending'));
