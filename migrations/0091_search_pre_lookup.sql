-- Only the index of words serves here: what is known of the question beforehand is too little to let the planner choose,
-- so the other conditions are written in a way that no index can answer.
grant trato_search to current_user;
create or replace function search.find(wanted tsquery, since timestamptz, until timestamptz, many int)
returns table (id uuid, kind text, case_id uuid, at timestamptz, words tsvector)
language sql stable security definer set search_path = pg_catalog, pg_temp set work_mem = '16MB' set enable_seqscan = off
as $$
  select d.id, d.kind, d.case_id, d.at, d.words from search.document d
  where d.words @@ wanted and d.workspace_id::text = current_setting('app.workspace', true)
    and d.at + interval '0' >= since and d.at + interval '0' < until
  order by d.at desc, d.id desc limit many
$$;
revoke trato_search from current_user;
