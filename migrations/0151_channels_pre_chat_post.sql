-- E-mails that a visitor of a chat asked for: a link that carries a conversation to another device, or a copy of one.
create table channels.chat_post (
  id uuid not null,
  workspace_id uuid not null,
  account_id uuid not null,                 -- the chat
  kind text not null check (kind in ('resume', 'transcript')),
  visitor text not null,                    -- the browser whose conversation it is; empty: nobody is known at the address
  thread text not null default '',
  email text not null,                      -- emptied once nothing more is to be sent
  email_key bytea not null,                 -- the address under a secret of the chat, to find it again without keeping it
  locale text not null default '',
  page text not null default '',
  asked_at timestamptz not null,
  until timestamptz not null,
  next_at timestamptz not null,
  attempts int not null default 0,
  sent_at timestamptz,
  failed text not null default '',
  opened_at timestamptz,
  primary key (id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
);
create index chat_post_due on channels.chat_post (workspace_id, next_at) where sent_at is null and failed = '';
create index chat_post_of_address on channels.chat_post (workspace_id, email_key, asked_at);

select kit.wall(array['channels.chat_post']::regclass[]);
grant select, insert, update on channels.chat_post to trato_app;
grant select (workspace_id, sent_at, failed) on channels.chat_post to trato_door;
create policy door_seek on channels.chat_post for select to trato_door using (sent_at is null and failed = '');
