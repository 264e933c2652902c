-- Sign-in by OpenID Connect: providers that a workspace trusts to say who somebody is, and whom each one vouched for.
create table access.oidc_provider (
    id            uuid not null,
    workspace_id  uuid not null,
    name          text not null check (length(name) between 1 and 60),         -- what the button says
    issuer        text not null check (length(issuer) between 8 and 500),
    client_id     text not null check (length(client_id) between 1 and 500),
    client_secret bytea not null,                                              -- sealed
    state         text not null default 'active' check (state in ('active', 'paused')),
    created_at    timestamptz not null,
    primary key (id, workspace_id),
    unique (issuer, client_id, workspace_id),
    foreign key (workspace_id) references access.workspace (id)
);
create table access.oidc_identity (
    provider_id  uuid not null,
    workspace_id uuid not null,
    user_id      uuid not null,
    subject      text not null check (length(subject) between 1 and 255),      -- `sub`: who it is to the provider, always
    linked_at    timestamptz not null,
    primary key (provider_id, user_id, workspace_id),
    unique (provider_id, subject, workspace_id),
    foreign key (provider_id, workspace_id) references access.oidc_provider (id, workspace_id) on delete cascade,
    foreign key (user_id, workspace_id) references access."user" (id, workspace_id)
);
create index oidc_identity_of on access.oidc_identity (user_id, workspace_id);
select kit.wall(array['access.oidc_provider', 'access.oidc_identity']::regclass[]);
grant select, insert, update, delete on access.oidc_provider, access.oidc_identity to trato_app;
-- Before the workspace is known: which buttons stand at the door, and whose provider this is.
grant select (id, workspace_id, name, state) on access.oidc_provider to trato_door;
create policy door_seek on access.oidc_provider for select to trato_door using (state = 'active');
