"""The whole product under load while its processes are killed: then nothing may be lost, doubled or out of order."""
