-- What came before this house kept cases: volumes of the tool before, for forecasts from the first day.
create table workforce.past_volume (
  brand_id uuid not null,
  channel text not null,
  at timestamptz not null,                         -- the beginning of a half hour
  workspace_id uuid not null,
  contacts int not null check (contacts >= 0),
  handle_seconds real check (handle_seconds > 0),  -- mean of one contact, where it is known
  primary key (brand_id, channel, at, workspace_id),
  foreign key (brand_id, workspace_id) references brands.brand (id, workspace_id)
);

select kit.wall(array['workforce.past_volume']::regclass[]);
grant select, insert, update on workforce.past_volume to trato_app;
