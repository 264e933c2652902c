"""What the addresses of the desk take: one struct from path, query and body together."""
