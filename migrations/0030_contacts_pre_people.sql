-- Persons outside who write to us. Nothing here is ever moved: linking adds rows, unlinking ends them.
create schema contacts;
grant usage on schema contacts to trato_app;

create table contacts.organisation (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  controller_id uuid not null,
  name text not null,
  kind text not null default 'company' check (kind in ('company', 'household')),
  created_at timestamptz not null,
  primary key (id, workspace_id),
  foreign key (controller_id, workspace_id) references brands.controller (id, workspace_id)
);

create table contacts.contact (
  id uuid not null,
  workspace_id uuid not null,
  controller_id uuid not null,
  name text not null default '',
  name_source text not null default 'channel' check (name_source in ('channel', 'contact', 'agent', 'site', 'import')),
  locale text not null default '',
  country text not null default '',
  organisation_id uuid,
  created_at timestamptz not null,
  origin text not null default 'live',
  primary key (id, workspace_id),
  foreign key (controller_id, workspace_id) references brands.controller (id, workspace_id),
  foreign key (organisation_id, workspace_id) references contacts.organisation (id, workspace_id)
);
create index contact_list on contacts.contact (workspace_id, created_at);

-- an address of one contact; its contact never changes
create table contacts.identity (
  id uuid not null,
  workspace_id uuid not null,
  contact_id uuid not null,
  controller_id uuid not null,
  kind text not null,
  scope text not null default '',
  address text not null,
  raw text not null default '',
  verified_at timestamptz,
  verified_how text,
  created_at timestamptz not null,
  ended_at timestamptz,                 -- the address is theirs no more: whoever writes from it next is another person
  ended_why text check (ended_why in ('replaced', 'given_up')),
  primary key (id, workspace_id),
  unique nulls not distinct (address, kind, scope, controller_id, workspace_id, ended_at),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id)
);
create index identity_of_contact on contacts.identity (contact_id, workspace_id);

-- that a provider gave a person another key; not joined when the new one was another contact's already
create table contacts.identity_change (
  id uuid not null,
  workspace_id uuid not null,
  old_identity_id uuid not null,
  new_identity_id uuid not null,
  at timestamptz not null,
  joined boolean not null,
  primary key (id, workspace_id),
  foreign key (old_identity_id, workspace_id) references contacts.identity (id, workspace_id),
  foreign key (new_identity_id, workspace_id) references contacts.identity (id, workspace_id)
);
create unique index one_change_each on contacts.identity_change (old_identity_id, new_identity_id, workspace_id);

-- an address that a person said is theirs and nobody checked: it suggests, it never matches
create table contacts.stated_address (
  id uuid not null,
  workspace_id uuid not null,
  contact_id uuid not null,
  kind text not null,
  address text not null,
  source text not null default '',
  stated_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (id, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id)
);
create unique index stated_once on contacts.stated_address (address, kind, contact_id, workspace_id)
  where withdrawn_at is null;

-- what we ask people to agree to, in words of which every version is kept
create table contacts.consent_text (
  id uuid not null,
  workspace_id uuid not null,
  controller_id uuid not null,
  purpose text not null check (purpose in
    ('service', 'marketing', 'linking', 'profiling', 'survey', 'recording', 'training')),
  locale text not null,
  version int not null,
  body text not null,
  created_at timestamptz not null,
  primary key (id, workspace_id),
  unique (controller_id, purpose, locale, version, workspace_id),
  foreign key (controller_id, workspace_id) references brands.controller (id, workspace_id)
);

create table contacts.consent (
  id uuid not null,
  workspace_id uuid not null,
  contact_id uuid not null,
  controller_id uuid not null,
  purpose text not null check (purpose in
    ('service', 'marketing', 'linking', 'profiling', 'survey', 'recording', 'training')),
  granted boolean not null,
  legal_basis text not null default 'consent'
    check (legal_basis in ('consent', 'contract', 'legitimate_interest', 'legal_obligation')),
  text_id uuid,
  evidence_kind text not null check (evidence_kind in ('message', 'provider', 'form', 'agent', 'import', 'call')),
  evidence_id uuid,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (id, workspace_id),
  unique (id, purpose, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id),
  foreign key (text_id, workspace_id) references contacts.consent_text (id, workspace_id)
);
create index consent_of_contact on contacts.consent (contact_id, workspace_id, purpose) where withdrawn_at is null;

-- that we asked, in which words, and what was answered; the question itself is a message of the conversation
create table contacts.consent_request (
  id uuid not null,
  workspace_id uuid not null,
  contact_id uuid not null,
  controller_id uuid not null,
  purpose text not null check (purpose in
    ('service', 'marketing', 'linking', 'profiling', 'survey', 'recording', 'training')),
  text_id uuid not null,
  profile_id uuid,                      -- of a linking: which contact a yes would link with
  message_id uuid,
  asked_at timestamptz not null,
  asked_by_kind text not null,
  asked_by_id uuid,
  until timestamptz not null,
  answer text check (answer in ('yes', 'no', 'cancelled')),
  answered_at timestamptz,
  answer_message_id uuid,
  consent_id uuid,
  primary key (id, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id),
  foreign key (text_id, workspace_id) references contacts.consent_text (id, workspace_id),
  foreign key (profile_id, workspace_id) references contacts.contact (id, workspace_id),
  foreign key (consent_id, workspace_id) references contacts.consent (id, workspace_id)
);
create index request_of_contact on contacts.consent_request (contact_id, workspace_id, asked_at);
create unique index one_request_each on contacts.consent_request (contact_id, purpose, workspace_id)
  where answer is null;

-- one profile out of two contacts: refused by the database unless a linking consent stands behind it
create table contacts.identity_link (
  id uuid not null,
  workspace_id uuid not null,
  contact_id uuid not null,
  profile_id uuid not null,
  consent_id uuid not null,
  purpose text not null default 'linking' check (purpose = 'linking'),
  linked_at timestamptz not null,
  linked_by_kind text not null,
  linked_by_id uuid,
  unlinked_at timestamptz,
  unlink_reason text,
  primary key (id, workspace_id),
  check (contact_id <> profile_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id),
  foreign key (profile_id, workspace_id) references contacts.contact (id, workspace_id),
  foreign key (consent_id, purpose, workspace_id) references contacts.consent (id, purpose, workspace_id)
);
create unique index one_profile_each on contacts.identity_link (contact_id, workspace_id) where unlinked_at is null;
create index link_of_profile on contacts.identity_link (profile_id, workspace_id) where unlinked_at is null;

-- the consent is locked until the commit: it cannot be withdrawn meanwhile by another transaction
create function contacts.refuse_unconsented_link() returns trigger language plpgsql as $$
begin
  perform 1 from contacts.consent c
    join contacts.contact a on a.id = new.contact_id and a.workspace_id = new.workspace_id
    join contacts.contact b on b.id = new.profile_id and b.workspace_id = new.workspace_id
    where c.id = new.consent_id and c.workspace_id = new.workspace_id and c.purpose = 'linking' and c.granted
      and c.withdrawn_at is null and c.contact_id in (new.contact_id, new.profile_id)
      and c.controller_id = a.controller_id and c.controller_id = b.controller_id
    for share of c;
  if not found then
    raise exception 'a link needs a standing consent, of one of its contacts, to the controller of both'
      using errcode = '23514', constraint = 'link_has_standing_consent';
  end if;
  return new;
end $$;
create trigger refuse_unconsented_link before insert on contacts.identity_link
  for each row execute function contacts.refuse_unconsented_link();

-- a link may only end; a consent may only be withdrawn, once no link stands on it
create function contacts.refuse_changed_link() returns trigger language plpgsql as $$
begin
  if old.unlinked_at is not null or (new.id, new.workspace_id, new.contact_id, new.profile_id, new.consent_id)
      is distinct from (old.id, old.workspace_id, old.contact_id, old.profile_id, old.consent_id) then
    raise exception 'a link may only end' using errcode = '23514', constraint = 'link_only_ends';
  end if;
  return new;
end $$;
create trigger refuse_changed_link before update on contacts.identity_link
  for each row execute function contacts.refuse_changed_link();
create function contacts.refuse_changed_consent() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null or (new.contact_id, new.controller_id, new.purpose, new.granted, new.text_id)
      is distinct from (old.contact_id, old.controller_id, old.purpose, old.granted, old.text_id) then
    raise exception 'a consent may only be withdrawn' using errcode = '23514', constraint = 'consent_only_withdrawn';
  end if;
  if new.withdrawn_at is not null and exists (select 1 from contacts.identity_link l
      where l.consent_id = old.id and l.workspace_id = old.workspace_id and l.unlinked_at is null) then
    raise exception 'links stand on this consent' using errcode = '23514', constraint = 'consent_carries_links';
  end if;
  return new;
end $$;
create trigger refuse_changed_consent before update on contacts.consent
  for each row execute function contacts.refuse_changed_consent();
create index link_of_consent on contacts.identity_link (consent_id, workspace_id) where unlinked_at is null;

create table contacts.block (
  id uuid not null,
  workspace_id uuid not null,
  contact_id uuid not null,
  reason text not null,
  blocked_at timestamptz not null,
  blocked_by uuid,
  lifted_at timestamptz,
  lifted_by uuid,
  primary key (id, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id)
);
create unique index one_block_each on contacts.block (contact_id, workspace_id) where lifted_at is null;

create table contacts.activity (
  id uuid not null,
  workspace_id uuid not null,
  contact_id uuid not null,
  kind text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  amount numeric,
  currency text,
  source text not null,
  external_id text,                     -- null: told once, by nobody who could tell it again
  body jsonb not null default '{}',
  primary key (id, workspace_id),
  unique (external_id, source, contact_id, kind, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id)
);
create index activity_of_contact on contacts.activity (contact_id, workspace_id, occurred_at desc);

create table contacts.contact_flag (
  id uuid not null,
  workspace_id uuid not null,
  contact_id uuid not null,
  flag text not null,
  reason text not null,
  set_at timestamptz not null,
  cleared_at timestamptz,
  primary key (id, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id)
);

create unique index one_flag_each on contacts.contact_flag (contact_id, flag, workspace_id) where cleared_at is null;

-- a person's visit across widget, help centre and forms
create table contacts.web_session (
  id uuid not null,
  workspace_id uuid not null,
  account_id uuid not null,
  contact_id uuid,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  gone_at timestamptz,
  page text not null default '',
  primary key (id, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id)
);

select kit.wall(array['contacts.organisation', 'contacts.contact', 'contacts.identity', 'contacts.consent_text',
  'contacts.consent', 'contacts.identity_link', 'contacts.block', 'contacts.activity', 'contacts.contact_flag',
  'contacts.web_session', 'contacts.identity_change', 'contacts.stated_address',
  'contacts.consent_request']::regclass[]);
grant select, insert, update on all tables in schema contacts to trato_app;
revoke update on contacts.identity from trato_app;
grant update (raw, verified_at, verified_how, ended_at, ended_why) on contacts.identity to trato_app;
