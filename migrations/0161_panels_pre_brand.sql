-- A system of one brand is asked beside that brand's cases only; without a brand, beside all.
alter table panels.panel add column brand_id uuid;
alter table panels.panel add foreign key (brand_id, workspace_id) references brands.brand (id, workspace_id);
