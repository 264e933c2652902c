-- What the numbers of the supervisors' board should be: everywhere, or in one queue.
create table console.target (
  id uuid not null,
  workspace_id uuid not null references access.workspace (id),
  measure text not null check (measure in ('waiting', 'longest_wait', 'at_risk', 'breached', 'service_level',
    'occupancy')),
  queue_id uuid,                                      -- none: everywhere
  value int not null check (value between 0 and 1000000),
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (id, workspace_id),
  unique nulls not distinct (measure, queue_id, workspace_id),
  foreign key (queue_id, workspace_id) references routing.queue (id, workspace_id)
);

select kit.wall(array['console.target']::regclass[]);
grant select, insert, update, delete on console.target to trato_app;
