-- Who is at a desk, and the workspace's own reasons for not taking work.

-- When an agent's screens were last there, and when somebody last touched one. No row: nobody has come to a desk
-- since the agent was last offline, and nothing is done to them for staying away.
create table workforce.attendance (
  user_id uuid not null,
  workspace_id uuid not null,
  seen_at timestamptz not null,
  touched_at timestamptz not null,
  primary key (user_id, workspace_id),
  foreign key (user_id, workspace_id) references workforce.agent (user_id, workspace_id)
);

-- The short list of reasons. A workspace without rows has those that Trato ships.
create table workforce.reason (
  code text not null check (code ~ '^[a-z0-9_]{1,40}$'),
  workspace_id uuid not null references access.workspace (id),
  state text not null check (state in ('busy', 'break', 'away')),
  names jsonb not null check (jsonb_typeof(names) = 'object'),  -- language -> words
  position int not null,
  retired_at timestamptz,
  primary key (code, workspace_id)
);

select kit.wall(array['workforce.attendance', 'workforce.reason']::regclass[]);
grant select, insert, update, delete on workforce.attendance to trato_app;
grant select, insert, update on workforce.reason to trato_app;
