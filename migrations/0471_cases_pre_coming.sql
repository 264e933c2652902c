-- Reports: what an advertisement is called that brought people.
create index opening_by_referral on cases.opening (workspace_id, (referral ->> 'source_id')) where referral is not null;
