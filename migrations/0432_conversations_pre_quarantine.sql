-- A file in which a scanner found something harmful: kept apart, shown as such, never given out.
alter table conversations.attachment drop constraint attachment_state_check;
alter table conversations.attachment add constraint attachment_state_check
  check (state in ('pending', 'ready', 'failed', 'quarantined'));
