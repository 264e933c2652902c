"""What the room of promises refuses."""

from __future__ import annotations

from trato.kit.errors import Conflict, Invalid, NotFound


class PolicyNotFound(NotFound):
    code = "policy_not_found"


class ClockNotFound(NotFound):
    code = "clock_not_found"


class PolicyNameTaken(Conflict):
    """Data: `name`."""

    code = "policy_name_taken"


class SenselessPolicy(Invalid):
    """Data: `field` and `reason`."""

    code = "senseless_policy"


class PolicyChanged(Conflict):
    """Somebody published another version meanwhile. Data: `version`, theirs."""

    code = "policy_changed"


class ExpectationNotFound(NotFound):
    code = "expectation_not_found"


class ExpectationNameTaken(Conflict):
    """Data: `name`."""

    code = "expectation_name_taken"
