-- What a delivery left open and only the provider knows: what a person is called, what was said where. Asked by a worker
-- without a transaction; a row is gone once it is answered, or once nothing will.
create table channels.question (
  account_id uuid not null,
  workspace_id uuid not null,
  kind text not null check (kind in ('person', 'said')),
  subject text not null,  -- what the provider knows it by
  contact_id uuid,        -- whose name it is
  attempts int not null default 0,
  next_at timestamptz not null,
  primary key (account_id, kind, subject, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id)
);
create index question_due on channels.question (workspace_id, next_at);
create index question_of_contact on channels.question (contact_id, workspace_id) where contact_id is not null;

select kit.wall(array['channels.question']::regclass[]);
grant select, insert, update, delete on channels.question to trato_app;
grant select (workspace_id, next_at) on channels.question to trato_door;
create policy door_seek on channels.question for select to trato_door using (true);
