-- Reports: the stars of a period.
create index message_with_stars on conversations.message (workspace_id, occurred_at) where rating is not null;
