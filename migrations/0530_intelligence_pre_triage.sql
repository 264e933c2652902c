-- What understanding set aside by itself, who looks at a part of it, and what people said instead.

-- how a brand sorts what needs no answer; without a row, what is usual
create table intelligence.triage_way (
  brand_id uuid not null,
  workspace_id uuid not null,
  active boolean not null,
  spam real not null check (spam between 0.5 and 1),
  troll real not null check (troll between 0.5 and 1),
  no_engagement real not null check (no_engagement between 0.5 and 1),
  sample real not null check (sample between 0 and 1),
  trolls text not null check (trolls in ('silence', 'hide', 'reply', 'escalate')),
  reply text not null,
  reply_days smallint not null check (reply_days between 1 and 365),
  team_id uuid,
  triage_seconds smallint not null check (triage_seconds between 1 and 600),  -- of a person, for one message
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (brand_id, workspace_id),
  foreign key (brand_id, workspace_id) references brands.brand (id, workspace_id),
  check (trolls <> 'reply' or reply <> ''),
  check (trolls <> 'escalate' or team_id is not null)
);

-- one for each case that was set aside by itself, and for the few others that are looked at
create table intelligence.triage (
  case_id uuid not null,
  workspace_id uuid not null,
  message_id uuid not null,
  contact_id uuid not null,
  brand_id uuid not null,
  at timestamptz not null,
  deed text not null check (deed in ('aside', 'handed', 'served')),
  reason text not null,                           -- '' where somebody should answer
  score real not null,                            -- how probable it is that nobody need answer
  exclusion_id uuid,
  answer text not null default '' check (answer in ('', 'hidden', 'cannot_hide', 'replied', 'replied_before', 'refused')),
  sampled boolean not null,
  reviewed_at timestamptz,
  reviewed_by uuid,
  was_right boolean,
  back_at timestamptz,                            -- a person, or a later word, brought it back
  primary key (case_id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);
create index triage_to_review on intelligence.triage (workspace_id, at, case_id) where sampled and reviewed_at is null;
create index triage_reviewed on intelligence.triage (workspace_id, reviewed_at) where sampled and reviewed_at is not null;
create index triage_of_contact on intelligence.triage (contact_id, workspace_id, at) where answer = 'replied';
create index triage_by_day on intelligence.triage (workspace_id, at);

-- what a person said instead of what was understood; the last word on each aspect stands
create table intelligence.correction (
  message_id uuid not null,
  aspect text not null check (aspect in
    ('kind', 'engageable', 'sentiment', 'urgency', 'needs_human', 'offensive', 'language')),
  workspace_id uuid not null,
  said text not null,
  meant text not null,
  at timestamptz not null,
  by_id uuid,
  waited int not null default 0,                  -- seconds for which a case was set aside because of it
  primary key (message_id, aspect, workspace_id),
  foreign key (message_id, workspace_id) references intelligence.understanding (message_id, workspace_id)
    on delete cascade
);
create index correction_newest on intelligence.correction (workspace_id, at desc);

-- what stands aside, the newest first
create index exclusion_standing on cases.case_exclusion (workspace_id, from_at desc, id desc) where reversed_at is null;

select kit.wall(array['intelligence.triage_way', 'intelligence.triage', 'intelligence.correction']::regclass[]);
grant select, insert, update on intelligence.triage_way, intelligence.triage, intelligence.correction to trato_app;
grant delete on intelligence.triage, intelligence.correction to trato_app;  -- of a contact who is forgotten
