-- whether what was understood of a message stands below it
alter table console.preference add column guesses boolean not null default true;
