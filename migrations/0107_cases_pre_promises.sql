-- Promises made by hand: a call back is one kind; one can be moved or called off; both lists that people read.
alter table cases.promise add column kind text not null default 'promise' check (kind in ('promise', 'call_back'));
alter table cases.promise add column cancelled_at timestamptz;
create index promise_of_contact on cases.promise (contact_id, workspace_id, due_at desc);
create index promise_owed on cases.promise (by_id, workspace_id, due_at) where kept_at is null and cancelled_at is null;
