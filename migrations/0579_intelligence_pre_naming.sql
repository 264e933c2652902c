-- A topic may get a name from the model outside; the words that many contacts used stay beside it.
alter table intelligence.topic
  add column given_name text not null default '',
  add column given_by text not null default '',    -- the model that gave it
  add column asked_at timestamptz;                 -- when it was asked last
