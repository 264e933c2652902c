"""The harness itself is tested: a sound product passes it, and each planted bug is found."""
