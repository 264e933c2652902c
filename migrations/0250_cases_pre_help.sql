-- Help that is asked for a case: who asks whom, why, who came, how it ended, and whether the case goes along.
alter table cases.escalation
  add column by_kind text not null default 'system',
  add column by_id uuid,
  add column why text not null default '',                -- of a rule; people write a note
  add column note_id uuid,
  add column hands_over boolean not null default false,   -- the case goes to whoever accepts
  add column rests boolean not null default false,        -- the case waits on the team meanwhile
  add column accepted_by uuid,
  add column ended_at timestamptz,
  add column outcome text check (outcome in ('answered', 'handed_over', 'declined', 'withdrawn', 'case_ended')),
  add column ended_by uuid,
  add column answer_note_id uuid,
  add foreign key (note_id, workspace_id) references cases.note (id, workspace_id),
  add foreign key (answer_note_id, workspace_id) references cases.note (id, workspace_id);
-- what was asked before anybody could end it is over
update cases.escalation set ended_at = coalesce(accepted_at, sent_at, need_marked_at),
  outcome = case when accepted_at is null then 'withdrawn' else 'answered' end;
alter table cases.escalation
  add check ((ended_at is null) = (outcome is null)),
  add check (level in ('supervisor', 'team')) not valid,
  add check (target_kind in ('team', 'user', 'unit', 'outside')) not valid;
create unique index escalation_open on cases.escalation (case_id, level, target_kind, target_id, workspace_id)
  where ended_at is null;
create index escalation_waiting on cases.escalation (workspace_id, target_kind, target_id, sent_at)
  where ended_at is null;
