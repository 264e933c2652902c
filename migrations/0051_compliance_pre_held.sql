-- Which messages a hold keeps back, so that they are judged again when it ends.
create index verdict_held_by on compliance.verdict (hold_id, workspace_id, message_id) where outcome = 'held';
