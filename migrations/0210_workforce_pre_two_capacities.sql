-- Live and deferred work are counted apart, and an agent may have a limit of their own for a channel.
alter table workforce.agent
  add column async_capacity int not null default 100 check (async_capacity between 0 and 1000),  -- units, as capacity
  add column limits jsonb not null default '{}' check (jsonb_typeof(limits) = 'object');  -- channel -> most at once

alter table workforce.capacity_seg
  add column async_capacity int not null default 100,
  add column limits jsonb not null default '{}';

alter table workforce.channel_weight
  add column live boolean;  -- null: as the channel is by itself

alter table workforce.load_sample
  add column async_load int not null default 0,
  add column async_capacity int not null default 0;
