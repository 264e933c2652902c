"""Refusals of the desk."""

from trato.kit.errors import Conflict, Invalid, NotFound, TooLarge, TratoError, Unavailable


class ViewUnknown(NotFound):
    """There is no such list, or it is of a team out of reach."""

    code = "view_unknown"


class FilterUnknown(Invalid):
    """A filter names what no case can have; `detail` says which."""

    code = "filter_unknown"


class ViewNameMissing(Invalid):
    code = "view_name_missing"


class ViewNotSavable(Invalid):
    """What is in this list is gone once it was looked at."""

    code = "view_not_savable"


class TooManyViews(Conflict):
    """`limit` is how many one person or team may have."""

    code = "too_many_views"


class CursorUnknown(Invalid):
    code = "cursor_unknown"


class NobodyInCharge(Conflict):
    """A whisper is for whoever holds the case, and it waits for somebody."""

    code = "nobody_in_charge"


class FileTooBig(TooLarge):
    """`limit` is in bytes."""

    code = "file_too_big"


class FileRefused(TratoError):
    """A kind of file that nobody may be sent; `mime` is what its content says."""

    code = "file_refused"
    status = 415


class FileInfected(TratoError):
    """The virus scanner found something in it; `found` is what."""

    code = "file_infected"
    status = 422


class FileNotScanned(Unavailable):
    """The virus scanner does not answer just now."""

    code = "file_not_scanned"


class FileNotScannable(TratoError):
    """It is bigger than the virus scanner takes."""

    code = "file_not_scannable"
    status = 413


class KeyReused(Conflict):
    """The id that the client minted is something else's already."""

    code = "key_reused"


class DraftChanged(Conflict):
    """Another device of the same person wrote this draft meanwhile; `draft` is what stands there."""

    code = "draft_changed"


class DispositionNeeded(Invalid):
    code = "disposition_needed"


class DataNeeded(Invalid):
    """Something must be known of the contact before the case is resolved: `attributes` (id, key, names); `names`."""

    code = "data_needed"


class CaseClosed(Conflict):
    code = "case_closed"


class AlreadyResolved(Conflict):
    """`by` and `at` say who was first, and when."""

    code = "already_resolved"


class AlreadyHeld(Conflict):
    """`by` says who has it."""

    code = "already_held"


class HolderGone(Conflict):
    """A person whose account is closed, or a queue that was retired, is given nothing more."""

    code = "holder_gone"


class AddressInvalid(Invalid):
    code = "address_invalid"


class TooManyRecipients(Invalid):
    """A message to more addresses than its channel takes; `limit` and `given` say how many."""

    code = "too_many_recipients"


class TemplateUnknown(NotFound):
    code = "template_unknown"


class ConsentNeeded(Conflict):
    """`purpose` is what the contact has not agreed to."""

    code = "consent_needed"


class TeamInUse(Conflict):
    """Queues still wait for this team; `queues` names them."""

    code = "team_in_use"
