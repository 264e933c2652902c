-- Tags are parted as they are joined: some of the cases of a tag get another one instead, and can be given it back.
alter table cases.tag_merge add column part boolean not null default false;
drop index cases.one_tag_merge_each;
create unique index one_tag_merge_each on cases.tag_merge (tag_id, workspace_id) where undone_at is null and not part;
create unique index one_tag_part_each on cases.tag_merge (into_id, workspace_id) where undone_at is null and part;

-- the joining or parting that ended a mark: nobody said that it was wrong
alter table cases.tag_mark add column moved_by uuid;
update cases.tag_mark m set moved_by = t.id from cases.tag_merge t
where t.tag_id = m.tag_id and t.workspace_id = m.workspace_id and t.at = m.removed_at and t.undone_at is null;
