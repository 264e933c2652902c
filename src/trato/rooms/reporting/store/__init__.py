"""SQL of reports: it reads the tables of the rooms below, by period, and never writes."""
