-- When a message could be seen, by which socket a widget was there, where typing can be seen at all.
alter table conversations.message add column visible_at timestamptz;  -- the commit that made it visible to agents
alter table conversations.conversation add column typing_observable boolean not null default false;

-- several tabs of one visitor: an interval for each socket, and the last sign of life of each
alter table conversations.widget_seg add column socket text not null default '';
alter table conversations.widget_seg add column seen_at timestamptz;
alter table conversations.widget_seg drop constraint widget_seg_pkey;
alter table conversations.widget_seg add primary key (conversation_id, socket, from_at, workspace_id);
create unique index one_presence_a_socket on conversations.widget_seg (conversation_id, socket, workspace_id)
  where to_at is null;
create index widget_there on conversations.widget_seg (workspace_id, seen_at) where to_at is null;
create index typing_of_conversation on conversations.typing_seg (conversation_id, workspace_id, from_at);
