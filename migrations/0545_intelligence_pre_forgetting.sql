-- when somebody was forgotten last: whoever holds a model in memory opens it anew
alter table intelligence.learner add column forgot_at timestamptz;
grant update on intelligence.model to trato_app;
