"""Loading Grupo Lluvialta once: its organisation, its channels, its texts and a little past."""
