-- When a number of the board passes a threshold for some time, its owner is told; what became of it is kept.
create table console.alert_rule (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  measure text not null check (measure in ('waiting', 'longest_wait', 'at_risk', 'breached', 'service_level',
    'occupancy')),
  queue_id uuid,                                      -- none: everywhere
  threshold int not null check (threshold between 0 and 1000000),
  for_seconds int not null check (for_seconds between 0 and 86400),
  owner_id uuid not null,
  sound boolean not null default false,
  over_since timestamptz,                             -- since when the number is beyond it, without a break
  made_by uuid,
  made_at timestamptz not null,
  retired_at timestamptz,
  primary key (id, workspace_id),
  foreign key (queue_id, workspace_id) references routing.queue (id, workspace_id),
  foreign key (owner_id, workspace_id) references access."user" (id, workspace_id)
);
create index alert_rule_list on console.alert_rule (workspace_id, made_at) where retired_at is null;

create table console.alert (
  id uuid not null,
  workspace_id uuid not null,
  rule_id uuid not null,
  owner_id uuid not null,
  threshold int not null,                             -- as the rule said when it was raised
  value int not null,                                 -- when it was raised
  worst int not null,
  raised_at timestamptz not null,
  told_at timestamptz,                                -- when its owner was told last
  snoozed_until timestamptz,
  ended_at timestamptz,
  primary key (id, workspace_id),
  foreign key (rule_id, workspace_id) references console.alert_rule (id, workspace_id)
);
create unique index one_alert_open on console.alert (rule_id, workspace_id) where ended_at is null;
create index alert_list on console.alert (workspace_id, raised_at desc);

-- who did what with an alert (records.md, fact 61)
create table console.alert_mark (
  alert_id uuid not null,
  user_id uuid not null,
  at timestamptz not null,
  workspace_id uuid not null,
  what text not null check (what in ('seen', 'acted', 'snoozed')),
  until timestamptz,
  primary key (alert_id, user_id, what, at, workspace_id),
  foreign key (alert_id, workspace_id) references console.alert (id, workspace_id)
);

select kit.wall(array['console.alert_rule', 'console.alert', 'console.alert_mark']::regclass[]);
grant select, insert, update on console.alert_rule, console.alert to trato_app;
grant select, insert on console.alert_mark to trato_app;
