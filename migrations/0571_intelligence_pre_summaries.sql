-- What a model outside writes of a case that is handed over: asked for, then written or given up. The newest alone.
create table intelligence.summary (
  case_id uuid not null,
  workspace_id uuid not null,
  asked_at timestamptz not null,                  -- when the case was handed over last
  reader_id uuid,                                 -- in whose language it is written
  tries smallint not null default 0,
  taken_at timestamptz,                           -- since when somebody asks the model
  ended_at timestamptz,                           -- when it had answered, or nobody would ask it any more
  trouble text not null default '',               -- why nothing came of it
  model text not null default '',                 -- that wrote `text`
  text text not null default '',
  read uuid[] not null default '{}',              -- the messages that the model was given for it
  written_at timestamptz,
  primary key (case_id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id)
);
create index summary_asked on intelligence.summary (workspace_id, asked_at) where ended_at is null;

select kit.wall(array['intelligence.summary']::regclass[]);
grant select, insert, update, delete on intelligence.summary to trato_app;
grant select (workspace_id, taken_at, ended_at) on intelligence.summary to trato_door;
create policy door_seek on intelligence.summary for select to trato_door using (true);
