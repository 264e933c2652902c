"""A LINE of this machine: the Messaging API, and a page on which somebody plays a person."""
