-- The wall between workspaces, said once: every tenant table calls this.
create function kit.wall(tables regclass[]) returns void language plpgsql as $$
declare t regclass;
begin
  foreach t in array tables loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format($p$create policy workspace on %s to trato_app
      using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid)
      with check (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid)$p$, t);
  end loop;
end $$;
revoke execute on function kit.wall(regclass[]) from public;
