-- What is kept about contacts beyond their name: each with its purpose, its basis in law, and how long it may stay.
create table contacts.attribute (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,47}$'),
  names jsonb not null,                               -- language to words, Spanish at least
  kind text not null check (kind in ('text', 'number', 'date', 'choice', 'yes_no')),
  choices text[] not null default '{}',
  purpose text not null check (purpose in
    ('service', 'marketing', 'linking', 'profiling', 'survey', 'recording', 'training')),
  legal_basis text not null check (legal_basis in ('consent', 'contract', 'legitimate_interest', 'legal_obligation')),
  retention_days int check (retention_days between 1 and 36500),
  sensitive boolean not null default false,
  seen_with text not null,                            -- the verb that shows values
  edited_with text not null,                          -- the verb that changes them
  position int not null default 0,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (id, workspace_id),
  unique (key, workspace_id)
);

create table contacts.attribute_value (
  contact_id uuid not null,
  attribute_id uuid not null,
  workspace_id uuid not null,
  value jsonb not null,
  source text not null check (source in ('channel', 'contact', 'agent', 'site', 'import')),
  set_at timestamptz not null,
  set_by uuid,
  expires_at timestamptz,                             -- when its retention ends; none: it stays
  primary key (contact_id, attribute_id, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id),
  foreign key (attribute_id, workspace_id) references contacts.attribute (id, workspace_id)
);
create index value_expires on contacts.attribute_value (workspace_id, expires_at) where expires_at is not null;
create index value_of_attribute on contacts.attribute_value (attribute_id, workspace_id);

select kit.wall(array['contacts.attribute', 'contacts.attribute_value']::regclass[]);
grant select, insert, update on contacts.attribute to trato_app;
grant select, insert, update, delete on contacts.attribute_value to trato_app;

-- Who accepted which version of the words is counted for every version that is shown.
create index consent_of_text on contacts.consent (text_id, workspace_id) where text_id is not null;
