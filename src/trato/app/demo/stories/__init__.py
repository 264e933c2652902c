"""The stories that contacts of the demo live through, as plain text: `reading.py` tells the few signs there are."""
