-- Who we are: workspaces, the tree of units, users, teams, dated memberships, grants, settings down the tree.

create schema access;
grant usage on schema access to trato_app, trato_door;

create table access.workspace (
    id         uuid primary key,                      -- it is the workspace_id of every other table
    slug       text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name       text not null check (name <> ''),
    locale     text not null default 'es',
    created_at timestamptz not null
);

-- A unit of kind brand has the id of its brand (brands.brand.id = access.unit.id): the scope of a person is
-- resolved here, without looking up into the room of brands. `path` holds the ids from the root down to itself.
create table access.unit (
    id           uuid not null,
    workspace_id uuid not null references access.workspace (id),
    parent_id    uuid,
    kind         text not null check (kind in ('global', 'region', 'country', 'brand')),
    name         text not null check (name <> ''),
    path         uuid[] not null,
    created_at   timestamptz not null,
    primary key (id, workspace_id),
    foreign key (parent_id, workspace_id) references access.unit (id, workspace_id),
    check ((parent_id is null) = (kind = 'global')),
    check (path[cardinality(path)] = id)
);
create unique index unit_root on access.unit (workspace_id) where parent_id is null;

create table access."user" (
    id            uuid not null,
    workspace_id  uuid not null references access.workspace (id),
    email         text not null check (email = lower(email) and email like '%_@_%'),
    email_hash    bytea not null check (octet_length(email_hash) = 32),  -- all that the door may see
    name          text not null check (name <> ''),
    alias         text not null default '',           -- the face shown to contacts
    locale        text not null default 'es',
    time_zone     text not null default 'UTC',
    state         text not null default 'active' check (state in ('active', 'disabled')),
    password_hash text,
    created_at    timestamptz not null,
    disabled_at   timestamptz,
    primary key (id, workspace_id),
    unique (email, workspace_id),
    unique (email_hash, workspace_id),
    check ((state = 'disabled') = (disabled_at is not null))
);
create index user_list on access."user" (workspace_id, name, id);

create table access.team (
    id           uuid not null,
    workspace_id uuid not null references access.workspace (id),
    unit_id      uuid not null,
    name         text not null check (name <> ''),
    created_at   timestamptz not null,
    primary key (id, workspace_id),
    unique (name, workspace_id),
    foreign key (unit_id, workspace_id) references access.unit (id, workspace_id)
);

-- Dated: a fact of March belongs to the team of March. An open interval has no to_at.
create table access.team_member (
    id           uuid not null,
    workspace_id uuid not null,
    team_id      uuid not null,
    user_id      uuid not null,
    from_at      timestamptz not null,
    to_at        timestamptz check (to_at > from_at),
    primary key (id, workspace_id),
    foreign key (team_id, workspace_id) references access.team (id, workspace_id),
    foreign key (user_id, workspace_id) references access."user" (id, workspace_id)
);
create unique index team_member_now on access.team_member (user_id, team_id, workspace_id) where to_at is null;
create index team_member_log on access.team_member (user_id, from_at, workspace_id);
create index team_member_of on access.team_member (team_id, workspace_id) where to_at is null;

create table access.employment (
    id            uuid not null,
    workspace_id  uuid not null,
    user_id       uuid not null,
    employer      text not null,                      -- the outsourcer, or ourselves
    site          text not null default '',
    cost_per_hour numeric(12, 4) check (cost_per_hour >= 0),
    currency      text check (currency ~ '^[A-Z]{3}$'),
    from_at       timestamptz not null,
    to_at         timestamptz check (to_at > from_at),
    primary key (id, workspace_id),
    foreign key (user_id, workspace_id) references access."user" (id, workspace_id),
    check ((cost_per_hour is null) = (currency is null))
);
create unique index employment_now on access.employment (user_id, workspace_id) where to_at is null;
create index employment_log on access.employment (user_id, from_at, workspace_id);

-- Queues and channel accounts live in rooms above: their ids are kept without a foreign key.
create table access."grant" (
    id           uuid not null,
    workspace_id uuid not null,
    user_id      uuid,
    team_id      uuid,
    role         text not null,                       -- a row of rooms/access/matrix.csv
    scope_kind   text not null check (scope_kind in ('workspace', 'unit', 'brand', 'queue', 'account')),
    scope_id     uuid,
    granted_by   uuid,
    granted_at   timestamptz not null,
    revoked_by   uuid,
    revoked_at   timestamptz check (revoked_at >= granted_at),
    primary key (id, workspace_id),
    foreign key (user_id, workspace_id) references access."user" (id, workspace_id),
    foreign key (team_id, workspace_id) references access.team (id, workspace_id),
    check (num_nonnulls(user_id, team_id) = 1),
    check ((scope_kind = 'workspace') = (scope_id is null))
);
create index grant_of_user on access."grant" (user_id, workspace_id) where revoked_at is null;
create index grant_of_team on access."grant" (team_id, workspace_id) where revoked_at is null;
create unique index grant_once on access."grant"
    (coalesce(user_id, team_id), role, scope_kind, coalesce(scope_id, workspace_id), workspace_id)
    where revoked_at is null;

-- One value a key and unit; a locked one cannot be overruled further down the tree.
create table access.setting (
    unit_id      uuid not null,
    key          text not null check (key ~ '^[a-z][a-z0-9_.]*$'),
    workspace_id uuid not null,
    value        jsonb not null,
    locked_by    uuid,
    set_by       uuid,
    set_at       timestamptz not null,
    primary key (unit_id, key, workspace_id),
    foreign key (unit_id, workspace_id) references access.unit (id, workspace_id),
    foreign key (locked_by, workspace_id) references access."user" (id, workspace_id)
);

select kit.wall(array['access.unit', 'access."user"', 'access.team', 'access.team_member', 'access.employment', 'access."grant"', 'access.setting']::regclass[]);
grant select, insert, update on access.unit, access."user", access.team, access.team_member, access.employment, access."grant", access.setting to trato_app;
alter table access.workspace enable row level security;
alter table access.workspace force row level security;
create policy inside on access.workspace
    using (id = nullif(current_setting('app.workspace', true), '')::uuid)
    with check (id = nullif(current_setting('app.workspace', true), '')::uuid);
grant select, insert, update on access.workspace to trato_app;

-- Before the workspace is known: its name in the address, and whose e-mail this is.
grant select (id, slug) on access.workspace to trato_door;
create policy door_seek on access.workspace for select to trato_door using (true);
grant select (workspace_id, id, email_hash) on access."user" to trato_door;
create policy door_seek on access."user" for select to trato_door using (state = 'active');
