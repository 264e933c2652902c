-- What people meet before they write: an account's greeting, its menu, its first questions. Every version is kept; a
-- worker brings the newest to the provider without a transaction, and looks now and then at what the provider has.
create table channels.profile_version (
  account_id uuid not null,
  version int not null,
  workspace_id uuid not null,
  body jsonb not null,
  by_id uuid,
  at timestamptz not null,
  primary key (account_id, version, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
);

create table channels.profile (
  account_id uuid not null,
  workspace_id uuid not null,
  version int not null,
  state text not null check (state in ('waiting', 'there', 'failed')),
  attempts int not null default 0,
  next_at timestamptz,             -- when a worker brings it, or looks; null: nobody does
  code text not null default '',   -- of the last failure
  words text not null default '',
  there_at timestamptz,            -- since when the provider has this version
  drift jsonb not null default '[]',
  looked_at timestamptz,
  primary key (account_id, workspace_id),
  foreign key (account_id, version, workspace_id)
    references channels.profile_version (account_id, version, workspace_id)
);
create index profile_due on channels.profile (workspace_id, next_at) where next_at is not null;

select kit.wall(array['channels.profile_version', 'channels.profile']::regclass[]);
grant select, insert on channels.profile_version to trato_app;
grant select, insert, update on channels.profile to trato_app;
grant select (workspace_id, next_at) on channels.profile to trato_door;
create policy door_seek on channels.profile for select to trato_door using (true);
