"""The addresses by which a firm is administered: its brands and hours, its promises, its words."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from trato.rooms.access.model import Verb
from trato.rooms.brands.http.brands import TABLE as BRANDS
from trato.rooms.brands.http.hours import TABLE as HOURS
from trato.rooms.cases.http.dispositions import TABLE as REASONS
from trato.rooms.cases.http.tags import TABLE as TAGS
from trato.rooms.console.http.attributes import TABLE as VALUES
from trato.rooms.console.http.brands import TABLE as RETIRED_BRANDS
from trato.rooms.console.http.leaving import TABLE as LEAVING
from trato.rooms.console.http.reasons import TABLE as NEEDS_REASON
from trato.rooms.contacts.http.attributes import TABLE as ATTRIBUTES
from trato.rooms.contacts.http.consent_texts import TABLE as CONSENT_TEXTS
from trato.rooms.knowledge.http.administration import TABLE as SAVED_TEXTS
from trato.rooms.routing.http.points import TABLE as ROUTING
from trato.rooms.routing.http.queues import TABLE as QUEUES
from trato.rooms.sla.http.expectations import TABLE as EXPECTATIONS
from trato.rooms.sla.http.policies import TABLE as PROMISES
from trato.rooms.workforce.http.skills import TABLE as SKILLS
from trato.rooms.workforce.http.weights import TABLE as WEIGHTS

FIRM: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    *BRANDS,
    *HOURS,
    *PROMISES,
    *ROUTING,
    *EXPECTATIONS,
    *TAGS,
    *REASONS,
    *SAVED_TEXTS,
    *CONSENT_TEXTS,
    *ATTRIBUTES,
    *VALUES,
    *RETIRED_BRANDS,
    *NEEDS_REASON,
    *LEAVING,
    *QUEUES,
    *SKILLS,
    *WEIGHTS,
)
