"""Apple's side: the calls about customer reviews of the App Store Connect API (3.7.0), with a signed token each."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.stores.world import APPLE, Answer, App, Review, World

AUDIENCE = "appstoreconnect-v1"
LONGEST = 20 * 60  # seconds from its making that a token may count
SORTS = frozenset({"rating", "-rating", "createdDate", "-createdDate"})
ABOUT = frozenset({"name", "bundleId", "sku", "primaryLocale"})  # of an application
LISTED = frozenset({
    "sort", "limit", "include", "cursor", "filter[territory]", "filter[rating]", "exists[publishedResponse]",
    "fields[customerReviews]", "fields[customerReviewResponses]",
})  # fmt: skip


class _Closed(Struct, frozen=True, forbid_unknown_fields=True):
    pass


class _Named(_Closed, frozen=True):
    type: Literal["customerReviews"]
    id: Annotated[str, Meta(min_length=1)]


class _ToReview(_Closed, frozen=True):
    data: _Named


class _Related(_Closed, frozen=True):
    review: _ToReview


class _Said(_Closed, frozen=True):
    responseBody: Annotated[str, Meta(min_length=1, max_length=5970)]


class _Created(_Closed, frozen=True):
    type: Literal["customerReviewResponses"]
    attributes: _Said
    relationships: _Related


class CreateRequest(_Closed, frozen=True):
    """`CustomerReviewResponseV1CreateRequest` of the published contract, closed, with Apple's limit."""

    data: _Created


class Refused(Exception):
    """A call that Apple does not take."""

    def __init__(self, status: int, code: str, words: str) -> None:
        super().__init__(words)
        self.status, self.code, self.words = status, code, words

    def answer(self) -> Response:
        """Return it as Apple words it."""
        one = {"status": str(self.status), "code": self.code, "title": self.code.lower(), "detail": self.words}
        headers = {"Retry-After": "1"} if self.status == 429 else {}
        return JSONResponse({"errors": [one]}, self.status, headers=headers)


def routes(world: World) -> list[Route]:
    """Return the routes of App Store Connect."""
    connect = _Connect(world)
    table = [
        ("/v1/apps/{app}", connect.app, "GET"),
        ("/v1/apps/{app}/customerReviews", connect.list, "GET"),
        ("/v1/customerReviews/{review}", connect.get, "GET"),
        ("/v1/customerReviews/{review}/response", connect.response, "GET"),
        ("/v1/customerReviewResponses", connect.respond, "POST"),
        ("/v1/customerReviewResponses/{response}", connect.remove, "DELETE"),
    ]

    def guarded(deed: Any) -> Any:
        async def answer(request: Request) -> Response:
            try:
                world.note(f"{request.method} {request.url.path}")
                found: Response = await deed(request, connect.caller(request))
                return found
            except Refused as refused:
                return refused.answer()

        return answer

    return [Route(path, guarded(deed), methods=[method]) for path, deed, method in table]


class _Connect:
    def __init__(self, world: World) -> None:
        self._world = world

    def caller(self, request: Request) -> App:
        """Return whose token it is. Raises `Refused`."""
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        for app in self._world.apps:
            try:
                read = jwt.decode(token, ECKey.import_key(app.apple_key), algorithms=["ES256"])
            except (JoseError, ValueError):
                continue
            if read.header.get("kid") == app.key_id and _is_good(read.claims, app, self._world.clock()):
                return app
        raise Refused(401, "NOT_AUTHORIZED", "Provide a properly configured and signed bearer token.")

    async def app(self, request: Request, app: App) -> Response:
        """Tell an application's name."""
        self._own(request, app)
        for name, value in request.query_params.multi_items():
            if name != "fields[apps]" or not set(value.split(",")) <= ABOUT:
                raise Refused(400, "PARAMETER_ERROR.INVALID", f"'{value[:80]}' is not valid for '{name}'")
        told = {"type": "apps", "id": app.apple_id, "attributes": {"name": app.name}}
        return JSONResponse({"data": told, "links": {"self": str(request.url)}})

    async def list(self, request: Request, app: App) -> Response:
        """List reviews."""
        self._own(request, app)
        asked = request.query_params
        if strange := set(asked) - LISTED:
            raise Refused(400, "PARAMETER_ERROR.ILLEGAL", f"'{sorted(strange)[0]}' is not a valid parameter")
        if asked.get("sort", "-createdDate") not in SORTS or asked.get("include", "response") != "response":
            raise Refused(400, "PARAMETER_ERROR.INVALID", "A parameter has an invalid value")
        most, start = _number(asked.get("limit", "50"), 200), _number(asked.get("cursor", "0"), 100_000)
        found = self._world.of_store(APPLE, app)
        page, base = found[start : start + most], str(request.url.replace(query=""))
        links = {"self": str(request.url)}
        if start + most < len(found):
            links["next"] = f"{base}?{urlencode({**dict(asked), 'cursor': start + most})}"
        told: dict[str, Any] = {"data": [_told(one, base) for one in page], "links": links}
        if "include" in asked:
            told["included"] = [_answered(one.answer, one) for one in page if one.answer]
        told["meta"] = {"paging": {"total": len(found), "limit": most}}
        return JSONResponse(told)

    async def get(self, request: Request, app: App) -> Response:
        """Give one review."""
        return JSONResponse({"data": _told(self._review(request.path_params["review"], app), str(request.url)),
                             "links": {"self": str(request.url)}})  # fmt: skip

    async def response(self, request: Request, app: App) -> Response:
        """Give the answer to a review."""
        review = self._review(request.path_params["review"], app)
        if review.answer is None:
            raise Refused(404, "NOT_FOUND", "There is no response")
        return JSONResponse({"data": _answered(review.answer, review), "links": {"self": str(request.url)}})

    async def respond(self, request: Request, app: App) -> Response:
        """Answer a review; an answer before is overwritten."""
        if not request.headers.get("content-type", "").startswith("application/json"):
            raise Refused(415, "UNSUPPORTED_MEDIA_TYPE", "JSON is wanted")
        try:
            told = msgspec.json.decode(await request.body(), type=CreateRequest).data
        except (msgspec.ValidationError, msgspec.DecodeError, RecursionError) as wrong:
            raise Refused(409, "ENTITY_ERROR", str(wrong)) from wrong
        if not told.attributes.responseBody.strip():
            raise Refused(409, "ENTITY_ERROR.ATTRIBUTE.REQUIRED", "responseBody is empty")
        review = self._review(told.relationships.review.data.id, app)
        trouble = self._world.trouble()
        if trouble == "rate":
            raise Refused(429, "RATE_LIMIT_EXCEEDED", "The request rate limit has been reached.")
        if trouble == "down":
            raise Refused(503, "UNAVAILABLE", "The service is not available.")
        answer = self._world.answer(review, told.attributes.responseBody)
        answer.published = False  # as Apple does: it shows after a while
        if trouble == "lost":
            raise Refused(500, "UNEXPECTED_ERROR", "An unexpected error occurred.")
        return JSONResponse({"data": _answered(answer, review), "links": {"self": str(request.url)}}, 201)

    async def remove(self, request: Request, app: App) -> Response:
        """Take an answer away."""
        wanted = request.path_params["response"]
        for one in self._world.reviews.values():
            if one.answer and one.answer.id == wanted and one.app is app:
                one.answer = None
                return Response(status_code=204)
        raise Refused(404, "NOT_FOUND", "There is no such response")

    def _own(self, request: Request, app: App) -> None:
        if request.path_params["app"] != app.apple_id:
            raise Refused(404, "NOT_FOUND", "There is no resource of type 'apps' with that id")

    def _review(self, identifier: str, app: App) -> Review:
        found = self._world.reviews.get(identifier)
        if found is None or found.store != APPLE or found.app is not app:
            raise Refused(404, "NOT_FOUND", "There is no resource of type 'customerReviews' with that id")
        return found


def _told(review: Review, base: str) -> dict[str, Any]:
    answered: dict[str, Any] = {"links": {"related": f"{base}/{review.id}/response"}}
    if review.answer:
        answered["data"] = {"type": "customerReviewResponses", "id": review.answer.id}
    return {
        "type": "customerReviews",
        "id": review.id,
        "attributes": {
            "rating": review.stars, "title": review.title, "body": review.body,
            "reviewerNickname": review.person.name.lower().replace(" ", ""),
            "createdDate": review.created_at.isoformat(timespec="seconds"), "territory": review.person.territory,
        },
        "relationships": {"response": answered},
        "links": {"self": f"{base}/{review.id}"},
    }  # fmt: skip


def _answered(answer: Answer, review: Review) -> dict[str, Any]:
    return {
        "type": "customerReviewResponses",
        "id": answer.id,
        "attributes": {
            "responseBody": answer.text, "lastModifiedDate": answer.at.isoformat(),
            "state": "PUBLISHED" if answer.published else "PENDING_PUBLISH",
        },
        "relationships": {"review": {"data": {"type": "customerReviews", "id": review.id}}},
    }  # fmt: skip


def _is_good(claims: dict[str, Any], app: App, now: datetime) -> bool:
    at, until = claims.get("iat"), claims.get("exp")
    if not isinstance(at, int) or not isinstance(until, int):
        return False
    named = (claims.get("iss"), claims.get("aud")) == (app.issuer, AUDIENCE)
    return named and at - 60 <= now.timestamp() < until and until - at <= LONGEST


def _number(text: str, most: int) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 6 or int(text) > most:
        raise Refused(400, "PARAMETER_ERROR.INVALID", f"'{text[:20]}' is not valid here")
    return int(text)
