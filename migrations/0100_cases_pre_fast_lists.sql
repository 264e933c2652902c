-- Lists in their own order, so that a page is read and nothing is sorted. Slack: what is due first, and at rest last.
create index case_open_by_slack on cases."case" (workspace_id,
    (case when waiting_on is null then coalesce(due_at, 'infinity'::timestamptz) else 'infinity'::timestamptz end),
    opened_at, id)
  where state = 'open' and set_aside is null;
create index case_open_by_message on cases."case" (workspace_id, last_message_at, id)
  where state = 'open' and set_aside is null;
create index case_by_message on cases."case" (workspace_id, last_message_at, id);
-- who sees a few queues only would otherwise walk past everybody else's cases
create index case_open_of_queue_by_slack on cases."case" (queue_id, workspace_id,
    (case when waiting_on is null then coalesce(due_at, 'infinity'::timestamptz) else 'infinity'::timestamptz end),
    opened_at, id)
  where state = 'open' and set_aside is null;
create index case_open_of_queue_by_message on cases."case" (queue_id, workspace_id, last_message_at, id)
  where state = 'open' and set_aside is null;
create index case_of_queue_by_message on cases."case" (queue_id, workspace_id, last_message_at, id);
drop index cases.case_open_list;
drop index cases.case_recent_list;
