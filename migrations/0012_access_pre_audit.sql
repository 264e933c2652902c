-- What was done by whom: append-only, each row sealed by the one before. No names, no texts: ids and codes.

create table access.audit_head (
    workspace_id uuid primary key references access.workspace (id),
    seq          bigint not null check (seq >= 0),
    hash         bytea not null check (octet_length(hash) = 32)
);

create table access.audit (
    workspace_id uuid not null references access.workspace (id),
    seq          bigint not null check (seq > 0),
    at           timestamptz not null,
    actor_kind   text not null,
    actor_id     uuid,
    verb         text not null,
    object_kind  text not null,
    object_id    uuid,
    codes        jsonb not null default '{}',
    prev_hash    bytea not null check (octet_length(prev_hash) = 32),
    hash         bytea not null check (octet_length(hash) = 32),
    primary key (workspace_id, seq)
);
create index audit_of_object on access.audit (object_id, seq, workspace_id);

select kit.wall(array['access.audit_head', 'access.audit']::regclass[]);
grant select, insert, update on access.audit_head to trato_app;
grant select, insert on access.audit to trato_app;
