"""Who is here and how much they can take: presence and capacity."""
