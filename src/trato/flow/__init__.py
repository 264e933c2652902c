"""The story of a message: received, understood, decided, answered, closed. Read this room first."""
