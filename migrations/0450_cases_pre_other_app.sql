-- A case may be set aside because another application of the business answers its contact.
alter table cases.case_exclusion drop constraint case_exclusion_reason_check;
alter table cases.case_exclusion add constraint case_exclusion_reason_check check (reason in
  ('spam', 'troll', 'no_engagement', 'courtesy', 'duplicate', 'test', 'blocked', 'other_app')) not valid;
