-- Which tags and reasons of a workspace came of which node of a starter. The messages of a starter are in the package.
create table intelligence.starter (
  node text not null,                             -- its code: retail.delivery_late; care.* are shared by all industries
  workspace_id uuid not null references access.workspace (id),
  tag_id uuid,                                    -- of a leaf; a branch has none
  disposition_id uuid not null,
  made_tag boolean not null,                      -- by the starter: what was there before is never taken away with it
  made_disposition boolean not null,
  at timestamptz not null,
  by_id uuid,
  primary key (node, workspace_id)
);
create index starter_of_workspace on intelligence.starter (workspace_id);

-- what a fit learns of changed otherwise than by lessons: words came, were joined or parted, or somebody is forgotten
alter table intelligence.learner add column anew_at timestamptz;

select kit.wall(array['intelligence.starter']::regclass[]);
grant select, insert, update, delete on intelligence.starter to trato_app;
