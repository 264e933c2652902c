-- Where saved texts are kept, how often they are used, and that they may come back.
alter table knowledge.canned_reply add column folder text not null default '';
create index touch_of_text on knowledge.kb_touch (ref_id, workspace_id, at) where act = 'inserted';
