-- An answer that was edited out of a suggested one is the better form of it, as far as its author's cases end well.
alter table intelligence.answer add column instead_of text;     -- the near key of the answer that it was made of

-- What contacts said in surveys, beside what was predicted: the predictions of this workspace are calibrated by it.
alter table intelligence.outlook add column points smallint;    -- as predicted, before calibration
create table intelligence.survey_answer (
  case_id uuid not null,
  workspace_id uuid not null,
  contact_id uuid not null,
  at timestamptz not null,
  points smallint not null check (points between 0 and 100),
  said smallint not null check (said between 0 and 100),
  primary key (case_id, workspace_id)
);
create index survey_answer_newest on intelligence.survey_answer (workspace_id, at desc);
create index survey_answer_of_contact on intelligence.survey_answer (contact_id, workspace_id);
create table intelligence.calibration (
  workspace_id uuid not null primary key references access.workspace (id),
  version integer not null,
  answers integer not null,                       -- that it was fitted to
  used boolean not null,                          -- false: on answers left out it was worse than no calibration
  shift real not null,
  slope real not null,
  middle real not null,
  steep real not null,
  error_before real not null,                     -- mean distance in points on answers left out, without it and with it
  error_after real not null,
  at timestamptz not null
);
select kit.wall(array['intelligence.survey_answer', 'intelligence.calibration']::regclass[]);
grant select, insert, update, delete on intelligence.survey_answer to trato_app;
grant select, insert, update on intelligence.calibration to trato_app;
