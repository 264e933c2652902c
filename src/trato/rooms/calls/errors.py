"""Refusals of calls."""

from trato.kit.errors import Conflict, Invalid, NotFound


class CallUnknown(NotFound):
    code = "call_unknown"


class NotOnCall(Conflict):
    """Who asks does not take part in this call, or it is over."""

    code = "not_on_call"


class CodeExpired(Conflict):
    """There is no code to read out any more: it is too old, or was tried too often."""

    code = "telephone_code_expired"


class CodeTooSoon(Conflict):
    """A code is on its way to another number."""

    code = "telephone_code_too_soon"


class TelephoneMalformed(Invalid):
    """A telephone number is + and digits, as +56229382000."""

    code = "telephone_malformed"
