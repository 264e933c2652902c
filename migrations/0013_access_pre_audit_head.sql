-- Each workspace begins with the head of its audit log: nobody can forget it.
create function access.open_audit() returns trigger language plpgsql as $$
begin
  insert into access.audit_head (workspace_id, seq, hash) values (new.id, 0, decode(repeat('00', 32), 'hex'));
  return new;
end $$;
create trigger open_audit after insert on access.workspace for each row execute function access.open_audit();
