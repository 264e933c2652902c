-- An automatic reply may be taken away: what was said by it stays where it was said.
grant delete on automation.auto_reply to trato_app;
