-- As which account of the brand a public conversation is answered, where that is not the account it came to: what asks
-- for care on the account of marketing is answered by that of care.
create table conversations.voice (
  conversation_id uuid not null,
  workspace_id uuid not null,
  account_id uuid not null,
  since timestamptz not null,
  primary key (conversation_id, workspace_id),
  foreign key (conversation_id, workspace_id) references conversations.conversation (id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
);
select kit.wall(array['conversations.voice']::regclass[]);
grant select, insert, update, delete on conversations.voice to trato_app;
