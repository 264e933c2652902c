-- Mails of the house that carry no link of their own: what they tell, to whom, and how far they came.
create table access.letter (
    id           uuid not null,
    workspace_id uuid not null,
    user_id      uuid not null,
    kind         text not null check (kind in ('token_ending')),
    told         jsonb not null,                      -- what the words are filled with
    made_at      timestamptz not null,
    expires_at   timestamptz not null check (expires_at > made_at),  -- after that it is no news
    mail         text not null default 'waiting' check (mail in ('waiting', 'sent', 'failed')),
    mail_tries   integer not null default 0,
    mail_due_at  timestamptz,
    primary key (id, workspace_id),
    foreign key (user_id, workspace_id) references access."user" (id, workspace_id),
    check ((mail = 'waiting') = (mail_due_at is not null))
);
create index letter_mail on access.letter (mail_due_at, workspace_id) where mail = 'waiting';

select kit.wall(array['access.letter']::regclass[]);
grant select, insert, update on access.letter to trato_app;
grant select (workspace_id, mail, mail_due_at) on access.letter to trato_door;
create policy door_seek on access.letter for select to trato_door using (mail = 'waiting');
