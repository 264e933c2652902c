-- who has a tree of reasons of his own takes the tags of a starter alone
alter table intelligence.starter alter column disposition_id drop not null;
