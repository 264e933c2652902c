-- Help that is asked, and promises broken in a team that one leads, are told too; what came in somebody's quiet hours
-- waits until these end, and says since when.
alter table console.push add column waited_since timestamptz;
alter table console.push drop constraint push_kind_check;
alter table console.push add constraint push_kind_check check (kind in ('new_case', 'message', 'mention', 'promise',
  'team_queue', 'token', 'help', 'team_promise')) not valid;
