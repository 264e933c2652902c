-- What a channel tells of who wrote with what (device, version of the application, country), beside the words.
alter table conversations.message add column facts jsonb;
