"""What a workspace promises before anybody decides: the ten first responses (S75-S84) and the ceiling (S110).

Channels that the manuals do not name promise by their surface what the manuals ask of the nearest one that they do:
live ones minutes, public ones 20, those that nobody waits at an hour. What names a channel goes before them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from trato.rooms.channels.model import Surface
from trato.rooms.sla.model import Policy, PolicyScope, PolicyTerms, Promised, Target


@dataclass(frozen=True, slots=True)
class DefaultPolicy:
    """A policy that every workspace starts with; `source` is the manual's row."""

    name: str
    source: str
    terms: PolicyTerms


def _answer(channel: str | None, surface: Surface, within: timedelta, name: str, source: str) -> DefaultPolicy:
    """Promise a first answer, a first human answer and each next answer within the same time."""
    promises = tuple(
        Promised(target, within)
        for target in (Target.FIRST_RESPONSE, Target.FIRST_HUMAN_RESPONSE, Target.NEXT_RESPONSE)
    )
    return DefaultPolicy(name, source, PolicyTerms(PolicyScope(surface=surface, channel=channel), promises))


_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)

DEFAULTS: tuple[DefaultPolicy, ...] = (
    _answer("webchat", Surface.CHAT, _MINUTE, "Web chat", "S75"),
    _answer("whatsapp", Surface.DIRECT_MESSAGE, 2 * _MINUTE, "WhatsApp", "S76"),
    _answer("messenger", Surface.DIRECT_MESSAGE, 2 * _MINUTE, "Messenger", "S77"),
    _answer("instagram", Surface.DIRECT_MESSAGE, 2 * _MINUTE, "Instagram Direct", "S78"),
    _answer("facebook", Surface.PUBLIC_COMMENT, 20 * _MINUTE, "Facebook", "S79"),
    _answer("instagram", Surface.PUBLIC_COMMENT, 20 * _MINUTE, "Instagram", "S80"),
    DefaultPolicy(
        "X",
        "S81",
        PolicyTerms(
            PolicyScope(channel="x"),
            tuple(
                Promised(target, 20 * _MINUTE)
                for target in (Target.FIRST_RESPONSE, Target.FIRST_HUMAN_RESPONSE, Target.NEXT_RESPONSE)
            ),
        ),
    ),
    _answer("email", Surface.MAIL, _HOUR, "E-mail", "S82"),
    _answer("google_play", Surface.REVIEW, _HOUR, "Google Play", "S83"),
    _answer("app_store", Surface.REVIEW, _HOUR, "App Store", "S84"),
    *(
        _answer(None, surface, within, name, f"{like}: {surface.value}")
        for surface, within, name, like in (
            (Surface.CHAT, _MINUTE, "Otros chats", "S75"),
            (Surface.DIRECT_MESSAGE, 2 * _MINUTE, "Otros mensajes directos", "S77"),
            (Surface.CALL, _MINUTE, "Llamadas", "S75"),
            (Surface.PUBLIC_COMMENT, 20 * _MINUTE, "Otros comentarios públicos", "S79"),
            (Surface.MENTION, 20 * _MINUTE, "Otras menciones", "S81"),
            (Surface.MAIL, _HOUR, "Otro correo", "S82"),
            (Surface.FORM, _HOUR, "Formularios", "S82"),
            (Surface.REVIEW, _HOUR, "Otras reseñas", "S83"),
        )
    ),
    DefaultPolicy(  # wall-clock, nights and weekends included (records.md, rule 22)
        "WhatsApp 48 h",
        "S110",
        PolicyTerms(
            PolicyScope(channel="whatsapp"),
            (Promised(Target.CEILING, 48 * _HOUR),),
            wall_clock=True,
            locked=True,
        ),
    ),
)


def missing_defaults(policies: Iterable[Policy]) -> list[DefaultPolicy]:
    """Return the defaults that do not stand, whatever those that do are called by now."""
    known = {said for one in policies for said in (one.name, one.source) if said}
    return [one for one in DEFAULTS if one.name not in known and one.source not in known]
