-- What many write about and no tag names yet, and hours with far more messages than usual: computed each hour.
create table intelligence.discovery (
  workspace_id uuid not null primary key references access.workspace (id),
  at timestamptz not null,                        -- when it was looked last
  looked integer not null                         -- messages that no tag names, of the last days
);
create table intelligence.topic (
  id uuid not null,
  workspace_id uuid not null,
  name text not null,                             -- words that many contacts used, redacted
  found_at timestamptz not null,
  at timestamptz not null,                        -- when it was last found again
  size integer not null,
  lately integer not null,                        -- of these, in the last day
  before integer not null,                        -- and in the day before it
  centroid bytea not null,                        -- half-precision numbers, in the encoder's space
  encoder_id text not null,
  tag_id uuid,                                    -- what somebody made of it
  primary key (id, workspace_id),
  foreign key (tag_id, workspace_id) references cases.tag (id, workspace_id)
);
create index topic_present on intelligence.topic (workspace_id, at desc);
create table intelligence.topic_message (
  message_id uuid not null,
  workspace_id uuid not null,
  topic_id uuid not null,
  near real not null,                             -- to the middle: examples are the nearest
  primary key (message_id, workspace_id),
  foreign key (topic_id, workspace_id) references intelligence.topic (id, workspace_id),
  foreign key (message_id, workspace_id) references intelligence.understanding (message_id, workspace_id)
    on delete cascade
);
create index topic_messages on intelligence.topic_message (topic_id, workspace_id, near desc);
create table intelligence.trend (
  subject text not null check (subject in ('kind', 'sentiment', 'channel', 'brand', 'tag', 'topic')),
  key text not null,
  workspace_id uuid not null,
  days integer[] not null,                        -- the last 28, oldest first
  primary key (key, subject, workspace_id)
);
create index trend_of_workspace on intelligence.trend (workspace_id, subject);
create table intelligence.spike (
  subject text not null,
  key text not null,
  workspace_id uuid not null,
  hour timestamptz not null,                      -- that it began
  seen integer not null,
  expected real not null,
  severity real not null check (severity between 0 and 1),
  primary key (hour, subject, key, workspace_id)
);
create index spike_newest on intelligence.spike (workspace_id, hour desc);
select kit.wall(array['intelligence.discovery', 'intelligence.topic', 'intelligence.topic_message',
  'intelligence.trend', 'intelligence.spike']::regclass[]);
grant select, insert, update on intelligence.discovery, intelligence.topic to trato_app;
grant select, insert, delete on intelligence.topic_message, intelligence.trend to trato_app;
grant select, insert on intelligence.spike to trato_app;
grant select (workspace_id, at) on intelligence.discovery to trato_door;
create policy door_seek on intelligence.discovery for select to trato_door using (true);
