"""Refusals of panels."""

from trato.kit.errors import Conflict, Invalid, NotFound


class PanelUnknown(NotFound):
    code = "panel_unknown"


class PanelRefused(Invalid):
    """The address may not be called; `reason` is malformed, scheme, credentials, port or address."""

    code = "panel_refused"


class TooManyPanels(Conflict):
    code = "too_many_panels"
