-- The public posts below which conversations happen: told with a delivery, else asked of the channel once.
create table conversations.post (
  account_id uuid not null,
  workspace_id uuid not null,
  ref text not null,                      -- the channel's own id of it
  state text not null default 'pending' check (state in ('pending', 'ready', 'missing')),
  text text not null default '',
  author text not null default '',
  url text not null default '',
  at timestamptz,
  attempts int not null default 0,
  next_at timestamptz not null,
  error text not null default '',
  primary key (ref, account_id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
) with (fillfactor = 80);
create index post_waiting on conversations.post (workspace_id, next_at) where state = 'pending';
create index conversation_of_post on conversations.conversation (parent, account_id, workspace_id, created_at)
  where parent <> '';
select kit.wall(array['conversations.post']::regclass[]);
grant select, insert, update on conversations.post to trato_app;
grant select (workspace_id, state, next_at) on conversations.post to trato_door;
create policy door_seek on conversations.post for select to trato_door using (state = 'pending');
