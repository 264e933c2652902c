-- The registry of channel accounts: who let each go live, when it is looked at with its provider, and which is not
-- reached just now.

alter table channels.account drop constraint account_state_check;
alter table channels.account add constraint account_state_check
  check (state in ('draft', 'pending', 'active', 'paused', 'broken', 'retired'));

-- who asked that an account go live, and what another person said to it; `alone`: nobody else could have
create table channels.approval (
  id uuid not null,
  workspace_id uuid not null,
  account_id uuid not null,
  asked_by uuid,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  approved boolean,
  alone boolean not null default false,
  reason text not null default '',
  primary key (id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id),
  check ((decided_at is null) = (approved is null))
);
create index approval_of_account on channels.approval (account_id, workspace_id, asked_at);

-- when an account is to be looked at next by the worker
create table channels.look (
  account_id uuid not null,
  workspace_id uuid not null,
  next_at timestamptz not null,
  primary key (account_id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
);

-- the breaker of an account whose provider is not reached: no row while it flows
create table channels.breaker (
  account_id uuid not null,
  workspace_id uuid not null,
  since timestamptz not null,
  failures int not null check (failures > 0),
  code text not null,
  probe_at timestamptz not null,
  primary key (account_id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
);

select kit.wall(array['channels.approval', 'channels.look', 'channels.breaker']::regclass[]);
grant select, insert, update on channels.approval, channels.look to trato_app;
grant select, insert, update, delete on channels.breaker to trato_app;
