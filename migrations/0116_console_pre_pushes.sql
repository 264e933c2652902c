-- Being told on a device whose desk is closed (Web Push, RFC 8030): our own key, who listens where, what is to be told.
create table console.push_key (
  workspace_id uuid not null references access.workspace (id),
  public bytea not null check (octet_length(public) = 65),   -- a point of P-256, uncompressed; browsers ask for it
  private bytea not null,                                    -- sealed: kit.secrets
  made_at timestamptz not null,
  primary key (workspace_id)
);

create table console.push_subscription (
  id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  session_id uuid not null,                                  -- a session that is ended is told nothing more
  endpoint text not null check (endpoint like 'http%' and length(endpoint) <= 1000),
  p256dh bytea not null check (octet_length(p256dh) = 65),
  auth bytea not null check (octet_length(auth) = 16),
  device text not null check (length(device) <= 200),
  created_at timestamptz not null,
  told_at timestamptz,
  primary key (id, workspace_id),
  foreign key (user_id, workspace_id) references access."user" (id, workspace_id),
  foreign key (session_id, workspace_id) references access.session (id, workspace_id)
);
create unique index push_subscription_endpoint on console.push_subscription (endpoint, workspace_id);
create index push_subscription_of on console.push_subscription (user_id, workspace_id);

-- One device and one case: what comes while another waits takes its place.
create table console.push (
  subscription_id uuid not null,
  case_id uuid not null,
  workspace_id uuid not null,
  kind text not null check (kind in ('new_case', 'message', 'mention', 'promise', 'team_queue')),
  attempts int not null default 0,
  fence int not null default 0,
  next_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (subscription_id, case_id, workspace_id),
  foreign key (subscription_id, workspace_id) references console.push_subscription (id, workspace_id) on delete cascade,
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);
create index push_due on console.push (workspace_id, next_at);

select kit.wall(array['console.push_key', 'console.push_subscription', 'console.push']::regclass[]);
grant select, insert on console.push_key to trato_app;
grant select, insert, update, delete on console.push_subscription, console.push to trato_app;
grant usage on schema console to trato_door;
grant select (workspace_id, next_at) on console.push to trato_door;
create policy door_seek on console.push for select to trato_door using (true);
