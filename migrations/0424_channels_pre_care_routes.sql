-- Where what asks for care goes that comes to an account of marketing or sales: to the queue of the account of care.
create table channels.care_route (
  account_id uuid not null,
  workspace_id uuid not null,
  care_account_id uuid not null,
  what text not null check (what in ('all', 'words')),
  words text[] not null default '{}',
  primary key (account_id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id),
  foreign key (care_account_id, workspace_id) references channels.account (id, workspace_id),
  check (account_id <> care_account_id)
);

select kit.wall(array['channels.care_route']::regclass[]);
grant select, insert, update, delete on channels.care_route to trato_app;
