-- A note that somebody wrote in another system: nobody of ours is its author, so it carries a name.
alter table cases.note alter column author_id drop not null;
alter table cases.note add column author_alias text not null default '';
