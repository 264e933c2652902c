"""What the channels of Meta have in common: who may bring deliveries, how its Graph is asked and answers."""
