"""Another system on Trato's generic channel: brings what people write, takes the answers. Standard library alone.

TRATO_HOOK is the address that the wizard shows, TRATO_SECRET the signing secret ("whsec_…"). Run it, type, read.
"""

import base64
import hashlib
import hmac
import json
import os
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import Request, urlopen

HOOK = os.environ["TRATO_HOOK"]
KEY = base64.b64decode(os.environ["TRATO_SECRET"].removeprefix("whsec_"))
ANSWERS: dict[str, dict] = {}  # what came, by id: a call may be repeated, with the same id
now = lambda: int(time.time())  # noqa: E731, TID251 (this runs apart from Trato)


def signature(identifier: str, stamp: str, body: bytes) -> str:
    """Sign as Standard Webhooks says."""
    digest = hmac.digest(KEY, f"{identifier}.{stamp}.".encode() + body, hashlib.sha256)
    return "v1," + base64.b64encode(digest).decode()


def tell(event: dict, identifier: str = "") -> dict:
    """Tell Trato something. Repeat it with the same identifier until it is taken: it counts once."""
    body, identifier, stamp = json.dumps(event).encode(), identifier or str(uuid.uuid4()), str(now())
    proof = {"webhook-id": identifier, "webhook-timestamp": stamp}
    proof["webhook-signature"] = signature(identifier, stamp, body)
    with urlopen(Request(HOOK, body, {"content-type": "application/json", **proof}), timeout=10) as answer:
        return json.load(answer)


class Door(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        """Take a message that an agent wrote."""
        body = self.rfile.read(int(self.headers["content-length"]))
        identifier, stamp = self.headers.get("webhook-id", ""), self.headers.get("webhook-timestamp", "0")
        given = self.headers.get("webhook-signature", "").split(" ")
        signed = any(hmac.compare_digest(one, signature(identifier, stamp, body)) for one in given)
        if not signed or abs(now() - int(stamp)) > 300:
            self.send_error(401)
            return
        told = json.loads(body)
        if told["type"] == "message" and told["id"] not in ANSWERS:
            ANSWERS[told["id"]] = told
            print(f"<- {told['contact']['id']}: {told['text']}", *[file["url"] for file in told["files"]])  # noqa: T201
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"id": told.get("id", "")}).encode())


if __name__ == "__main__":
    server = ThreadingHTTPServer(("", int(os.environ.get("PORT", "8800"))), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    while line := input("-> "):
        tell({"type": "message", "id": str(uuid.uuid4()), "contact": {"id": "ana", "name": "Ana"}, "text": line})
