-- A text is inserted into a message once, whoever tells it: the desk that sent it, and the answer that names it.
create unique index touch_once on knowledge.kb_touch (message_id, ref_id, kind, act, workspace_id)
  where message_id is not null;
