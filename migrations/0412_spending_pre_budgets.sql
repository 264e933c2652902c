-- How much a brand may spend on messages in a month, from a month on; and which alarms were raised.
create schema spending;
grant usage on schema spending to trato_app;

create table spending.budget (
  brand_id uuid not null,
  from_month date not null check (extract(day from from_month) = 1),
  workspace_id uuid not null,
  amount numeric(14, 2) check (amount > 0),  -- null: none from this month on
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  set_by uuid,
  set_at timestamptz not null,
  primary key (brand_id, from_month, workspace_id),
  foreign key (brand_id, workspace_id) references brands.brand (id, workspace_id)
);

create table spending.alarm (
  brand_id uuid not null,
  month date not null,
  level smallint not null check (level in (80, 100)),
  workspace_id uuid not null,
  spent numeric(18, 6) not null,
  amount numeric(14, 2) not null,
  currency text not null,
  at timestamptz not null,
  primary key (brand_id, month, level, workspace_id),
  foreign key (brand_id, workspace_id) references brands.brand (id, workspace_id)
);

select kit.wall(array['spending.budget', 'spending.alarm']::regclass[]);
grant select, insert, update on spending.budget, spending.alarm to trato_app;
