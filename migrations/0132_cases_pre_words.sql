-- What a tag became, and how often tags and reasons are used.
alter table cases.tag add column merged_into uuid,
  add foreign key (merged_into, workspace_id) references cases.tag (id, workspace_id);
create index tag_use on cases.tag_mark (tag_id, workspace_id) where removed_at is null;
create index disposition_use on cases."case" (disposition_id, workspace_id) where disposition_id is not null;

-- That the marks of a tag became another's, so that it can be taken back mark by mark.
create table cases.tag_merge (
  id uuid not null,
  workspace_id uuid not null,
  tag_id uuid not null,
  into_id uuid not null,
  at timestamptz not null,
  by_id uuid,
  undone_at timestamptz,
  primary key (id, workspace_id),
  foreign key (tag_id, workspace_id) references cases.tag (id, workspace_id),
  foreign key (into_id, workspace_id) references cases.tag (id, workspace_id)
);
create unique index one_tag_merge_each on cases.tag_merge (tag_id, workspace_id) where undone_at is null;

select kit.wall(array['cases.tag_merge']::regclass[]);
grant select, insert, update on cases.tag_merge to trato_app;
