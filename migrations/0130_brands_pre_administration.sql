-- What people administer of brands: a lasting code for each, its looks and languages, and what is in use no more.
alter table brands.controller add column code text not null default '', add column address text not null default '',
  add column retired_at timestamptz;
alter table brands.brand add column code text not null default '',
  add column colour text not null default '' check (colour ~ '^(#[0-9a-f]{6})?$'),
  add column languages text[] not null default '{}',          -- those it answers in besides its locale
  add column retired_at timestamptz;
alter table brands.calendar add column code text not null default '',
  add column brand_id uuid,                                   -- whose it is; none: of the whole workspace
  add column retired_at timestamptz,
  add foreign key (brand_id, workspace_id) references brands.brand (id, workspace_id);

create function kit.code_of(words text) returns text language sql immutable as $$
  select coalesce(nullif(trim(both '-' from regexp_replace(translate(lower(words),
    'áàâãäéèêëíìîïóòôõöúùûüçñ', 'aaaaaeeeeiiiiooooouuuucn'), '[^a-z0-9]+', '-', 'g')), ''), 'x')
$$;
update brands.controller set code = left(kit.code_of(legal_name), 50) || '-' || left(replace(id::text, '-', ''), 12);
update brands.brand set code = left(kit.code_of(name), 60);
update brands.calendar set code = left(kit.code_of(name), 60);
update brands.brand b set code = code || '-' || left(replace(id::text, '-', ''), 12) where exists (
  select 1 from brands.brand o where o.workspace_id = b.workspace_id and o.code = b.code and o.id < b.id);
update brands.calendar c set code = code || '-' || left(replace(id::text, '-', ''), 12) where exists (
  select 1 from brands.calendar o where o.workspace_id = c.workspace_id and o.code = c.code and o.id < c.id);
update brands.calendar c set brand_id = a.holder_id from brands.calendar_attachment a
  where a.calendar_id = c.id and a.workspace_id = c.workspace_id and a.holder_kind = 'brand' and a.to_at is null;

create unique index controller_code on brands.controller (code, workspace_id) where code <> '';
create unique index brand_code on brands.brand (code, workspace_id) where code <> '';
create unique index calendar_code on brands.calendar (code, workspace_id) where code <> '';
