-- Calls that we make: whom, by whom, what came of it; and telephones of ours that are theirs for sure.
alter table calls.call
  add column direction text not null default 'in' check (direction in ('in', 'out')),
  add column far_id text not null default '',         -- the provider's id of whom we call; of who calls, it is provider_id
  add column placed_by uuid,
  add column trouble text not null default '' check (trouble ~ '^[a-z0-9_]{0,40}$'),  -- why the call was not, or may not be
  add column wrapped text not null default '' check (wrapped in ('', 'answered', 'no_answer', 'wrong', 'again', 'stop')),
  add column wrapped_at timestamptz,
  drop constraint call_state_check,
  add constraint call_state_check check (state in ('menu', 'queued', 'calling', 'talking', 'held', 'ended')) not valid,
  drop constraint call_outcome_check,
  add constraint call_outcome_check
    check (outcome in ('', 'answered', 'missed', 'words', 'aside', 'short', 'unreached')) not valid;
create unique index call_far on calls.call (account_id, far_id, workspace_id) where far_id <> '';
create index call_unwrapped on calls.call (workspace_id, placed_by, ended_at)
  where direction = 'out' and wrapped = '' and state = 'ended';

alter table calls.segment
  drop constraint segment_kind_check,
  add constraint segment_kind_check check (kind in ('menu', 'queue', 'ring', 'dial', 'talk', 'hold')) not valid;

-- An order that is of no call says by which account it is given.
alter table calls.errand
  alter column call_id drop not null,
  add column account_id uuid,
  add constraint errand_of_something check (call_id is not null or account_id is not null) not valid,
  add foreign key (account_id, workspace_id) references channels.account (id, workspace_id) not valid;

-- A telephone that somebody says is theirs, until they read the code that it was called with.
create table calls.telephone_proof (
  user_id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  number text not null check (number ~ '^\+[1-9][0-9]{6,14}$'),
  digest bytea not null,
  tries int not null default 0,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (user_id, workspace_id)
);
select kit.wall(array['calls.telephone_proof']::regclass[]);
grant select, insert, update, delete on calls.telephone_proof to trato_app;

alter table conversations.message
  drop constraint message_purpose_check,
  add constraint message_purpose_check check (purpose in ('contact', 'reply', 'proactive', 'campaign', 'auto', 'survey',
    'authentication', 'consent_request', 'bot', 'window_fallback', 'echo', 'call')) not valid;
alter table compliance.send_hold
  drop constraint send_hold_purpose_check,
  add constraint send_hold_purpose_check check (purpose in ('', 'reply', 'proactive', 'campaign', 'auto', 'survey',
    'authentication', 'consent_request', 'bot', 'window_fallback', 'call')) not valid;
