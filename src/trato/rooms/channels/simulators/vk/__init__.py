"""VK: a stand-in for the API, its Callback API, and a page on which anyone plays a person."""
