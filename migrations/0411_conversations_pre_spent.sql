-- What a message cost is its brand's: budgets and reports add it up by the time at which it was known.
alter table conversations.delivery_cost add column brand_id uuid;
update conversations.delivery_cost d set brand_id = v.brand_id
from conversations.message m
join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = m.workspace_id
where m.id = d.message_id and m.workspace_id = d.workspace_id;
alter table conversations.delivery_cost alter column brand_id set not null;
create index delivery_cost_by_period on conversations.delivery_cost (workspace_id, at);
create index delivery_cost_of_brand on conversations.delivery_cost (brand_id, workspace_id, at);
