"""A system that answers Trato about a contact: the orders of a shop. Python 3.11, nothing to install.

    PANEL_SECRET=whsec_… python3 orders_panel.py

Then add http://127.0.0.1:9400/orders under Administration, Connected systems, with the secret that is told there.
"""

import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ORDERS = {"rosa@correo.example": [("10482", "2026-11-24", "129.90", "shipped")]}
WORDS = {
    "es": {"order": "Pedido", "state": "Estado", "day": "Llega", "total": "Total", "shipped": "En camino"},
    "en": {"order": "Order", "state": "State", "day": "Arrives", "total": "Total", "shipped": "On its way"},
    "pt": {"order": "Pedido", "state": "Estado", "day": "Chega", "total": "Total", "shipped": "A caminho"},
}


def is_from_trato(headers, body: bytes, secret: str) -> bool:
    """Check the signature (https://www.standardwebhooks.com) and that it is not older than five minutes."""
    id, at, signatures = (headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    if not at.isdecimal() or abs(time.time() - int(at)) > 300:  # noqa: TID251 (this runs apart from Trato)
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    right = base64.b64encode(hmac.digest(key, f"{id}.{at}.".encode() + body, hashlib.sha256)).decode()
    return any(hmac.compare_digest(f"v1,{right}", one) for one in signatures.split())


def groups(question: dict) -> list[dict]:
    """Return what we know of the contact in question, newest order first."""
    words = WORDS.get(question["locale"], WORDS["en"])
    found = [order for email in question["contact"].get("emails", ()) for order in ORDERS.get(email, ())]
    return [
        {
            "title": f"{words['order']} {number}",
            "url": f"https://shop.example/orders/{number}",
            "facts": [
                {"label": words["state"], "value": words[state], "tone": "approaching"},
                {"label": words["day"], "value": day, "kind": "date"},
                {"label": words["total"], "value": total, "kind": "money", "currency": "PEN"},
            ],
        }
        for number, day, total, state in found
    ]


class Orders(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        if not is_from_trato(self.headers, body, os.environ["PANEL_SECRET"]):
            self.send_error(401)
            return
        answer = json.dumps({"groups": groups(json.loads(body)["data"])}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "9400"))), Orders).serve_forever()
