"""What the configuration as a file refuses."""

from __future__ import annotations

from trato.kit.errors import Conflict, Invalid


class ConfigurationUnreadable(Invalid):
    """`line` (from 1) says where, `reason` what: yaml, alias, twice, part_unknown, entry, reference, version, size…"""

    code = "configuration_unreadable"


class ConfigurationStale(Conflict):
    """It changed since the plan was made: plan again."""

    code = "configuration_stale"


class ConfigurationRefused(Conflict):
    """An entry cannot be applied: `part` and `key` say which, `reason` is the refusal's code."""

    code = "configuration_refused"
