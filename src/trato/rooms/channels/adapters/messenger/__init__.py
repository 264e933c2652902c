"""Facebook Messenger: the inbox of a Page, by the Messenger Platform of Meta."""
