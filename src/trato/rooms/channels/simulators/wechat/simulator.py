"""WeChat in the middle: takes what accounts send, and brings them what people do."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx

from trato.kit.clock import wall_clock
from trato.rooms.channels.simulators.meta.courier import Courier
from trato.rooms.channels.simulators.meta.faults import Faults
from trato.rooms.channels.simulators.talk.stage import Bell, Line, NotPossible
from trato.rooms.channels.simulators.wechat.parcel import Parcel, packed
from trato.rooms.channels.simulators.wechat.refusals import Refused
from trato.rooms.channels.simulators.wechat.shapes import (
    Send,
    SendImage,
    SendMenu,
    SendNews,
    SendText,
    SendVideo,
    SendVoice,
)
from trato.rooms.channels.simulators.wechat.world import (
    AFTER_A_DEED,
    AFTER_A_MESSAGE,
    FEW,
    Account,
    Chat,
    Person,
    Right,
    World,
)

_SENT = {"image": "image", "video": "video", "voice": "voice", "audio": "voice"}
TAKEN = (b"success", b"")


class _Courier(Courier[Parcel]):
    """Brings messages, and counts the answers at which people would be shown that the service is broken."""

    broken: int = 0

    def read_answer(self, answer: httpx.Response) -> None:
        """Take what a business says in its answer."""
        if answer.status_code == 200 and answer.content not in TAKEN:
            self.broken += 1


class Simulator:
    """One WeChat, with its deeds."""

    def __init__(
        self,
        *,
        faults: Faults | None = None,
        client: httpx.AsyncClient | None = None,
        first_wait: float = 0.5,
        clock: Callable[[], datetime] = wall_clock,
    ) -> None:
        self.world = World()
        self.faults = faults or Faults()
        self.courier = _Courier(self.faults, client, first_wait)
        self.bell = Bell()
        self.clock = clock
        self.base = ""  # where it is reached: videos lie there

    def add_account(self, account: Account) -> Account:
        """Put an account into the world."""
        self.world.accounts[account.app_id] = account
        return account

    def add_person(self, identifier: str, name: str) -> Person:
        """Put somebody into the world, or return who has the id."""
        return self.world.people.setdefault(identifier, Person(identifier, name))

    # ---- what an account does --------------------------------------------------------------------------------------

    def give_token(self, app_id: str, secret: str, *, anew: bool) -> str:
        """Return the token of an account: the same while it is good. Raises `Refused`."""
        account = self.world.accounts.get(app_id)
        if account is None:
            raise Refused(40013)
        if account.secret != secret:
            raise Refused(40125)
        if not account.address_listed:
            raise Refused(40164, "invalid ip 203.0.113.7, not in whitelist")
        account.asked += 1
        if anew or not account.access:
            self.end_token(account)
            account.access = secrets.token_urlsafe(90)
        return account.access

    def end_token(self, account: Account) -> None:
        """Let the token of the moment be good no more."""
        if account.access:
            account.ended.add(account.access)
        account.access = ""

    def of_token(self, token: str) -> Account:
        """Return whose token it is. Raises `Refused`."""
        if not token:
            raise Refused(41001)
        for account in self.world.accounts.values():
            if token == account.access:
                return account
            if token in account.ended:
                raise Refused(42001)
        raise Refused(40001)

    def take(self, account: Account, send: Send) -> Line:
        """Take a message of an account. Raises `Refused`."""
        if not account.verified:
            raise Refused(48001)
        if account.used >= account.quota:
            raise Refused(45009)
        account.used += 1
        person = self.world.people.get(send.touser)
        if person is None:
            raise Refused(40003)
        chat = self.world.chat(account, person)
        line = self._line(send)
        self._spend(chat)
        chat.typing = False
        chat.lines[line.id] = line
        self.bell.ring()
        return line

    def _spend(self, chat: Chat) -> None:
        """Count a message against what the person's last words or deeds allow. Raises `Refused`."""
        now = self.clock()
        rights = [one for one in (chat.said, chat.did) if one is not None and now < one.until]
        if not chat.follows or not rights:
            raise Refused(45015)
        right = next((one for one in rights if one.left > 0), None)
        if right is None:
            raise Refused(45047)
        right.left -= 1

    def _line(self, send: Send) -> Line:
        line = Line(self.world.next_number(), mine=False, at=self.clock())
        match send:
            case SendText():
                line.text = send.text.content
            case SendImage():
                self._show(line, "image", send.image.media_id)
            case SendVoice():
                self._show(line, "voice", send.voice.media_id)
            case SendVideo():
                self._show(line, "video", send.video.media_id)
            case SendMenu():
                line.text = send.msgmenu.head_content
                line.buttons = [(one.content, one.id) for one in send.msgmenu.list]
            case SendNews():
                (article,) = send.news.articles
                line.text = f"{article.title}\n{article.description}\n{article.url}"
        return line

    def _show(self, line: Line, kind: str, media: str) -> None:
        file = self.world.files.get(media)
        if file is None:
            raise Refused(40007)
        line.kind, line.media, line.mime, line.name = kind, media, file.mime, file.name

    # ---- what a person does ----------------------------------------------------------------------------------------

    def say(self, account: Account, person: Person, kind: str, text: str = "", media: str = "") -> str:
        """Say something to an account; returns the message's id."""
        if not self.world.chat(account, person).follows:
            self.follow(account, person)
        number = self.world.next_number()
        line = Line(number, mine=True, kind=kind, text=text, at=self.clock())
        told: dict[str, Any] = {"MsgType": kind}
        if kind == "text":
            told["Content"] = text
        elif kind == "location":
            told |= {"Location_X": -12.0464, "Location_Y": -77.0428, "Scale": 16, "Label": "Lima"}
            line.text = "-12.0464, -77.0428"
        else:
            told |= self._sent_file(kind, media, line)
        self._speak(account, person, line, told)
        if text and kind not in {"text", "location"}:  # a file has no words of its own there
            self.say(account, person, "text", text)
            line.text = ""
        return number

    def press(self, account: Account, person: Person, target: str, chosen: str) -> None:
        """Choose in a menu of ours: it is a text like another, with the id of what was chosen."""
        line = self.world.chat(account, person).lines.get(target)
        words = next((title for title, known in line.buttons if known == chosen), "") if line is not None else ""
        if line is None or not words:
            raise NotPossible("no such button")
        line.pressed = chosen
        said = Line(self.world.next_number(), mine=True, text=words, at=self.clock())
        self._speak(account, person, said, {"MsgType": "text", "Content": words, "bizmsgmenuid": chosen})

    def click(self, account: Account, person: Person, key: str) -> None:
        """Choose in the account's own menu."""
        self._allow_few(account, person)
        self._happen(account, person, "CLICK", {"EventKey": key})

    def scan(self, account: Account, person: Person, scene: str) -> None:
        """Scan a code of the account's, as somebody who follows it."""
        self._allow_few(account, person)
        self._happen(account, person, "SCAN", {"EventKey": scene, "Ticket": secrets.token_urlsafe(32)})

    def follow(self, account: Account, person: Person) -> None:
        """Follow the account."""
        self.world.chat(account, person).follows = True
        self._allow_few(account, person)
        self._happen(account, person, "subscribe", {"EventKey": ""})

    def leave(self, account: Account, person: Person) -> None:
        """Follow the account no more."""
        self.world.chat(account, person).follows = False
        self._happen(account, person, "unsubscribe", {"EventKey": ""})

    def _allow_few(self, account: Account, person: Person) -> None:
        self.world.chat(account, person).did = Right(self.clock() + AFTER_A_DEED, FEW)

    def _sent_file(self, kind: str, media: str, line: Line) -> dict[str, Any]:
        file = self.world.files.get(media)
        if file is None:
            raise NotPossible("no such file")
        line.media, line.mime, line.name = media, file.mime, file.name
        if kind == "document":  # WeChat tells of a file, and gives it to nobody
            size = str(len(file.content))
            return {"MsgType": "file", "Title": file.name or "archivo", "Description": size, "FileTotalLen": size}
        told: dict[str, Any] = {"MsgType": _SENT[kind], "MediaId": media}
        if kind == "image":
            return told | {"PicUrl": f"{self.base}/files/{media}"}
        return told | ({"Format": "amr"} if told["MsgType"] == "voice" else {"ThumbMediaId": media})

    def _speak(self, account: Account, person: Person, line: Line, told: dict[str, Any]) -> None:
        chat = self.world.chat(account, person)
        chat.said = Right(self.clock() + AFTER_A_MESSAGE, account.most)
        chat.lines[line.id] = line
        self._bring(account, person, {**told, "MsgId": int(line.id)})

    def _happen(self, account: Account, person: Person, event: str, told: dict[str, Any]) -> None:
        self._bring(account, person, {"MsgType": "event", "Event": event, **told})

    def _bring(self, account: Account, person: Person, told: dict[str, Any]) -> None:
        self.bell.ring()
        if account.callback_url:
            self.courier.bring_raw(*packed(account, person.id, told, self.clock()))

    def pass_time(self, account: Account, person: Person, by: timedelta) -> None:
        """Let what the account may still send grow old."""
        chat = self.world.chat(account, person)
        for one in (chat.said, chat.did):
            if one is not None:
                one.until -= by
