-- A rate card says where its price was read, and when somebody wrote it down here.
alter table channels.rate_card add column source text not null default '';
alter table channels.rate_card add column noted_at timestamptz;
create index rate_card_of_channel on channels.rate_card (channel, category, market, workspace_id, from_at);
