-- A whisper is a note for whoever holds the case, from somebody who looks over their shoulder.
alter table cases.note add column kind text not null default 'note' check (kind in ('note', 'whisper'));
