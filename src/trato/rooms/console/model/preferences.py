"""What people settle for themselves: how the desk looks, which keys it knows, of what it tells them and when."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    NORMAL = "normal"
    COMPACT = "compact"
    TOUCH = "touch"


class Sound(StrEnum):
    """Which of our own sounds; each is made in the browser."""

    DROP = "drop"
    WOOD = "wood"
    BELL = "bell"


class NoticeKind(StrEnum):
    """What somebody may be told of."""

    NEW_CASE = "new_case"
    MESSAGE = "message"
    MENTION = "mention"
    PROMISE = "promise"
    TEAM_QUEUE = "team_queue"
    HELP = "help"  # asked of me or of a team of mine; and what became of help that I asked
    TEAM_PROMISE = "team_promise"  # broken in a team that I lead
    ALERT = "alert"  # of the board, told to its owner: by push only, for it is of no case
    TOKEN = "token"  # of a channel account, told to whoever administers it: by push only, for it is of no case


class NoticeWay(StrEnum):
    """How: `push` reaches a device whose desk is closed."""

    SOUND = "sound"
    TITLE = "title"
    DESKTOP = "desktop"
    PUSH = "push"


class PushShows(StrEnum):
    """What a push says: the number of the case, or also who wrote."""

    NUMBER = "number"
    NAME = "name"


ALL_WAYS = (NoticeWay.SOUND, NoticeWay.TITLE, NoticeWay.DESKTOP, NoticeWay.PUSH)
USUAL_NOTICES: dict[NoticeKind, tuple[NoticeWay, ...]] = {
    NoticeKind.NEW_CASE: ALL_WAYS,
    NoticeKind.MESSAGE: ALL_WAYS,
    NoticeKind.MENTION: ALL_WAYS,
    NoticeKind.PROMISE: ALL_WAYS,
    NoticeKind.TEAM_QUEUE: (NoticeWay.TITLE,),
    NoticeKind.HELP: ALL_WAYS,
    NoticeKind.TEAM_PROMISE: (NoticeWay.TITLE, NoticeWay.PUSH),
    NoticeKind.TOKEN: (NoticeWay.PUSH,),
    NoticeKind.ALERT: (NoticeWay.PUSH,),
}


class Quiet(Struct, frozen=True):
    """When nothing rings: from one minute of the person's day to another, and on whole days (ISO, 1 is Monday)."""

    on: bool = False
    from_minute: int = 20 * 60
    to_minute: int = 8 * 60
    days: tuple[int, ...] = ()


class Preferences(Struct, frozen=True):
    """`keys` holds what differs from the house's own: a command and its keys, empty for none."""

    theme: Theme = Theme.SYSTEM
    density: Density = Density.NORMAL
    single_keys: bool = True
    enter_sends: bool = False
    keys: dict[str, str] = field(default_factory=dict)
    notices: dict[NoticeKind, tuple[NoticeWay, ...]] = field(default_factory=lambda: dict(USUAL_NOTICES))
    sound: Sound = Sound.DROP
    quiet: Quiet = Quiet()
    push_shows: PushShows = PushShows.NUMBER
    suggestions: bool = True  # above the field where one writes
    guesses: bool = True  # what was understood, below each message
