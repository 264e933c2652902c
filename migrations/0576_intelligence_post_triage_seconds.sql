-- What sorting by hand takes is a setting of units, beside what other deeds take.
alter table intelligence.triage_way drop column triage_seconds;
