-- Whose reaction it is that came before its message.
alter table conversations.parked add column author_id uuid;
