-- whether suggested answers stand above the field where somebody writes
alter table console.preference add column suggestions boolean not null default true;
