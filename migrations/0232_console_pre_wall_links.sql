-- Addresses by which a board is shown on a screen where nobody signs in. What the address holds is kept as a hash only.
create table console.wall_link (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  name text not null check (name <> ''),
  hash bytea not null,
  brands uuid[] not null default '{}',
  queues uuid[] not null default '{}',
  teams uuid[] not null default '{}',
  made_by uuid not null,                              -- the screen sees what they may see, as long as they may
  made_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at),
  revoked_at timestamptz,
  revoked_by uuid,
  seen_at timestamptz,
  primary key (id, workspace_id),
  unique (hash, workspace_id),
  foreign key (made_by, workspace_id) references access."user" (id, workspace_id)
);
create index wall_link_list on console.wall_link (workspace_id, made_at desc);

select kit.wall(array['console.wall_link']::regclass[]);
grant select, insert, update on console.wall_link to trato_app;
