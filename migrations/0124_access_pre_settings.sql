-- Why a setting was locked; values that are taken back; sessions that must prove a second factor before anything else.
alter table access.setting add column reason text not null default '' check (length(reason) <= 500);
grant delete on access.setting to trato_app;
alter table access.session add column must_enrol boolean not null default false;
