-- Alerts of the board are pushed to their owners: after the kinds that came before, whatever they are by now.
alter table console.push drop constraint push_kind_check;
alter table console.push add constraint push_kind_check check (kind in ('new_case', 'message', 'mention', 'promise',
  'team_queue', 'token', 'help', 'team_promise', 'alert')) not valid;
