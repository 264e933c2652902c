-- Since when a rule is on: what happened before is not its matter, however late it is read.
alter table automation.rule add column on_since timestamptz;
update automation.rule set on_since = changed_at where state = 'active';
