"""A small IMAP4rev1 server (RFC 3501) with IDLE (RFC 2177): reading an inbox, and nothing that changes it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from itertools import count

from trato.rooms.channels.simulators.email.office import Mailbox, PostOffice, Stored

_CAPABILITIES = "IMAP4rev1 IDLE LITERAL+"
_TOKEN = re.compile(rb'"((?:[^"\\]|\\.)*)"|([^\s"]+)')


async def serve_imap(office: PostOffice, host: str, port: int, connected: set[asyncio.StreamWriter]) -> asyncio.Server:
    """Listen for mail readers; `connected` holds the ones that are there."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connected.add(writer)
        try:
            await _Session(office, reader, writer).run()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            connected.discard(writer)
            writer.close()

    return await asyncio.start_server(talk, host, port, limit=1_000_000)


class _Session:
    """One reader's connection."""

    def __init__(self, office: PostOffice, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.office, self.reader, self.writer = office, reader, writer
        self.address = ""
        self.box: Mailbox | None = None
        self.told = 0  # how many mails this reader knows of
        self.over = False

    async def run(self) -> None:
        await self._say(f"* OK [CAPABILITY {_CAPABILITIES}] listo")
        while not self.over and (command := await self._read_command()):
            tag, name, arguments = command
            await self._dispatch(tag, name, arguments)

    async def _dispatch(self, tag: str, name: str, arguments: Sequence[bytes]) -> None:
        deed = self._deeds().get(name)
        if deed is None or (name not in _BEFORE_LOGIN and not self.address):
            await self._say(f"{tag} BAD command")
            return
        result = await deed(arguments)
        if name not in ("IDLE", "SELECT", "EXAMINE"):
            await self._tell_news()
        await self._say(f"{tag} {result}")

    def _deeds(self) -> dict[str, Callable[[Sequence[bytes]], Awaitable[str]]]:
        return {
            "CAPABILITY": self._capability, "NOOP": self._noop, "CHECK": self._noop, "LOGIN": self._login,
            "LOGOUT": self._logout, "LIST": self._list, "LSUB": self._list, "STATUS": self._status,
            "SELECT": self._select, "EXAMINE": self._select, "CLOSE": self._close, "UNSELECT": self._close,
            "UID": self._uid, "SEARCH": self._search, "FETCH": self._fetch, "IDLE": self._idle,
        }  # fmt: skip

    # ---- commands

    async def _capability(self, _: Sequence[bytes]) -> str:
        await self._say(f"* CAPABILITY {_CAPABILITIES}")
        return "OK done"

    async def _noop(self, _: Sequence[bytes]) -> str:
        return "OK done"

    async def _login(self, arguments: Sequence[bytes]) -> str:
        name, password = (one.decode("utf-8", "replace") for one in (*arguments, b"", b"")[:2])
        if not self.office.accepts(name, password):
            return "NO [AUTHENTICATIONFAILED] wrong name or password"
        self.address = name
        return "OK signed in"

    async def _logout(self, _: Sequence[bytes]) -> str:
        await self._say("* BYE adiós")
        self.over = True
        return "OK done"

    async def _list(self, _: Sequence[bytes]) -> str:
        await self._say('* LIST (\\HasNoChildren) "/" "INBOX"')
        return "OK done"

    async def _status(self, arguments: Sequence[bytes]) -> str:
        if not arguments or arguments[0].upper() != b"INBOX":
            return "NO no such mailbox"
        box = self.office.mailbox(self.address)
        numbers = {"MESSAGES": len(box.inbox), "RECENT": 0, "UIDNEXT": box.last_uid + 1, "UIDVALIDITY": box.validity,
                   "UNSEEN": len(box.inbox)}  # fmt: skip
        asked = b" ".join(arguments[1:]).decode().strip("()").upper().split()
        await self._say(f'* STATUS "INBOX" ({" ".join(f"{one} {numbers[one]}" for one in asked if one in numbers)})')
        return "OK done"

    async def _select(self, arguments: Sequence[bytes]) -> str:
        if not arguments or arguments[0].upper() != b"INBOX":
            return "NO no such mailbox"
        box = self.box = self.office.mailbox(self.address)
        self.told = len(box.inbox)
        await self._say("* FLAGS (\\Seen \\Answered \\Deleted)")
        await self._say(f"* {self.told} EXISTS")
        await self._say("* 0 RECENT")
        await self._say(f"* OK [UIDVALIDITY {box.validity}] valid")
        await self._say(f"* OK [UIDNEXT {box.last_uid + 1}] next")
        return "OK [READ-ONLY] selected"

    async def _close(self, _: Sequence[bytes]) -> str:
        self.box = None
        return "OK done"

    async def _uid(self, arguments: Sequence[bytes]) -> str:
        match arguments:
            case [name, *rest] if name.upper() == b"SEARCH":
                return await self._search(rest, by_uid=True)
            case [name, *rest] if name.upper() == b"FETCH":
                return await self._fetch(rest, by_uid=True)
            case _:
                return "BAD only SEARCH and FETCH"

    async def _search(self, arguments: Sequence[bytes], *, by_uid: bool = False) -> str:
        if self.box is None:
            return "BAD no mailbox"
        words = [one.upper().decode("ascii", "replace") for one in arguments]
        words = words[2:] if words[:1] == ["CHARSET"] else words
        chosen = list(enumerate(self.box.inbox, 1))
        if "UID" in words[:-1]:
            wanted = _in_set(words[words.index("UID") + 1], self.box.last_uid)
            chosen = [(n, one) for n, one in chosen if wanted(one.uid)]
        found = " ".join(str(one.uid if by_uid else n) for n, one in chosen)
        await self._say(f"* SEARCH {found}".rstrip())
        return "OK done"

    async def _fetch(self, arguments: Sequence[bytes], *, by_uid: bool = False) -> str:
        if self.box is None or len(arguments) < 2:
            return "BAD no mailbox"
        inbox = self.box.inbox
        wanted = _in_set(arguments[0].decode("ascii", "replace"), self.box.last_uid if by_uid else len(inbox))
        items = b" ".join(arguments[1:]).decode("ascii", "replace").upper()
        for number, one in enumerate(inbox, 1):
            if wanted(one.uid if by_uid else number):
                await self._say_mail(number, one, items)
        return "OK done"

    async def _say_mail(self, number: int, one: Stored, items: str) -> None:
        told = [f"UID {one.uid}"]
        if "FLAGS" in items:
            told.append("FLAGS ()")
        if "RFC822.SIZE" in items:
            told.append(f"RFC822.SIZE {len(one.raw)}")
        if "INTERNALDATE" in items:
            told.append(f'INTERNALDATE "{one.at.strftime("%d-%b-%Y %H:%M:%S +0000")}"')
        section = re.search(r"BODY(?:\.PEEK)?\[(HEADER)?\]|RFC822(?!\.SIZE)", items)
        line = f"* {number} FETCH ({' '.join(told)}"
        if section is None:
            await self._say(f"{line})")
            return
        content = one.raw.split(b"\r\n\r\n", 1)[0] + b"\r\n\r\n" if section[1] else one.raw
        name = f"BODY[{section[1] or ''}]" if section[0].startswith("BODY") else "RFC822"
        self.writer.write(f"{line} {name} {{{len(content)}}}\r\n".encode() + content)
        await self._say(")")

    async def _idle(self, _: Sequence[bytes]) -> str:
        """Tell of arrivals until the reader says DONE."""
        await self._say("+ idling")
        done = asyncio.ensure_future(self.reader.readline())
        try:
            while not done.done():
                changed = self.box.changed if self.box is not None else asyncio.Event()
                await self._tell_news()
                waiting = asyncio.ensure_future(changed.wait())
                await asyncio.wait({done, waiting}, return_when=asyncio.FIRST_COMPLETED)
                waiting.cancel()
        finally:
            done.cancel()
            with suppress(asyncio.CancelledError):
                await done
        return "OK done"

    # ---- the wire

    async def _tell_news(self) -> None:
        if self.box is not None and len(self.box.inbox) != self.told:
            self.told = len(self.box.inbox)
            await self._say(f"* {self.told} EXISTS")

    async def _say(self, line: str) -> None:
        self.writer.write(f"{line}\r\n".encode())
        await self.writer.drain()

    async def _read_command(self) -> tuple[str, str, list[bytes]] | None:
        line = await self.reader.readline()
        if not line.endswith(b"\n"):
            return None
        tokens: list[bytes] = []
        for _ in count():
            literal = re.search(rb"\{(\d+)(\+?)\}\r?\n$", line)
            tokens += [(one[0] or one[1]).replace(b'\\"', b'"').replace(b"\\\\", b"\\")
                       for one in _TOKEN.findall(line[: literal.start()] if literal else line)]  # fmt: skip
            if literal is None:
                break
            if not literal[2]:
                await self._say("+ go on")
            tokens.append(await self.reader.readexactly(int(literal[1])))
            line = await self.reader.readline()
        tag, name = (*(one.decode("ascii", "replace") for one in tokens[:2]), "", "")[:2]
        return tag, name.upper(), tokens[2:]


_BEFORE_LOGIN = {"CAPABILITY", "NOOP", "LOGIN", "LOGOUT"}


def _in_set(text: str, last: int) -> Callable[[int], bool]:
    """Read a set of numbers (`1,4:7,9:*`). `n:*` holds the last one even when that is below n, as the RFC says."""
    ranges = []
    for piece in text.split(","):
        low, _, high = piece.partition(":")
        a, b = (last if one == "*" else int(one) if one.isdecimal() else 0 for one in (low, high or low))
        ranges.append((min(a, b), max(a, b)))
    return lambda number: any(low <= number <= high for low, high in ranges)
