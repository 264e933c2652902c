"""Why the visitor's door refuses; the widget has a sentence for each code in es, en and pt."""

from trato.kit.errors import TratoError


class OriginRefused(TratoError):
    """The page that asks is not on the account's list of sites."""

    code = "origin_refused"
    status = 403


class VisitorUnknown(TratoError):
    """No token, a forged one, or one that has run out: ask for a new session."""

    code = "visitor_unknown"
    status = 401


class IdentityForged(TratoError):
    """The signed identity is not by the brand's server: `reason` says what is wrong, for its developer."""

    code = "identity_forged"
    status = 401


class IdentityExpired(TratoError):
    """The signed identity has run out: the site must sign a new one."""

    code = "identity_expired"
    status = 401


class MessageTooLong(TratoError):
    """`limit` is in characters."""

    code = "message_too_long"
    status = 413


class FilesRefused(TratoError):
    """This chat takes no files: its administrator chose so."""

    code = "files_refused"
    status = 403


class BadAddress(TratoError):
    """That is no e-mail address."""

    code = "bad_address"
    status = 422


class LinkSpent(TratoError):
    """An e-mailed link that was used, has run out, or was never ours: which of them is nobody's business."""

    code = "link_spent"
    status = 410


class PostUnavailable(TratoError):
    """The brand has no mailbox to send from, or its administrator wants no such e-mail."""

    code = "post_unavailable"
    status = 409


class FileTooLarge(TratoError):
    """`limit` is in bytes."""

    code = "file_too_large"
    status = 413


class FileUnknown(TratoError):
    """A ticket that this door did not give to this visitor, or that has run out."""

    code = "file_unknown"
    status = 422
