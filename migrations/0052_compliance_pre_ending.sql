-- Orders that end by themselves.
create index hold_ending on compliance.send_hold (until, workspace_id) where released_at is null and until is not null;
