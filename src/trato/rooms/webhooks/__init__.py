"""Our facts, told to other systems: signed, retried, logged, replayable."""
