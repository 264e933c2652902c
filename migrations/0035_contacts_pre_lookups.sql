-- Histories are read whole, so they need an index that does not leave the ended rows out.
create index consent_log on contacts.consent (contact_id, workspace_id, given_at);
create index stated_of_contact on contacts.stated_address (contact_id, workspace_id);
create index link_log on contacts.identity_link (contact_id, workspace_id, linked_at);
create index link_log_of_profile on contacts.identity_link (profile_id, workspace_id, linked_at);
create index contact_of_organisation on contacts.contact (organisation_id, workspace_id, name)
  where organisation_id is not null;
create index exclusion_log on cases.case_exclusion (case_id, workspace_id, from_at);
create index tag_mark_log on cases.tag_mark (case_id, workspace_id, at);
create index split_of_created on cases.split (created_id, workspace_id);
