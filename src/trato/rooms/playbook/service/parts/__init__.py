"""The parts of the configuration: each is exported, put in and taken out through the deeds of its own room."""
