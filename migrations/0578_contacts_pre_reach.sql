-- What channels tell of how many hear a contact: followers, and whether the network vouches for who they are. What was
-- not told is null, which is not none.
create table contacts.reach (
  contact_id uuid not null,
  channel text not null,
  workspace_id uuid not null,
  followers bigint check (followers >= 0),
  verified boolean,
  told_at timestamptz not null,
  primary key (contact_id, channel, workspace_id),
  foreign key (contact_id, workspace_id) references contacts.contact (id, workspace_id)
);
select kit.wall(array['contacts.reach']::regclass[]);
grant select, insert, update, delete on contacts.reach to trato_app;
-- what an order usually comes to, by the newest of them
create index activity_with_amount on contacts.activity (workspace_id, currency, occurred_at desc) where amount > 0;
