"""What other rooms may ask of brands."""

from trato.rooms.brands.rules import usual_week, year_view
from trato.rooms.brands.service.brands import (
    BrandPlan,
    change_brand,
    change_controller,
    create_brand,
    create_controller,
    get_brand,
    list_brands,
    list_controllers,
    set_voice,
)
from trato.rooms.brands.service.holidays import known_places
from trato.rooms.brands.service.hours import (
    attach_calendar,
    calendar_versions,
    create_calendar,
    detach_calendar,
    hours_book,
    refresh_holidays,
    revise_calendar,
)

__all__ = [
    "BrandPlan",
    "attach_calendar",
    "calendar_versions",
    "change_brand",
    "change_controller",
    "create_brand",
    "create_calendar",
    "create_controller",
    "detach_calendar",
    "get_brand",
    "hours_book",
    "known_places",
    "list_brands",
    "list_controllers",
    "refresh_holidays",
    "revise_calendar",
    "set_voice",
    "usual_week",
    "year_view",
]
