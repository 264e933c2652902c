"""The visitor's door: what a widget may ask of this server over HTTP and a WebSocket."""
