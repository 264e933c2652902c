-- Documents bear where their case stands, so that whoever sees some queues only is not made to read past all the others.
-- `form` says by which rules the documents of a workspace were made: when they are older than the code's, the history is
-- taken in once more (`again`), while everything goes on being found.
alter table search.progress add column form int not null default 1;
alter table search.progress add column again boolean not null default false;
