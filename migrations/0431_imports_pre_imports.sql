-- What comes from another system: which runs there were, how far each came, and what became of every record.
create schema imports;
grant usage on schema imports to trato_app;

create table imports.run (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  source text not null,                               -- which export this is, as "zendesk:acme": ids are unique in it
  kind text not null,                                 -- what reads it
  dry boolean not null,
  plan jsonb not null,                                -- where things go; never a token
  origin jsonb not null default '{}',                 -- where a worker finds it; {} for one that a command runs
  state text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed', 'undone')),
  refusal text not null default '',
  detail jsonb not null default '{}',
  cursor jsonb not null default '{}',                 -- where the next page begins, saved with what the page brought
  next_cursor jsonb,                                  -- where the next run begins: only what is new since
  counts jsonb not null default '{}',                 -- kind of record -> outcome -> how many
  problems int not null default 0,                    -- all of them; the first thousand of each code are kept
  done bigint not null default 0,
  "of" bigint,                                        -- how many records there are, where the source can tell
  asked_at timestamptz not null,
  asked_by uuid,
  started_at timestamptz,
  beat_at timestamptz,
  ended_at timestamptz,
  primary key (id, workspace_id)
);
create index run_list on imports.run (workspace_id, asked_at desc, id);
create unique index one_import_at_a_time on imports.run (workspace_id) where state = 'running';

-- their id -> ours; what was brought is known by it for ever, so that twice is once
create table imports.entry (
  source text not null,
  kind text not null check (kind in
    ('organisation', 'contact', 'conversation', 'message', 'note', 'tag', 'canned', 'article')),
  their_id text not null,
  workspace_id uuid not null,
  our_id uuid not null,
  ours_before boolean not null default false,         -- it was here already: an undo leaves it
  fingerprint bytea not null,                         -- of the record as it came
  revision int,                                       -- of a case: as the import left it
  run_id uuid not null,
  primary key (their_id, kind, source, workspace_id),
  foreign key (run_id, workspace_id) references imports.run (id, workspace_id)
);
create index entry_of_run on imports.entry (run_id, workspace_id, kind);
create index entry_of_ours on imports.entry (our_id, workspace_id);

create table imports.problem (
  run_id uuid not null,
  n int not null,
  workspace_id uuid not null,
  kind text not null,
  their_id text not null default '',
  place text not null default '',                     -- file and row, or the page of an API
  code text not null,
  data jsonb not null default '{}',
  refused boolean not null,                           -- whether the record stayed out
  primary key (run_id, n, workspace_id),
  foreign key (run_id, workspace_id) references imports.run (id, workspace_id)
);

-- what the other system kept as proof of a yes or a no
create table imports.evidence (
  id uuid not null,
  workspace_id uuid not null,
  contact_id uuid not null,
  source text not null,
  purpose text not null,
  granted boolean not null,
  words text not null,
  given_at timestamptz,
  primary key (id, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id)
);
create index evidence_of_contact on imports.evidence (contact_id, workspace_id);

-- help-centre articles, kept whole
create table imports.article (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  brand_id uuid not null,
  title text not null,
  body text not null,
  language text not null default '',
  category text not null default '',
  published boolean not null,
  changed_at timestamptz,
  primary key (id, workspace_id),
  foreign key (brand_id, workspace_id) references brands.brand (id, workspace_id)
);

select kit.wall(array['imports.run', 'imports.entry', 'imports.problem', 'imports.evidence',
  'imports.article']::regclass[]);
grant select, insert, update, delete on all tables in schema imports to trato_app;

-- an import that nothing touched is taken back whole
grant delete on contacts.organisation, contacts.contact, contacts.identity, contacts.consent to trato_app;
grant delete on cases."case", cases.participant, cases.state_seg, cases.holding, cases.opening, cases.note,
  cases.tag_mark to trato_app;
grant delete on conversations.conversation, conversations.message, conversations.attachment to trato_app;
