"""Telling the stories: contacts who write through the stand-ins, and agents of the cast who answer some of them."""
