"""A WeChat of this machine: the Official Account API, and a page on which somebody plays a person."""
