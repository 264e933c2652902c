-- A language model outside, if a workspace wants one: where it is, for what, within which budget, and what each call cost.
create table intelligence.llm (
  workspace_id uuid not null primary key references access.workspace (id),
  url text not null,
  model text not null,
  key bytea,                                      -- sealed; none where the server asks for none
  seconds real not null check (seconds between 1 and 60),
  uses text[] not null default '{}',              -- rewrite, summary, naming
  month_tokens bigint not null check (month_tokens > 0),
  month_money numeric(14, 4) check (month_money > 0),
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  price_in numeric(14, 4) not null default 0 check (price_in >= 0),     -- of a million tokens
  price_out numeric(14, 4) not null default 0 check (price_out >= 0),
  failures int not null default 0,                -- in a row; from five on it rests
  rests_until timestamptz,
  trouble text not null default '',               -- of the last failure
  changed_at timestamptz not null
);

-- what a month cost: calls that are on their way count with the most they can cost, so that no two pass the budget
create table intelligence.llm_month (
  month date not null,
  workspace_id uuid not null references access.workspace (id),
  calls int not null,
  tokens bigint not null,
  money numeric(14, 6) not null,
  primary key (workspace_id, month)
);

create table intelligence.llm_call (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  use text not null check (use in ('rewrite', 'summary', 'naming', 'test')),
  manner text not null default '',                -- of a rewrite: tone, shorter, translate
  model text not null,
  case_id uuid,
  user_id uuid,
  at timestamptz not null,
  month date not null,
  tokens int not null,                            -- held for it; what it was once it ended
  money numeric(14, 6) not null,
  ended_at timestamptz,
  tokens_in int,
  tokens_out int,
  seconds real,
  trouble text not null default '',               -- why nothing came of it
  primary key (id, workspace_id)
);
create index llm_call_newest on intelligence.llm_call (workspace_id, at desc);

select kit.wall(array['intelligence.llm', 'intelligence.llm_month', 'intelligence.llm_call']::regclass[]);
grant select, insert, update, delete on intelligence.llm to trato_app;
grant select, insert, update on intelligence.llm_month, intelligence.llm_call to trato_app;
grant select (workspace_id, uses) on intelligence.llm to trato_door;
create policy door_seek on intelligence.llm for select to trato_door using (true);
