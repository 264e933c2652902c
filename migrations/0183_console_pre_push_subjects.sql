-- A push may be about a channel account too: what it is about is its subject.
alter table console.push drop constraint push_case_id_workspace_id_fkey;
alter table console.push rename column case_id to subject_id;
alter table console.push drop constraint push_kind_check;
alter table console.push add constraint push_kind_check
  check (kind in ('new_case', 'message', 'mention', 'promise', 'team_queue', 'token'));
