-- What was understood of messages and of how cases go. Predictions stay apart from what people decided: nothing here
-- is the truth of a case, and everything here may be computed anew.
create schema intelligence;
grant usage on schema intelligence to trato_app, trato_door;

-- until where the log has been read; who writes moves it from where he found it, so that nothing is written twice
create table intelligence.head (
  workspace_id uuid not null primary key references access.workspace (id),
  seq bigint not null
);
create function intelligence.begin_head() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into intelligence.head (workspace_id, seq) values (new.id, 0);
  return new;
end $$;
create trigger begin_understanding after insert on access.workspace
  for each row execute function intelligence.begin_head();
insert into intelligence.head (workspace_id, seq) select workspace_id, seq from kit.event_head;

create table intelligence.understanding (
  message_id uuid not null,
  workspace_id uuid not null,
  case_id uuid,
  contact_id uuid not null,
  channel text not null,
  brand_id uuid not null,
  at timestamptz not null,                        -- when the message came
  understood_at timestamptz not null,
  lang text not null,
  kind text not null,
  kind_score real not null,
  engageable boolean not null,
  engageable_score real not null,
  why text not null,                              -- the kind for which nobody need answer; '' when one should
  sentiment text not null,
  sentiment_score real not null,
  offensive boolean not null,
  offensive_score real not null,
  urgency smallint not null,
  needs_human boolean not null,
  needs_human_score real not null,
  near_key text not null,
  personal jsonb not null,                        -- where personal data stands: [start, end, kind], no text
  encoder_id text not null,
  vector bytea not null,                          -- half-precision numbers of the encoder; '' without it
  primary key (message_id, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id)
);
create index understanding_of_case on intelligence.understanding (case_id, workspace_id, at);
create index understanding_newest on intelligence.understanding (workspace_id, at);
create index understanding_of_contact on intelligence.understanding (contact_id, workspace_id);

-- messages that had waited too long to be of use at once; understood when it is calm
create table intelligence.shed (
  message_id uuid not null,
  workspace_id uuid not null,
  at timestamptz not null,
  primary key (message_id, workspace_id),
  foreign key (message_id, workspace_id) references conversations.message (id, workspace_id)
);
create index shed_waiting on intelligence.shed (workspace_id, at desc);

-- how a case goes, after its last turn; the way there is in the log
create table intelligence.outlook (
  case_id uuid not null,
  workspace_id uuid not null,
  at timestamptz not null,
  csat smallint not null check (csat between 0 and 100),
  dissatisfied real not null,
  escalation real not null,
  churn real not null,
  reasons jsonb not null,                         -- [reason, points taken or given]
  first_csat smallint not null,
  model text not null,
  primary key (case_id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
) with (fillfactor = 80);

select kit.wall(array['intelligence.head', 'intelligence.understanding', 'intelligence.shed',
  'intelligence.outlook']::regclass[]);
grant select, insert, update on intelligence.head, intelligence.understanding, intelligence.outlook to trato_app;
grant delete on intelligence.understanding, intelligence.outlook to trato_app;  -- of a contact who is forgotten or objects
grant select, insert, delete on intelligence.shed to trato_app;
-- the door sees where work waits, and no more
grant select (workspace_id, seq) on intelligence.head to trato_door;
grant select (workspace_id) on intelligence.shed to trato_door;
create policy door_seek on intelligence.head for select to trato_door using (true);
create policy door_seek on intelligence.shed for select to trato_door using (true);
