"""Refusals of calls."""

from trato.kit.errors import Conflict, Invalid, NotFound


class CallUnknown(NotFound):
    code = "call_unknown"


class NotOnCall(Conflict):
    """Who asks does not take part in this call, or it is over."""

    code = "not_on_call"


class TelephoneMalformed(Invalid):
    """A telephone number is + and digits, as +56229382000."""

    code = "telephone_malformed"
