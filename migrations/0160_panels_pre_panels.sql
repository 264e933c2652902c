-- Facts of other systems beside a contact: which systems are asked, and what each said last.
create schema panels;
grant usage on schema panels to trato_app;

create table panels.panel (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  name text not null check (length(name) between 1 and 60),
  url text not null check (url like 'http%' and length(url) <= 2000),
  tells text[] not null,                            -- what of the contact the other system is told
  state text not null default 'active' check (state in ('active', 'paused')),
  secret bytea not null,                            -- sealed: kit.secrets
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (id, workspace_id)
);
create index panel_list on panels.panel (workspace_id, created_at, id) where removed_at is null;

-- The last answer about each contact, shown with its age while a new one is fetched or cannot be.
create table panels.answer (
  panel_id uuid not null,
  contact_id uuid not null,
  workspace_id uuid not null,
  asked_at timestamptz not null,
  answered_at timestamptz,                          -- null: it never did
  groups jsonb not null default '[]',
  error text not null default '',                   -- of the last asking; groups are then of the one before
  primary key (contact_id, panel_id, workspace_id),
  foreign key (panel_id, workspace_id) references panels.panel (id, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id)
);
create index answer_old on panels.answer (workspace_id, asked_at);

select kit.wall(array['panels.panel', 'panels.answer']::regclass[]);
grant select, insert, update on panels.panel to trato_app;
grant select, insert, update, delete on panels.answer to trato_app;
