"""Google's side: a token for who signs as the service account, and the calls of `reviews` (androidpublisher v3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any
from urllib.parse import parse_qsl
from uuid import uuid4

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.asked import is_form
from trato.rooms.channels.simulators.stores.world import PLAY, Answer, App, Review, World

SCOPE = "https://www.googleapis.com/auth/androidpublisher"
AUDIENCE = "https://oauth2.googleapis.com/token"
ROOT = "/androidpublisher/v3/applications/{package}/reviews"
LISTED = frozenset({"maxResults", "startIndex", "token", "translationLanguage", "alt", "fields", "prettyPrint"})
SHOWN_FOR = timedelta(days=7)
LONGEST = timedelta(hours=1)


class ReplyRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """`ReviewsReplyRequest` of the discovery document, with the limit that its description tells."""

    replyText: Annotated[str, Meta(min_length=1, max_length=350)]


class Refused(Exception):
    """A call that Google does not take."""

    def __init__(self, status: int, reason: str, words: str) -> None:
        super().__init__(words)
        self.status, self.reason, self.words = status, reason, words

    def answer(self) -> Response:
        """Return it as Google words it."""
        names = {400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND",
                 429: "RESOURCE_EXHAUSTED", 503: "UNAVAILABLE", 500: "INTERNAL"}  # fmt: skip
        one = {"message": self.words, "domain": "global", "reason": self.reason}
        told = {"code": self.status, "message": self.words, "status": names[self.status], "errors": [one]}
        headers = {"Retry-After": "1"} if self.status == 429 else {}
        return JSONResponse({"error": told}, self.status, headers=headers)


def routes(world: World) -> list[Route]:
    """Return the routes of Google Play."""
    play = _Play(world)
    return [
        Route("/token", play.token, methods=["POST"]),
        Route(ROOT, play.list, methods=["GET"]),
        Route(f"{ROOT}/{{review}}:reply", play.reply, methods=["POST"]),
        Route(f"{ROOT}/{{review}}", play.get, methods=["GET"]),
    ]


class _Play:
    def __init__(self, world: World) -> None:
        self._world = world

    async def token(self, request: Request) -> Response:
        """Give a token to who signs with the key of a service account (RFC 7523)."""
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        trouble = self._world.trouble() if self._world.troubles[:1] == ["revoked"] else ""
        app = None if trouble or not is_form(request) else self._signer(form)
        if app is None:
            told = {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
            return JSONResponse(told, 400)
        token = f"ya29.{uuid4().hex}"
        self._world.tokens[token] = app
        return JSONResponse({"access_token": token, "expires_in": 3599, "token_type": "Bearer"})

    def _signer(self, form: dict[str, str]) -> App | None:
        if set(form) != {"grant_type", "assertion"} or not form["grant_type"].endswith(":jwt-bearer"):
            return None
        for app in self._world.apps:
            try:
                read = jwt.decode(form["assertion"], RSAKey.import_key(app.google_key), algorithms=["RS256"])
            except (JoseError, ValueError):
                continue
            if _is_good(read.claims, app, self._world.clock()):
                return app
        return None

    async def list(self, request: Request) -> Response:
        """List the reviews of a week, those changed last first."""
        try:
            app = self._caller(request)
            asked = request.query_params
            if strange := set(asked) - LISTED:
                raise Refused(400, "badRequest", f"Unknown name: {sorted(strange)[0]}")
            most, start = _number(asked.get("maxResults", "10")), _number(asked.get("token") or "0")
            world = self._world
            shown = [one for one in world.of_store(PLAY, app) if one.changed_at > world.clock() - SHOWN_FOR]
            page = shown[start : start + most]
            told: dict[str, Any] = {"reviews": [told_of(one) for one in page]} if page else {}
            if start + most < len(shown):
                told["tokenPagination"] = {"nextPageToken": str(start + most)}
            return JSONResponse(told)
        except Refused as refused:
            return refused.answer()

    async def get(self, request: Request) -> Response:
        """Give one review."""
        try:
            return JSONResponse(told_of(self._review(request)))
        except Refused as refused:
            return refused.answer()

    async def reply(self, request: Request) -> Response:
        """Answer a review, in place of any answer before."""
        try:
            review = self._review(request)
            if not request.headers.get("content-type", "").startswith("application/json"):
                raise Refused(400, "badRequest", "Request must be JSON")
            try:
                told = msgspec.json.decode(await request.body(), type=ReplyRequest)
            except (msgspec.ValidationError, msgspec.DecodeError, RecursionError) as wrong:
                raise Refused(400, "invalid", str(wrong)) from wrong
            if not told.replyText.strip():
                raise Refused(400, "invalid", "replyText is empty")
            trouble = self._world.trouble()
            if trouble == "rate":
                raise Refused(429, "rateLimitExceeded", "Quota exceeded for quota metric 'Reply'")
            if trouble == "down":
                raise Refused(503, "backendError", "The service is currently unavailable.")
            answer = self._world.answer(review, told.replyText)
            if trouble == "lost":
                raise Refused(500, "backendError", "Internal error")
            return JSONResponse({"result": {"replyText": answer.text, "lastEdited": stamp(answer.at)}})
        except Refused as refused:
            return refused.answer()

    def _caller(self, request: Request) -> App:
        self._world.note(f"{request.method} {request.url.path}")
        app = self._world.tokens.get(request.headers.get("authorization", "").removeprefix("Bearer "))
        if app is None:
            raise Refused(401, "authError", "Request had invalid authentication credentials.")
        package = request.path_params["package"]
        if package not in {one.package for one in self._world.apps}:
            raise Refused(404, "applicationNotFound", f"Package not found: {package}.")
        if package != app.package:
            raise Refused(403, "permissionDenied", "The caller does not have permission")
        return app

    def _review(self, request: Request) -> Review:
        app = self._caller(request)
        found = self._world.reviews.get(request.path_params["review"])
        if found is None or found.app is not app or found.store != PLAY:
            raise Refused(404, "notFound", "Review not found")
        return found


def told_of(review: Review) -> dict[str, Any]:
    """Return a review as the API tells it: title and body joined by a tab."""
    said = {
        "text": f"{review.title}\t{review.body}" if review.title else review.body,
        "lastModified": stamp(review.changed_at),
        "starRating": review.stars,
        "reviewerLanguage": review.person.language,
        "device": review.person.device,
        "androidOsVersion": 34,
        "appVersionCode": 240,
        "appVersionName": "2.4.0",
        "thumbsUpCount": 0,
        "thumbsDownCount": 0,
        "deviceMetadata": {"productName": review.person.device, "manufacturer": review.person.maker},
    }
    comments: list[dict[str, Any]] = [{"userComment": said}]
    if review.answer is not None:
        comments.append({"developerComment": _answered(review.answer)})
    return {"reviewId": review.id, "authorName": review.person.name, "comments": comments}


def _answered(answer: Answer) -> dict[str, Any]:
    return {"text": answer.text, "lastModified": stamp(answer.at)}


def stamp(at: datetime) -> dict[str, Any]:
    """Return an instant as Google's Timestamp."""
    return {"seconds": str(int(at.timestamp())), "nanos": at.microsecond * 1000}


def _is_good(claims: dict[str, Any], app: App, now: datetime) -> bool:
    at, until = claims.get("iat"), claims.get("exp")
    if not isinstance(at, int) or not isinstance(until, int):
        return False
    clock = now.timestamp()
    return (
        (claims.get("iss"), claims.get("aud"), claims.get("scope")) == (app.email, AUDIENCE, SCOPE)
        and at - 60 <= clock < until
        and until - at <= LONGEST.total_seconds()
    )


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 6:
        raise Refused(400, "badRequest", f"Invalid value '{text[:20]}'")
    return int(text)
