-- Which ends of tokens were announced: each 14, 7 and 1 days before, once.
create table channels.token_warning (
  account_id uuid not null,
  ends_at timestamptz not null,
  days int not null check (days in (14, 7, 1)),
  workspace_id uuid not null,
  at timestamptz not null,
  primary key (account_id, ends_at, days, workspace_id),
  foreign key (account_id, workspace_id) references channels.account (id, workspace_id)
);

select kit.wall(array['channels.token_warning']::regclass[]);
grant select, insert on channels.token_warning to trato_app;
