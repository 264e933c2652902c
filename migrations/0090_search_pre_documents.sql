-- Words of everything that was said, kept so that they are found. All of it can be made again from the rooms below.
create schema search;
grant usage on schema search to trato_app, trato_search;

-- one row for each message, note and case; its id is theirs
create table search.document (
  id uuid not null,
  workspace_id uuid not null,
  kind text not null check (kind in ('message', 'note', 'case')),
  case_id uuid not null,
  at timestamptz not null,
  words tsvector not null,
  primary key (id, workspace_id),
  foreign key (case_id, workspace_id) references cases."case" (id, workspace_id) on delete cascade
);
create index document_of_case on search.document (case_id, workspace_id, at);
create index document_list on search.document (workspace_id, at);
-- a short list of what waits: it is read by every search, and whoever fills it up sorts it in
create index document_words on search.document using gin (words) with (gin_pending_list_limit = 256);

-- the words that there are, and in about how many documents
create table search.word (
  workspace_id uuid not null references access.workspace (id),
  word text collate "C" not null,
  documents int not null,
  primary key (workspace_id, word)
) with (fillfactor = 80);
-- what leads to a word: the stems of its forms, and what is left of a name without a letter or two
create table search.lead (
  workspace_id uuid not null,
  mark text collate "C" not null,
  word text collate "C" not null,
  primary key (workspace_id, mark, word)
);
create index lead_of_word on search.lead (word, workspace_id);

-- how far the history from before has been taken in: cases by number, from the newest down
create table search.progress (
  workspace_id uuid primary key references access.workspace (id),
  first_number bigint not null,
  next_number bigint not null,
  cases bigint not null default 0,
  started_at timestamptz not null,
  finished_at timestamptz
);
create index case_by_number on cases."case" (workspace_id, number);

select kit.wall(array['search.document', 'search.word', 'search.lead', 'search.progress']::regclass[]);
grant select, insert, update, delete on search.document, search.word, search.lead, search.progress to trato_app;

-- Under the wall PostgreSQL may not look words up in an index: `@@` could tell of rows behind the wall (it is not
-- leakproof), so it would read the whole table. `trato_search` may read the documents of all workspaces, can do nothing
-- else and cannot sign in; this function works as that role, and returns rows of the current workspace only.
grant select on search.document to trato_search;
create policy lookup on search.document for select to trato_search using (true);
create function search.find(wanted tsquery, since timestamptz, until timestamptz, many int)
returns table (id uuid, kind text, case_id uuid, at timestamptz, words tsvector)
language sql stable security definer set search_path = pg_catalog, pg_temp set work_mem = '16MB'
as $$
  select d.id, d.kind, d.case_id, d.at, d.words from search.document d
  where d.words @@ wanted and d.workspace_id = nullif(current_setting('app.workspace', true), '')::uuid
    and d.at >= since and d.at < until
  order by d.at desc, d.id desc limit many
$$;
revoke execute on function search.find(tsquery, timestamptz, timestamptz, int) from public;
grant execute on function search.find(tsquery, timestamptz, timestamptz, int) to trato_app;
-- an owner that is no superuser gives its things away only to a role that it belongs to and that may hold things here
grant trato_search to current_user;
grant create on schema search to trato_search;
alter function search.find(tsquery, timestamptz, timestamptz, int) owner to trato_search;
revoke create on schema search from trato_search;
revoke trato_search from current_user;
