-- What the lists of the desk ask of the rooms below, and cannot find otherwise without reading a whole workspace.
create index delivery_trouble_of_case on conversations.delivery (case_id, workspace_id)
  where state in ('uncertain', 'failed') and resent_as is null;
create index mention_of_case on cases.mention_of_user (case_id, workspace_id) where seen_at is null;
create index case_resolved_list on cases."case" (workspace_id, last_message_at desc, id) where state = 'resolved';
create index case_aside_list on cases."case" (workspace_id, last_message_at desc, id) where set_aside is not null;
