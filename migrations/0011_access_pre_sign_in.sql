-- How people and programs prove who they are.

create table access.session (
    id           uuid not null,
    workspace_id uuid not null,
    user_id      uuid not null,
    token_hash   bytea not null check (octet_length(token_hash) = 32),
    device       text not null default '' check (length(device) <= 200),
    second_factor boolean not null default false,
    created_at   timestamptz not null,
    seen_at      timestamptz not null,
    idle_seconds integer not null check (idle_seconds > 0),
    expires_at   timestamptz not null check (expires_at > created_at),
    ended_at     timestamptz,
    primary key (id, workspace_id),
    unique (token_hash, workspace_id),
    foreign key (user_id, workspace_id) references access."user" (id, workspace_id)
);
create index session_of on access.session (user_id, workspace_id) where ended_at is null;

create table access.api_token (
    id           uuid not null,
    workspace_id uuid not null,
    user_id      uuid not null,                       -- it never may more than this person
    name         text not null check (name <> ''),
    token_hash   bytea not null check (octet_length(token_hash) = 32),
    verbs        text[] not null check (cardinality(verbs) > 0),
    created_at   timestamptz not null,
    expires_at   timestamptz not null check (expires_at > created_at),
    used_at      timestamptz,
    revoked_at   timestamptz,
    primary key (id, workspace_id),
    unique (token_hash, workspace_id),
    foreign key (user_id, workspace_id) references access."user" (id, workspace_id)
);
create index api_token_of on access.api_token (user_id, workspace_id) where revoked_at is null;

create table access.totp (
    user_id      uuid not null,
    workspace_id uuid not null,
    secret       bytea not null,                      -- sealed: kit.secrets
    last_step    bigint not null default 0,           -- a code is taken once
    started_at   timestamptz not null,
    confirmed_at timestamptz,
    primary key (user_id, workspace_id),
    foreign key (user_id, workspace_id) references access."user" (id, workspace_id)
);

create table access.recovery_code (
    user_id      uuid not null,
    code_hash    bytea not null check (octet_length(code_hash) = 32),
    workspace_id uuid not null,
    made_at      timestamptz not null,
    used_at      timestamptz,
    primary key (user_id, code_hash, workspace_id),
    foreign key (user_id, workspace_id) references access."user" (id, workspace_id)
);

select kit.wall(array['access.session', 'access.api_token', 'access.totp', 'access.recovery_code']::regclass[]);
grant select, insert, update on access.session, access.api_token, access.totp, access.recovery_code to trato_app;
grant delete on access.totp, access.recovery_code to trato_app;  -- given up, or made anew

grant select (workspace_id, id, token_hash, ended_at) on access.session to trato_door;
create policy door_seek on access.session for select to trato_door using (ended_at is null);
grant select (workspace_id, id, token_hash, revoked_at) on access.api_token to trato_door;
create policy door_seek on access.api_token for select to trato_door using (revoked_at is null);

-- Failures of sign-in, counted before any workspace is known; the key is a hash of an e-mail or an address.
create table access.sign_in_failure (
    key      bytea primary key check (octet_length(key) = 32),
    count    integer not null check (count > 0),
    since    timestamptz not null
);
alter table access.sign_in_failure enable row level security;
alter table access.sign_in_failure force row level security;
create policy door_counts on access.sign_in_failure to trato_door using (true) with check (true);
grant select, insert, update, delete on access.sign_in_failure to trato_door;
