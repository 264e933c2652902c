-- Saved views: a list with what narrows it, of one person or of a team. A deleted one can be given back.
create table console.view (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  owner_id uuid,
  team_id uuid,
  name text not null check (name <> ''),
  base text not null,
  filter jsonb not null default '{}',
  sort text not null default 'slack' check (sort in ('slack', 'newest', 'oldest')),
  position int not null default 0,
  created_by uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  deleted_at timestamptz,
  primary key (id, workspace_id),
  foreign key (owner_id, workspace_id) references access."user" (id, workspace_id),
  foreign key (team_id, workspace_id) references access.team (id, workspace_id),
  check (num_nonnulls(owner_id, team_id) = 1)
);
create index view_of_owner on console.view (owner_id, workspace_id, position) where deleted_at is null;
create index view_of_team on console.view (team_id, workspace_id, position) where deleted_at is null;

select kit.wall(array['console.view']::regclass[]);
grant select, insert, update on console.view to trato_app;
