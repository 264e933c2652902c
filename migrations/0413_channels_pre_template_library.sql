-- The library of templates: what a provider says of each, and what each said before.
alter table channels.template
  add column provider_id text not null default '',
  add column header text not null default '',
  add column footer text not null default '',
  add column buttons jsonb not null default '[]',
  add column reason text not null default '',
  add column written_by uuid,
  add column looked_at timestamptz;

create table channels.template_version (
  template_id uuid not null,
  version int not null,
  workspace_id uuid not null,
  category text not null,
  header text not null,
  body text not null,
  footer text not null,
  buttons jsonb not null,
  until timestamptz not null,  -- when the next one came
  primary key (template_id, version, workspace_id),
  foreign key (template_id, workspace_id) references channels.template (id, workspace_id)
);

select kit.wall(array['channels.template_version']::regclass[]);
grant select, insert on channels.template_version to trato_app;
