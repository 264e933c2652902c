-- How the channel accounts do: what was last checked with the provider, and when something last came and went.

alter table channels.account drop constraint account_state_check;
alter table channels.account add constraint account_state_check
  check (state in ('draft', 'active', 'paused', 'broken', 'retired'));

-- the last look at an account: findings as [{"check", "state", "fact", "remedy"}], words by language
create table channels.checkup (
  account_id uuid not null,
  workspace_id uuid not null,
  at timestamptz not null,
  findings jsonb not null,
  token_ends_at timestamptz,
  primary key (account_id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
);

-- when a message last came and went, as the worker's minute-by-minute look found it
create table channels.pulse (
  account_id uuid not null,
  workspace_id uuid not null,
  received_at timestamptz,
  sent_at timestamptz,
  primary key (account_id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
);

select kit.wall(array['channels.checkup', 'channels.pulse']::regclass[]);
grant select, insert, update on channels.checkup, channels.pulse to trato_app;
