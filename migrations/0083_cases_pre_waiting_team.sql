-- Which other team a case waits for, now and in its past: who only knows "a team" can ask nobody.
alter table cases."case" add column waiting_team_id uuid check (waiting_team_id is null or waiting_on = 'team');
alter table cases.state_seg add column waiting_team_id uuid check (waiting_team_id is null or waiting_on = 'team');
