"""What contacts refuse."""

from __future__ import annotations

from trato.kit.errors import Conflict, Invalid, NotFound


class ContactNotFound(NotFound):
    """Data: `contact`."""

    code = "contact_not_found"


class OrganisationNotFound(NotFound):
    """Data: `organisation`."""

    code = "organisation_not_found"


class IdentityNotFound(NotFound):
    code = "identity_not_found"


class IdentityTaken(Conflict):
    """The address is another contact's. Data: `contact`, whose it is."""

    code = "identity_taken"


class ConsentTextMissing(NotFound):
    """Nobody has written what people would agree to. Data: `purpose`."""

    code = "consent_text_missing"


class ConsentRequestNotFound(NotFound):
    code = "consent_request_not_found"


class ConsentMissing(Conflict):
    """There is no standing consent, of one of these contacts to the controller of both. Data: `purpose`."""

    code = "consent_missing"


class OtherController(Conflict):
    """The contacts belong to two controllers: each answers for its own data."""

    code = "other_controller"


class AlreadyLinked(Conflict):
    """The contact already belongs to a profile: unlink it first. Data: `profile`."""

    code = "already_linked"


class NotLinked(Conflict):
    code = "not_linked"


class WebSessionNotFound(NotFound):
    code = "web_session_not_found"


class BadValue(Invalid):
    """Data: `field`, `reason`."""

    code = "bad_value"


class AttributeNotFound(NotFound):
    code = "attribute_not_found"


class AttributeKeyTaken(Conflict):
    """Data: `key`."""

    code = "attribute_key_taken"


class AttributeValueInvalid(Invalid):
    """Data: `key` and `reason`: what kind of value was expected."""

    code = "attribute_value_invalid"


class PurposeNotAllowed(Conflict):
    """The contact has not agreed to the purpose of an attribute, or said no to it. Data: `key`, `purpose`, `why`."""

    code = "purpose_not_allowed"
