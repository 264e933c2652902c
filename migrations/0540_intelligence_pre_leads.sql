-- how likely the contact wants to buy, hire or enlarge, of all turns of a case the likeliest (S15, S181)
alter table intelligence.outlook add column lead real not null default 0;
