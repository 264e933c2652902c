-- How long people waited lately on one channel account: read once a minute for the expected wait that its chat shows.
create index clock_of_account on sla.clock (workspace_id, account_id, started_at)
  where target = 'first_human_response' and voided_at is null and merged_into is null;
