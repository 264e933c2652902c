-- Accounts of channels that are asked because they do not tell: how far each was read, when its next look is, what is
-- in the way, and what was spent of the provider's day. One row an account; the lease is of who looks.
create table channels.poll (
  account_id uuid not null,
  workspace_id uuid not null,
  cursor text not null default '',
  next_at timestamptz not null,
  leased_until timestamptz,
  looked_at timestamptz,
  failures int not null default 0,
  trouble text not null default '',
  troubled_since timestamptz,
  day text not null default '',
  units int not null default 0,
  primary key (account_id, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
);
create index poll_due on channels.poll (workspace_id, next_at);

select kit.wall(array['channels.poll']::regclass[]);
grant select, insert, update on channels.poll to trato_app;
