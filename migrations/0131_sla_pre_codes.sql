-- A name that stays when a policy is called otherwise: what another workspace knows it by.
alter table sla.policy add column code text not null default '';
update sla.policy set code = left(kit.code_of(name), 60) where retired_at is null;
update sla.policy p set code = code || '-' || left(replace(id::text, '-', ''), 12) where code <> '' and exists (
  select 1 from sla.policy o where o.workspace_id = p.workspace_id and o.code = p.code and o.id < p.id);
create unique index policy_code on sla.policy (code, workspace_id) where code <> '' and retired_at is null;
