-- What a person is asked to know of a contact before saying that a case is thought done.
alter table contacts.attribute add column needed_to_resolve boolean not null default false;
