-- Slack: what is due first, then what nobody promised anything, and what rests last; the groups of a list never mix.
drop index cases.case_open_by_slack;
drop index cases.case_open_of_queue_by_slack;
create index case_open_by_slack on cases."case" (workspace_id,
    (case when waiting_on is null then coalesce(due_at, '9999-01-01 00:00:00+00'::timestamptz)
     else 'infinity'::timestamptz end), opened_at, id)
  where state = 'open' and set_aside is null;
create index case_open_of_queue_by_slack on cases."case" (queue_id, workspace_id,
    (case when waiting_on is null then coalesce(due_at, '9999-01-01 00:00:00+00'::timestamptz)
     else 'infinity'::timestamptz end), opened_at, id)
  where state = 'open' and set_aside is null;
