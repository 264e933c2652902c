"""What cases refuse."""

from __future__ import annotations

from trato.kit.errors import Conflict, Forbidden, Invalid, NotFound


class CaseNotFound(NotFound):
    """Data: `case` or `number`."""

    code = "case_not_found"


class StateChanged(Conflict):
    """The case is not in the state that the deed needs: somebody was first ("Diego resolved this case 4 s ago").

    Data: `case`, `state`, `end_reason`, `merged_into`, `by_kind`, `by_id`, `at`, `seconds` since then.
    """

    code = "case_state_changed"


class HolderChanged(Conflict):
    """The holder changed after the revision that the actor saw.

    Data: `case`, `holder_kind`, `holder_id`, `by_kind`, `by_id`, `at`, `seconds` since then.
    """

    code = "case_holder_changed"


class UndoTooLate(Conflict):
    """What was done cannot be undone any more, because something else rests on it. Data: `case`."""

    code = "undo_too_late"


class DispositionRequired(Invalid):
    """A case that a person resolves needs its reason."""

    code = "disposition_required"


class DispositionNotFound(NotFound):
    code = "disposition_not_found"


class NotALeaf(Invalid):
    """Only the leaves of the tree that are in use are reasons. Data: `disposition`."""

    code = "disposition_not_a_leaf"


class CodeTaken(Conflict):
    """Data: `code`."""

    code = "disposition_code_taken"


class CircularTree(Invalid):
    """A reason cannot be under itself. Data: `disposition`."""

    code = "disposition_circle"


class TagNotFound(NotFound):
    code = "tag_not_found"


class TagTaken(Conflict):
    """Data: `tag`, which has this name."""

    code = "tag_taken"


class NoteNotFound(NotFound):
    code = "note_not_found"


class NotTheAuthor(Forbidden):
    """Only who wrote a note may change its words."""

    code = "not_the_author"


class PromiseNotFound(NotFound):
    code = "promise_not_found"


class ExclusionNotFound(NotFound):
    code = "exclusion_not_found"


class MergeNotFound(NotFound):
    code = "merge_not_found"


class SplitNotFound(NotFound):
    code = "split_not_found"


class EscalationNotFound(NotFound):
    code = "escalation_not_found"


class HelpAsked(Conflict):
    """The same help is asked for this case already. Data: `escalation`."""

    code = "help_asked"


class HelpEnded(Conflict):
    """This help was accepted, given or taken back meanwhile. Data: `outcome`, "" when it was only accepted; `by`."""

    code = "help_ended"


class OtherBrand(Conflict):
    """Cases of two brands are never one. Data: `survivor`, `absorbed`."""

    code = "other_brand"


class BadValue(Invalid):
    """Data: `field`, `reason`."""

    code = "bad_value"
