"""Which settings units have, of all rooms."""

from __future__ import annotations

from trato.flow.acts import parting, seeing
from trato.rooms.access.model import KnownSetting, SettingKind
from trato.rooms.access.rules.policy import SECURITY
from trato.rooms.channels import api as channels
from trato.rooms.conversations import api as conversations
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.model import LONGEST_EFFORT, USUAL_EFFORT
from trato.rooms.workforce import api as workforce

UNIT_SETTINGS = (  # of rooms above access
    KnownSetting("cases.disposition_required", SettingKind.SWITCH, True),
    KnownSetting(
        conversations.UNDO_SETTING,
        SettingKind.SECONDS,
        conversations.UNDO_USUAL,
        least=0,
        most=conversations.UNDO_LONGEST,
    ),
    KnownSetting(parting.SETTING, SettingKind.SWITCH, True),
    KnownSetting(workforce.AWAY_SETTING, SettingKind.SECONDS, workforce.AWAY_USUAL, least=0, most=workforce.LONGEST),
    KnownSetting(
        workforce.OFFLINE_SETTING, SettingKind.SECONDS, workforce.OFFLINE_USUAL, least=0, most=workforce.LONGEST
    ),
    KnownSetting(intelligence.VERIFY_SETTING, SettingKind.SWITCH, False),
    KnownSetting(seeing.SETTING, SettingKind.SWITCH, True),
    KnownSetting(channels.TWO_PERSONS, SettingKind.SWITCH, True),
    *(
        KnownSetting(one.value, SettingKind.SECONDS, usual, least=0, most=LONGEST_EFFORT)
        for one, usual in USUAL_EFFORT.items()
    ),
)
KNOWN = {one.key: one for one in (*SECURITY, *UNIT_SETTINGS)}
