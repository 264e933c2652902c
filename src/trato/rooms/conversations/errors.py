"""Refusals of conversations."""

from __future__ import annotations

from trato.kit.errors import Conflict, Invalid, NotFound


class ConversationNotFound(NotFound):
    code = "conversation_not_found"


class MessageNotFound(NotFound):
    code = "message_not_found"


class KeyReused(Conflict):
    """The client's key names another message already."""

    code = "key_reused"


class TextTooLong(Invalid):
    code = "text_too_long"


class MediaRefused(Invalid):
    code = "media_refused"


class MessageEmpty(Invalid):
    code = "message_empty"


class AccountRetired(Conflict):
    """The account of a conversation is out of use, or keeps what came from elsewhere: nothing leaves by it."""

    code = "account_retired"


class AlreadyLeft(Conflict):
    """Too late: the message is on its way or gone."""

    code = "already_left"


class NotUncertain(Conflict):
    code = "not_uncertain"


class OtherAppHolds(Conflict):
    """Another application of the business answers in this conversation; `app` is its id where the channel tells it."""

    code = "other_app_holds"


class CannotHandOver(Conflict):
    """The channel does not do this with who holds a conversation; `act` says what was asked."""

    code = "cannot_hand_over"


class CannotUndoHandover(Conflict):
    """What was asked of another application cannot be taken back."""

    code = "cannot_undo_handover"


class NothingAsked(Conflict):
    """No other application waits for an answer: it was given, or the request is over."""

    code = "nothing_asked"


class NothingToModerate(Conflict):
    """It does not stand in public: it is private, was never published, or is deleted."""

    code = "nothing_to_moderate"


class CannotUndoModeration(Conflict):
    """What was deleted on a channel does not come back."""

    code = "cannot_undo_moderation"
