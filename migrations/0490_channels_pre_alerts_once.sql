-- what a provider says of an account is said once, however often it is delivered
alter table channels.account_alert add column told text;
create unique index account_alert_told on channels.account_alert (account_id, told, workspace_id);
