-- after a process died with deliveries in hand: how many of them may be read together next time, at most; null: any number
alter table channels.inbox add column company smallint check (company > 0);
