-- What agents were told of their cases while they answered, and what they put away. A hint belongs to a message (or to
-- the case, of a promise), so that it is told again only for a new cause.
create table intelligence.hint (
  case_id uuid not null,
  workspace_id uuid not null,
  about uuid not null,
  code text not null,
  agent_id uuid not null,
  shown_at timestamptz not null,
  dismissed_at timestamptz,
  primary key (case_id, about, code, agent_id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);
create index hint_by_period on intelligence.hint (workspace_id, shown_at);
select kit.wall(array['intelligence.hint']::regclass[]);
grant select, insert, update, delete on intelligence.hint to trato_app;
