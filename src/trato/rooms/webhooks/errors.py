"""Refusals of outgoing webhooks."""

from trato.kit.errors import Conflict, Invalid, NotFound


class EndpointUnknown(NotFound):
    code = "endpoint_unknown"


class EndpointRefused(Invalid):
    """The address may not be called; `reason` is malformed, scheme, credentials, port or address."""

    code = "endpoint_refused"


class TooManyEndpoints(Conflict):
    code = "too_many_endpoints"
