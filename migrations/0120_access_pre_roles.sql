-- Roles of one's own, grants that end by themselves, people who were asked in, teams that are led and retired.

create table access.role (
    code         text not null check (code ~ '^own\.[0-9a-f]{32}$'),
    workspace_id uuid not null references access.workspace (id),
    name         text not null check (length(name) between 1 and 100),
    description  text not null default '' check (length(description) <= 500),
    copied_from  text not null,                       -- a row of rooms/access/matrix.csv
    verbs        text[] not null check (cardinality(verbs) > 0),
    made_by      uuid,
    made_at      timestamptz not null,
    changed_at   timestamptz not null,
    retired_at   timestamptz,
    primary key (code, workspace_id)
);
create unique index role_name on access.role (lower(name), workspace_id) where retired_at is null;
select kit.wall(array['access.role']::regclass[]);
grant select, insert, update on access.role to trato_app;

alter table access."grant" add column until timestamptz check (until > granted_at);
create index grant_of_role on access."grant" (role, workspace_id) where revoked_at is null;

-- Invited: known, with teams and grants, and cannot come in before they took the invitation.
alter table access."user" drop constraint user_state_check;
alter table access."user" add constraint user_state_check check (state in ('invited', 'active', 'disabled'));

-- The name of a retired team may be given again; what it did keeps pointing at it.
alter table access.team add column retired_at timestamptz;
alter table access.team drop constraint team_name_workspace_id_key;
create unique index team_name on access.team (name, workspace_id) where retired_at is null;
alter table access.team_member add column leader boolean not null default false;

create index session_seen on access.session (user_id, seen_at desc, workspace_id);  -- when somebody was last here
