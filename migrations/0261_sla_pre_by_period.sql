-- Reports: which first responses fell due in a period, and which answers were given in one.
create index clock_fell_due on sla.clock (workspace_id, due_at) where target = 'first_response';
create index clock_answered on sla.clock (workspace_id, stopped_at)
  where stopped_by_message_id is not null and target in ('first_response', 'first_human_response', 'next_response');
