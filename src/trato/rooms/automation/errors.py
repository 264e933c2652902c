"""Refusals of automation."""

from trato.kit.errors import Conflict, Invalid, NotFound


class RuleUnknown(NotFound):
    code = "rule_unknown"


class RuleChanged(Conflict):
    """Somebody saved another version meanwhile; `version` is theirs."""

    code = "rule_changed"


class MacroUnknown(NotFound):
    code = "macro_unknown"


class MacroChanged(Conflict):
    """Somebody saved another version meanwhile; `version` is theirs."""

    code = "macro_changed"


class RunUnknown(NotFound):
    code = "run_unknown"


class CannotTry(Invalid):
    """What the rule waits for cannot be looked up in the past: the log does not keep whose cases waited then."""

    code = "cannot_try"


class ConditionTooLarge(Invalid):
    """More conditions, or deeper, than anybody could read: `most` says how many, `deepest` how deep."""

    code = "condition_too_large"


class RuleTriggersItself(Invalid):
    """What the rule does is what it waits for."""

    code = "rule_triggers_itself"


class RulesContradict(Conflict):
    """Another active rule does the contrary at the same event under the same conditions; `other` is its name."""

    code = "rules_contradict"


class TemplateInvalid(Invalid):
    """A text cannot be filled in: `what` is the variable or the piece that nobody knows."""

    code = "template_invalid"


class ReferenceGone(Invalid):
    """A rule or macro names something that is not there, or no longer in use: `what` and `name`."""

    code = "reference_gone"


class AutoReplyUnknown(NotFound):
    code = "auto_reply_unknown"


class CannotUndo(Conflict):
    """Nothing of the run can be given back any more."""

    code = "cannot_undo"
