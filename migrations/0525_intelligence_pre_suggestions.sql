-- Answers that were good once, kept as templates without personal data, and what was suggested of them to whom.
-- until where the log has been read: for answers to keep (once a case has rested), and for turns to suggest for
create table intelligence.suggestion_head (
  workspace_id uuid not null primary key references access.workspace (id),
  answers_seq bigint not null,
  seq bigint not null
);
create function intelligence.begin_suggestions() returns trigger language plpgsql security definer set search_path = ''
as $$
begin
  insert into intelligence.suggestion_head (workspace_id, answers_seq, seq) values (new.id, 0, 0);
  return new;
end $$;
create trigger begin_suggestions after insert on access.workspace
  for each row execute function intelligence.begin_suggestions();
-- the past teaches; nobody waits for suggestions about it
insert into intelligence.suggestion_head (workspace_id, answers_seq, seq)
select workspace_id, 0, seq from kit.event_head;

create table intelligence.answer (
  id uuid not null,                               -- of the message that was the answer
  workspace_id uuid not null,
  question_id uuid not null,                      -- of the message that it answered
  case_id uuid not null,
  contact_id uuid not null,
  brand_id uuid not null,
  author_id uuid not null,
  lang text not null,
  at timestamptz not null,
  added_at timestamptz not null,
  text text not null,                             -- with {{slots}} for what was somebody's own
  near_key text not null,                         -- of that text
  csat smallint not null,                         -- how its case went, as it was judged
  encoder_id text not null,
  vector bytea not null,                          -- of the question
  primary key (id, workspace_id),
  foreign key (id, workspace_id) references conversations.message (id, workspace_id)
);
create index answer_newest on intelligence.answer (workspace_id, at);
create index answer_of_contact on intelligence.answer (contact_id, workspace_id);

-- how the cases went that somebody answered: the weight of his answers
create table intelligence.answerer (
  user_id uuid not null,
  workspace_id uuid not null,
  ended int not null default 0,
  well int not null default 0,
  primary key (user_id, workspace_id)
);

-- what people made of a text that was suggested; of an answer its near key, of a saved reply its id
create table intelligence.text_record (
  source text not null check (source in ('answer', 'canned')),
  key text not null,
  workspace_id uuid not null references access.workspace (id),
  accepted int not null default 0,
  edited int not null default 0,
  rejected real not null default 0,
  primary key (key, source, workspace_id)
);

create table intelligence.suggestion (
  id uuid not null,
  workspace_id uuid not null,
  case_id uuid not null,
  message_id uuid not null,                       -- what the contact wrote
  rank smallint not null,
  source text not null check (source in ('answer', 'canned')),
  source_id uuid not null,
  key text not null,
  by_id uuid,                                     -- who once answered so
  said_at timestamptz,                            -- and when
  version int,                                    -- of a saved reply
  text text not null,
  language text not null,
  score real not null,
  model text not null,
  made_at timestamptz not null,
  shown_at timestamptz,
  taken_at timestamptz,
  seconds real,                                   -- that somebody looked at it before he decided
  rejected_at timestamptz,
  reason text,
  user_id uuid,                                   -- who took or rejected it
  sent_id uuid,                                   -- the message that it became
  edit_share real,
  primary key (id, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id)
);
create unique index suggestion_rank on intelligence.suggestion (message_id, rank, workspace_id);
create index suggestion_of_case on intelligence.suggestion (case_id, workspace_id, made_at);
create index suggestion_sent on intelligence.suggestion (sent_id, workspace_id) where sent_id is not null;

select kit.wall(array['intelligence.suggestion_head', 'intelligence.answer', 'intelligence.answerer',
  'intelligence.text_record', 'intelligence.suggestion']::regclass[]);
grant select, insert, update on intelligence.suggestion_head, intelligence.answerer, intelligence.text_record,
  intelligence.suggestion to trato_app;
grant select, insert, delete on intelligence.answer to trato_app;  -- what is old or of somebody who is forgotten goes
grant delete on intelligence.suggestion to trato_app;
grant select (workspace_id, answers_seq, seq) on intelligence.suggestion_head to trato_door;
create policy door_seek on intelligence.suggestion_head for select to trato_door using (true);
