"""The stand-ins of every other channel as the harness uses them. Whoever adds a channel adds its crowd here."""

from __future__ import annotations

from bench.chaos.providers.chats import CommunityCrowd, KioskCrowd, LineCrowd, OfficialCrowd, TelegramCrowd, TextCrowd
from bench.chaos.providers.crowd import Provider, Registered
from bench.chaos.providers.mail import MailCrowd
from bench.chaos.providers.meta import DirectCrowd, InboxCrowd, WallCrowd
from bench.chaos.providers.public import TimelineCrowd, VideoCrowd

__all__ = ["PROVIDERS", "Provider", "Registered"]

PROVIDERS: tuple[type[Provider], ...] = (
    TelegramCrowd,
    LineCrowd,
    CommunityCrowd,
    OfficialCrowd,
    TextCrowd,
    KioskCrowd,
    InboxCrowd,
    WallCrowd,
    DirectCrowd,
    TimelineCrowd,
    VideoCrowd,
    MailCrowd,
)
