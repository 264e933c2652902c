-- Matters, from open to closed. State is rows with a beginning and an end; the case row holds the present only.
create schema cases;
grant usage on schema cases to trato_app;

create table cases.counter (
  workspace_id uuid primary key references access.workspace (id),
  number bigint not null default 10000
);

create table cases.disposition (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  parent_id uuid,
  position int not null default 0,
  code text not null,
  name jsonb not null,
  tree_version int not null default 1,  -- of its last change
  retired_at timestamptz,
  merged_into uuid,                     -- the reason that is used instead; what was recorded keeps its own
  primary key (id, workspace_id),
  unique (code, workspace_id),
  foreign key (parent_id, workspace_id) references cases.disposition (id, workspace_id),
  foreign key (merged_into, workspace_id) references cases.disposition (id, workspace_id)
);
-- the version of the whole tree, and what each of its versions changed: any version can be drawn again
create table cases.disposition_tree (
  workspace_id uuid primary key references access.workspace (id),
  version int not null default 0
);
create table cases.disposition_change (
  disposition_id uuid not null,
  tree_version int not null,
  workspace_id uuid not null,
  parent_id uuid,
  position int not null,
  code text not null,
  name jsonb not null,
  retired boolean not null,
  merged_into uuid,
  at timestamptz not null,
  by_id uuid,
  primary key (disposition_id, tree_version, workspace_id),
  foreign key (disposition_id, workspace_id) references cases.disposition (id, workspace_id)
);

create table cases.tag (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  name text not null,
  retired_at timestamptz,
  primary key (id, workspace_id)
);
create unique index tag_name on cases.tag (lower(name), workspace_id);

create table cases."case" (
  id uuid not null,
  workspace_id uuid not null,
  number bigint not null,
  brand_id uuid not null,
  unit_id uuid not null,
  account_id uuid,
  queue_id uuid,
  contact_id uuid not null,
  surface text not null,
  channel text not null,
  subject text not null default '',
  preview text not null default '',
  origin text not null default 'inbound' check (origin in
    ('inbound', 'outbound', 'proactive', 'campaign', 'mention', 'community', 'call', 'import', 'split')),
  recorded_as text not null default 'live',
  opened_at timestamptz not null,
  opened_by_kind text not null,
  opened_by_id uuid,
  web_session_id uuid,
  country text not null default '',
  country_source text not null default '' check (country_source in ('', 'declared', 'account', 'prefix', 'profile')),
  state text not null default 'open' check (state in ('open', 'resolved', 'closed')),
  waiting_on text check (waiting_on in ('contact', 'third_party', 'team', 'until')),
  waiting_until timestamptz,
  set_aside text,
  priority smallint not null default 0 check (priority between -1 and 2),
  holder_kind text not null default 'nobody' check (holder_kind in ('nobody', 'bot', 'queue', 'agent', 'team')),
  holder_id uuid,
  disposition_id uuid,
  previous_case_id uuid,
  merged_into uuid,
  end_reason text check (end_reason in ('resolved', 'merged', 'no_answer', 'set_aside', 'split_undone')),
  last_inbound_at timestamptz,
  last_outbound_at timestamptz,
  last_message_at timestamptz not null,
  unanswered_since timestamptz,
  due_from timestamptz,
  due_at timestamptz,
  due_kind text,
  breached boolean not null default false,
  revision int not null default 1,
  primary key (id, workspace_id),
  unique (number, workspace_id),
  foreign key (brand_id, workspace_id) references brands.brand (id, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id),
  foreign key (disposition_id, workspace_id) references cases.disposition (id, workspace_id),
  foreign key (previous_case_id, workspace_id) references cases."case" (id, workspace_id),
  foreign key (merged_into, workspace_id) references cases."case" (id, workspace_id),
  check ((waiting_on = 'until') = (waiting_until is not null) or waiting_on is null and waiting_until is null)
) with (fillfactor = 80);
create index case_open_list on cases."case" (workspace_id, due_at nulls last, id) where state = 'open';
create index case_recent_list on cases."case" (workspace_id, last_message_at desc, id);
create index case_of_holder on cases."case" (holder_id, workspace_id, due_at) where state = 'open';
create index case_of_contact on cases."case" (contact_id, workspace_id, opened_at desc);

create table cases.participant (
  case_id uuid not null,
  workspace_id uuid not null,
  contact_id uuid not null,
  role text not null check (role in ('requester', 'participant', 'author', 'copied')),
  since timestamptz not null,
  until timestamptz,
  evidence text not null default 'message',
  primary key (case_id, contact_id, since, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id)
);
create unique index participant_once on cases.participant (case_id, contact_id, workspace_id) where until is null;
create index participant_of_contact on cases.participant (contact_id, workspace_id);

create table cases.state_seg (
  case_id uuid not null,
  workspace_id uuid not null,
  state text not null,
  waiting_on text,
  from_at timestamptz not null,
  to_at timestamptz,
  primary key (case_id, from_at, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id),
  check (to_at is null or to_at >= from_at)
);
create unique index one_state_now on cases.state_seg (case_id, workspace_id) where to_at is null;

create table cases.holding (
  case_id uuid not null,
  workspace_id uuid not null,
  holder_kind text not null check (holder_kind in ('nobody', 'bot', 'queue', 'agent', 'team')),
  holder_id uuid,
  from_at timestamptz not null,
  to_at timestamptz,
  reason text not null default 'opened' check (reason in ('opened', 'available', 'skill', 'sticky', 'pull', 'manual',
    'rule', 'transfer', 'handover', 'overflow', 'reassigned', 'released', 'restored')),
  by_kind text not null default 'system',
  by_id uuid,
  primary key (case_id, from_at, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id),
  check (to_at is null or to_at >= from_at)
);
create unique index one_holder_now on cases.holding (case_id, workspace_id) where to_at is null;

-- what was known when the case opened; it cannot be reconstructed later
create table cases.opening (
  case_id uuid not null,
  workspace_id uuid not null,
  previous_case_id uuid,
  seconds_since bigint,
  previous_state text,
  previous_disposition_id uuid,
  last_agent_id uuid,
  previous_channel text,
  team_id uuid,
  tier smallint,
  modern boolean,
  referral jsonb,
  primary key (case_id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);

-- which arm of an experiment the case drew when it opened
create table cases.experiment (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  feature text not null,
  holdout real not null check (holdout >= 0 and holdout <= 1),
  from_at timestamptz not null,
  to_at timestamptz,
  primary key (id, workspace_id)
);
create table cases.exposure (
  case_id uuid not null,
  workspace_id uuid not null,
  feature text not null,
  arm text not null check (arm in ('on', 'off')),
  experiment_id uuid not null,
  at timestamptz not null,
  primary key (case_id, feature, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);

create table cases.resolution (
  id uuid not null,
  case_id uuid not null,
  workspace_id uuid not null,
  at timestamptz not null,
  by_kind text not null,
  by_id uuid,
  how text not null check (how in ('agent', 'bot', 'auto_close', 'contact', 'rule')),
  message_id uuid,
  channel text not null default '',
  disposition_id uuid,
  tree_version int,
  disposition_author text not null default 'person' check (disposition_author in ('person', 'model', 'rule')),
  before jsonb not null default '{}',   -- what the undo gives back: codes, ids and instants
  undone_at timestamptz,
  primary key (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);
create index resolution_of_case on cases.resolution (case_id, workspace_id, at);

create table cases.reopening (
  id uuid not null,
  case_id uuid not null,
  workspace_id uuid not null,
  at timestamptz not null,
  cause text not null check (cause in ('contact', 'agent', 'delivery_failed', 'survey', 'undo')),
  gap_seconds bigint not null,
  message_id uuid,
  primary key (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);

-- judged not to need an answer; dated, reasoned, reversible
create table cases.case_exclusion (
  id uuid not null,
  case_id uuid not null,
  workspace_id uuid not null,
  reason text not null check (reason in ('spam', 'troll', 'no_engagement', 'courtesy', 'duplicate', 'test', 'blocked')),
  message_id uuid,
  from_at timestamptz not null,
  by_kind text not null,
  by_id uuid,
  before jsonb not null default '{}',   -- what the undo gives back: codes, ids and instants
  reversed_at timestamptz,
  reversed_by uuid,
  primary key (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);
create index exclusion_of_case on cases.case_exclusion (case_id, workspace_id) where reversed_at is null;
create unique index one_exclusion_each on cases.case_exclusion (case_id, workspace_id)
  where message_id is null and reversed_at is null;
create unique index one_exclusion_a_message on cases.case_exclusion (message_id, workspace_id)
  where message_id is not null and reversed_at is null;

create table cases.attempt (
  message_id uuid not null,
  case_id uuid not null,
  workspace_id uuid not null,
  contact_id uuid not null,
  cause text not null check (cause in ('silence', 'second_channel')),
  at timestamptz not null,
  silence_seconds bigint not null,
  primary key (message_id, workspace_id)
);

create table cases.abandonment (
  case_id uuid not null,
  workspace_id uuid not null,
  variant text not null check (variant in ('no_dialogue', 'left_queue', 'in_bot', 'short', 'asynchronous')),
  evidence text not null,
  at timestamptz not null,
  holder_kind text not null,
  holder_id uuid,
  retracted_at timestamptz,
  primary key (case_id, variant, workspace_id)
);

create table cases.transfer (
  id uuid not null,
  case_id uuid not null,
  workspace_id uuid not null,
  at timestamptz not null,
  from_kind text not null,
  from_id uuid,
  to_kind text not null,
  to_id uuid,
  warm boolean not null default false,
  reason text not null default '',
  bounce int not null default 0,
  primary key (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);

create table cases.note (
  id uuid not null,
  workspace_id uuid not null,
  case_id uuid not null,
  author_id uuid not null,
  body text not null,
  at timestamptz not null,
  edited_at timestamptz,
  deleted_at timestamptz,
  primary key (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);
create index note_of_case on cases.note (case_id, workspace_id, at);
create table cases.mention_of_user (
  note_id uuid not null,
  user_id uuid not null,
  workspace_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  seen_at timestamptz,
  primary key (note_id, user_id, workspace_id),
  foreign key (note_id, workspace_id) references cases.note (id, workspace_id)
);
create index mention_waiting on cases.mention_of_user (user_id, workspace_id, at) where seen_at is null;

create table cases.tag_mark (
  id uuid not null,
  workspace_id uuid not null,
  case_id uuid not null,
  message_id uuid,
  tag_id uuid not null,
  by_kind text not null,
  by_id uuid,
  model text,
  score real,
  at timestamptz not null,
  removed_at timestamptz,
  removed_by uuid,
  primary key (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id),
  foreign key (tag_id, workspace_id) references cases.tag (id, workspace_id)
);
create unique index one_mark_each on cases.tag_mark (case_id, tag_id, workspace_id) where removed_at is null;

create table cases.merge (
  id uuid not null,
  workspace_id uuid not null,
  survivor_id uuid not null,
  absorbed_id uuid not null,
  at timestamptz not null,
  by_id uuid,
  before jsonb not null,
  undone_at timestamptz,
  undone_by uuid,
  primary key (id, workspace_id),
  foreign key (survivor_id, workspace_id) references cases."case" (id, workspace_id),
  foreign key (absorbed_id, workspace_id) references cases."case" (id, workspace_id)
);
create unique index one_merge_each on cases.merge (absorbed_id, workspace_id) where undone_at is null;
create table cases.split (
  id uuid not null,
  workspace_id uuid not null,
  source_id uuid not null,
  created_id uuid not null,
  from_message_id uuid not null,
  at timestamptz not null,
  by_id uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (id, workspace_id),
  foreign key (source_id, workspace_id) references cases."case" (id, workspace_id),
  foreign key (created_id, workspace_id) references cases."case" (id, workspace_id)
);

create table cases.promise (
  id uuid not null,
  workspace_id uuid not null,
  case_id uuid not null,
  contact_id uuid not null,
  note_id uuid,
  body text not null,
  by_id uuid not null,
  made_at timestamptz not null,
  due_at timestamptz not null,
  kept_at timestamptz,
  broken_at timestamptz,
  primary key (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);

create table cases.escalation (
  id uuid not null,
  workspace_id uuid not null,
  case_id uuid not null,
  level text not null,
  target_kind text not null,
  target_id uuid,
  need_marked_at timestamptz not null,
  sent_at timestamptz,
  accepted_at timestamptz,
  mode text not null check (mode in ('macro', 'rule', 'manual')),
  primary key (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);

select kit.wall(array['cases.counter', 'cases.disposition', 'cases.disposition_tree', 'cases.disposition_change',
  'cases.tag', 'cases."case"', 'cases.participant',
  'cases.state_seg', 'cases.holding', 'cases.opening', 'cases.experiment', 'cases.exposure', 'cases.resolution',
  'cases.reopening', 'cases.case_exclusion', 'cases.attempt', 'cases.abandonment', 'cases.transfer', 'cases.note',
  'cases.mention_of_user', 'cases.tag_mark', 'cases.merge', 'cases.split', 'cases.promise',
  'cases.escalation']::regclass[]);
grant select, insert, update on all tables in schema cases to trato_app;
