"""The user guide: Markdown in Spanish, English and Portuguese, made into pages that need nothing from elsewhere."""
