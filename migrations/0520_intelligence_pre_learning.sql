-- What people taught by tagging, and what the machine would tag. A prediction is never the truth: it stays here until
-- somebody, or a rule that somebody may switch off, puts it on the case, marked as automatic.

-- from where predictions have read the log: after understanding, and apart from it
alter table intelligence.head add column typed_seq bigint not null default 0;
update intelligence.head h set typed_seq = e.seq from kit.event_head e where e.workspace_id = h.workspace_id;
grant select (typed_seq) on intelligence.head to trato_door;

-- one for tags and one for reasons; `newest` numbers the lessons, so that each is learned once, in order
create table intelligence.learner (
  name text not null check (name in ('tags', 'reasons')),
  workspace_id uuid not null references access.workspace (id),
  newest bigint not null default 0,
  changed integer not null default 0,             -- lessons since the last fit
  fitted integer not null default 0,              -- lessons that the last fit saw
  champion uuid,                                  -- the model that predicts; null until the first fit
  automatic boolean not null default true,        -- whether what is proven is put on cases without a person
  review_share real not null default 0.04 check (review_share between 0.02 and 0.05),
  due_at timestamptz,                             -- when it fits again
  asked_at timestamptz,                           -- somebody wants it now
  asked_by uuid,
  progress smallint,                              -- of a fit under way, in hundredths
  primary key (name, workspace_id)
) with (fillfactor = 80);
create index learner_due on intelligence.learner (due_at) where due_at is not null;

create function intelligence.begin_learning() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into intelligence.learner (workspace_id, name) values (new.id, 'tags'), (new.id, 'reasons');
  return new;
end $$;
create trigger begin_learning after insert on access.workspace
  for each row execute function intelligence.begin_learning();
insert into intelligence.learner (workspace_id, name)
  select w.id, u.name from access.workspace w, unnest(array['tags', 'reasons']) u(name);

-- what people said of a case. No words: they are read from the message, so that who erases it erases them here too
create table intelligence.lesson (
  case_id uuid not null,
  name text not null,
  workspace_id uuid not null,
  message_id uuid not null,                       -- the first thing said in it that tells what it is about
  contact_id uuid not null,
  labels uuid[] not null,                         -- what a person put, or confirmed
  refused uuid[] not null,                        -- what a machine put and a person took away
  unsure uuid[] not null,                         -- what stands there and nobody judged
  weight real not null,
  number bigint not null,
  at timestamptz not null,
  primary key (case_id, name, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id)
);
create unique index lesson_number on intelligence.lesson (workspace_id, name, number);
create index lesson_of_contact on intelligence.lesson (contact_id, workspace_id);

-- what the machine would say of a case, by the message that it judged
create table intelligence.typing (
  case_id uuid not null,
  workspace_id uuid not null,
  message_id uuid not null,
  contact_id uuid not null,
  at timestamptz not null,
  tags jsonb not null,                            -- [id, probability], the likeliest first, three at most
  decided_tags uuid[] not null,
  tags_version text not null,
  reasons jsonb not null,
  decided_reason uuid,
  above_reason uuid,                              -- the branch that is sure where no leaf is
  reasons_version text not null,
  primary key (case_id, workspace_id)
) with (fillfactor = 80);
create index typing_newest on intelligence.typing (workspace_id, at);
create index typing_of_contact on intelligence.typing (contact_id, workspace_id);

-- of what was put on cases by itself, a few are asked about: an honest sample, whatever people look at otherwise
create table intelligence.review (
  mark_id uuid not null,
  workspace_id uuid not null,
  case_id uuid not null,
  tag_id uuid not null,
  score real not null,
  version text not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  is_right boolean,
  primary key (mark_id, workspace_id)
);
create unique index review_of_case on intelligence.review (case_id, workspace_id, tag_id) where answered_at is null;
create index review_of_tag on intelligence.review (workspace_id, tag_id, answered_at);

-- the models themselves: npz and JSON, nothing in them can be run
create table intelligence.model (
  id uuid not null,
  workspace_id uuid not null,
  name text not null,
  version integer not null,
  made_at timestamptz not null,
  cause text not null check (cause in ('night', 'lessons', 'asked')),
  until bigint not null,                          -- the number of the last lesson in it
  lessons integer not null,
  encoder_id text not null,
  judged jsonb not null,                          -- against the model before, on lessons that neither had seen
  promoted boolean not null,
  insight jsonb not null,                         -- per tag: examples, coverage, confusions; which to merge, to split
  file bytea not null,
  primary key (id, workspace_id),
  unique (workspace_id, name, version)
);

select kit.wall(array['intelligence.learner', 'intelligence.lesson', 'intelligence.typing', 'intelligence.review',
  'intelligence.model']::regclass[]);
grant select, insert, update on intelligence.learner, intelligence.review to trato_app;
grant select, insert, update, delete on intelligence.lesson, intelligence.typing, intelligence.model to trato_app;
-- the door sees where a fit is due, and no more
grant select (workspace_id, due_at) on intelligence.learner to trato_door;
create policy door_seek on intelligence.learner for select to trato_door using (true);
