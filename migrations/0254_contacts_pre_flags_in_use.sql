-- Which marks contacts bear now, found by hopping from one to the next.
create index flag_in_use on contacts.contact_flag (workspace_id, flag) where cleared_at is null;
create index organisation_list on contacts.organisation (workspace_id, name, id);
