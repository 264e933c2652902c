-- One-time links by which people come in: an invitation, or a new password. The link itself is never kept: it names
-- this row and carries a signature by the key of the installation.
create table access.link (
    id           uuid not null,
    workspace_id uuid not null,
    user_id      uuid not null,
    purpose      text not null check (purpose in ('invitation', 'password')),
    made_by      uuid,                                -- nobody: who forgot the password asked
    made_at      timestamptz not null,
    expires_at   timestamptz not null check (expires_at > made_at),
    used_at      timestamptz,
    revoked_at   timestamptz,
    mail         text not null default 'none' check (mail in ('none', 'waiting', 'sent', 'failed')),
    mail_tries   integer not null default 0,
    mail_due_at  timestamptz,                         -- when it is tried (again)
    primary key (id, workspace_id),
    foreign key (user_id, workspace_id) references access."user" (id, workspace_id),
    check ((mail = 'waiting') = (mail_due_at is not null))
);
create unique index link_open on access.link (user_id, purpose, workspace_id)
    where used_at is null and revoked_at is null;
create index link_mail on access.link (mail_due_at, workspace_id) where mail = 'waiting';

select kit.wall(array['access.link']::regclass[]);
grant select, insert, update on access.link to trato_app;
grant select (workspace_id, mail, mail_due_at) on access.link to trato_door;
create policy door_seek on access.link for select to trato_door using (mail = 'waiting');
