"""Another system's API on this machine: answers by path, pages and failures as it would give them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, Any, dict[str, str]]


@dataclass(slots=True)
class TheirApi:
    """`answers` are by path with query; a list of answers is given one after the other, the last one for ever."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    url: str = ""

    def says(self, path: str, body: Any, status: int = 200, **headers: str) -> None:
        self.answers.setdefault(path, []).append((status, body, headers))

    def answer(self, path: str) -> Answer:
        self.asked.append(path)
        known = self.answers.get(path, [(404, {}, {})])
        return known.pop(0) if len(known) > 1 else known[0]


@contextmanager
def their_api() -> Iterator[TheirApi]:
    """Serve an API until the end."""
    api = TheirApi()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            api.tokens.add(self.headers.get("authorization") or self.headers.get("api_access_token") or "")
            status, body, headers = api.answer(self.path)
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("content-length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    api.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
