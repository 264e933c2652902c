"""A language model that stands in for one outside: it holds our requests to the published contract."""
