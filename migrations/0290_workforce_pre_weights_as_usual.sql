-- A channel that weighs as usual again has no row.
grant delete on workforce.channel_weight to trato_app;
