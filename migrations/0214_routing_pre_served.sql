-- How fast a queue is served: what was given out of it lately.
create index assignment_of_queue on routing.assignment (queue_id, workspace_id, at desc) where agent_id is not null;
