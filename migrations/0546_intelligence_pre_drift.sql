-- how far what was written in the last seven days lies from the four weeks before, beside how far those lie apart
create table intelligence.drift (
  workspace_id uuid not null primary key references access.workspace (id),
  at timestamptz not null,
  messages integer not null,                      -- of the last seven days that were looked at
  moved real not null,                            -- distance of the means of the encoder's vectors
  usual real not null,                            -- the largest of a week of the four from the others of them
  encoder_id text not null
);
select kit.wall(array['intelligence.drift']::regclass[]);
grant select, insert, update on intelligence.drift to trato_app;
