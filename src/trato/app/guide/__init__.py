"""The user guide: Markdown in Spanish and English, made into pages that need nothing from elsewhere."""
