"""X on this machine: it takes what an account publishes and sends, and brings it what people do."""
