-- What shows a yes or no that somebody of ours noted by hand: how it was said, when, and in which words.
create table contacts.consent_note (
  id uuid not null,
  workspace_id uuid not null,
  contact_id uuid not null,
  how text not null check (how in ('call', 'in_person', 'paper', 'mail', 'chat')),
  words text not null check (length(words) between 3 and 1000),
  said_at timestamptz not null,
  by_id uuid,
  at timestamptz not null,
  primary key (id, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id)
);

select kit.wall(array['contacts.consent_note']::regclass[]);
grant select, insert on contacts.consent_note to trato_app;
