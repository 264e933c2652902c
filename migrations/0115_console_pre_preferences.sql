-- What each person settled for themselves. Whoever settled nothing has no row: the house's own choices hold.
create table console.preference (
  user_id uuid not null,
  workspace_id uuid not null,
  theme text not null check (theme in ('system', 'light', 'dark')),
  density text not null check (density in ('normal', 'compact', 'touch')),
  single_keys boolean not null,
  enter_sends boolean not null,
  keys jsonb not null check (jsonb_typeof(keys) = 'object'),        -- command -> keys, '' for none
  notices jsonb not null check (jsonb_typeof(notices) = 'object'),  -- what is told -> the ways
  sound text not null check (sound in ('drop', 'wood', 'bell')),
  quiet boolean not null,
  quiet_from smallint not null check (quiet_from between 0 and 1439),  -- minutes of the person's own day
  quiet_to smallint not null check (quiet_to between 0 and 1439),
  quiet_days smallint[] not null check (quiet_days <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),  -- ISO days, quiet all day
  push_shows text not null check (push_shows in ('number', 'name')),
  changed_at timestamptz not null,
  primary key (user_id, workspace_id),
  foreign key (user_id, workspace_id) references access."user" (id, workspace_id)
);
select kit.wall(array['console.preference']::regclass[]);
grant select, insert, update on console.preference to trato_app;
