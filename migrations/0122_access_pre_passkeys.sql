-- Passkeys: public keys by which people prove who they are. The private halves never leave their devices.
create table access.passkey (
    id            uuid not null,
    workspace_id  uuid not null,
    user_id       uuid not null,
    credential_id bytea not null check (octet_length(credential_id) between 1 and 1023),
    public_key    bytea not null,
    sign_count    bigint not null,
    name          text not null check (length(name) between 1 and 100),
    synced        boolean not null,                   -- kept by the person's account, not by one device
    created_at    timestamptz not null,
    used_at       timestamptz,
    primary key (id, workspace_id),
    unique (credential_id, workspace_id),
    foreign key (user_id, workspace_id) references access."user" (id, workspace_id)
);
create index passkey_of on access.passkey (user_id, workspace_id);
select kit.wall(array['access.passkey']::regclass[]);
grant select, insert, update, delete on access.passkey to trato_app;
