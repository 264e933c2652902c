"""The stand-ins of every other channel as the harness uses them: how a business is registered, how a person speaks, and
what of ours stands on people's screens. Whoever adds a channel adds its crowd here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from email.utils import format_datetime
from typing import Any, Protocol

from starlette.applications import Starlette

from bench.chaos.desk import ANSWER
from bench.chaos.weather import Weather
from trato.kit.clock import wall_clock
from trato.kit.ids import uuid7
from trato.kit.standard_webhooks import show_secret
from trato.rooms.channels.adapters.x.connecting import TOLD
from trato.rooms.channels.simulators.api.server import CALLS
from trato.rooms.channels.simulators.api.server import make_app as make_system
from trato.rooms.channels.simulators.api.system import System
from trato.rooms.channels.simulators.email import server as mail
from trato.rooms.channels.simulators.email.office import Fault as PostFault
from trato.rooms.channels.simulators.email.office import PostOffice
from trato.rooms.channels.simulators.facebook.server import make_app as make_facebook
from trato.rooms.channels.simulators.facebook.simulator import Simulator as Facebook
from trato.rooms.channels.simulators.facebook.world import Page
from trato.rooms.channels.simulators.instagram.server import make_app as make_instagram
from trato.rooms.channels.simulators.instagram.simulator import Simulator as Instagram
from trato.rooms.channels.simulators.instagram.world import account as instagram_account
from trato.rooms.channels.simulators.line.server import make_app as make_line
from trato.rooms.channels.simulators.line.simulator import Simulator as LineSimulator
from trato.rooms.channels.simulators.line.world import Account as LineAccount
from trato.rooms.channels.simulators.meta.faults import Fault, Faults
from trato.rooms.channels.simulators.meta.serving import Listening, listen
from trato.rooms.channels.simulators.sms.server import make_app as make_texts
from trato.rooms.channels.simulators.sms.simulator import Pace as TextPace
from trato.rooms.channels.simulators.sms.simulator import Simulator as Texts
from trato.rooms.channels.simulators.sms.world import Line
from trato.rooms.channels.simulators.telegram.server import make_app as make_telegram
from trato.rooms.channels.simulators.telegram.simulator import Simulator as Telegram
from trato.rooms.channels.simulators.telegram.world import Bot
from trato.rooms.channels.simulators.vk.server import make_app as make_vk
from trato.rooms.channels.simulators.vk.simulator import Simulator as VK
from trato.rooms.channels.simulators.vk.world import KINDS, Group, Server
from trato.rooms.channels.simulators.wechat.server import make_app as make_wechat
from trato.rooms.channels.simulators.wechat.simulator import Simulator as WeChat
from trato.rooms.channels.simulators.wechat.world import Account as OfficialAccount
from trato.rooms.channels.simulators.x.server import make_app as make_x
from trato.rooms.channels.simulators.x.simulator import Simulator as X
from trato.rooms.channels.simulators.x.world import Business, Post
from trato.rooms.channels.simulators.youtube.server import make_app as make_youtube
from trato.rooms.channels.simulators.youtube.world import Channel, Video
from trato.rooms.channels.simulators.youtube.world import World as YouTube

AGAIN = [0.3] * 600  # seconds before a webhook that was not taken is brought again, for three minutes


@dataclass(frozen=True, slots=True)
class Registered:
    """What an account is opened with."""

    external_id: str
    secrets: dict[str, str]
    settings: dict[str, Any]


class Provider(Protocol):
    """A stand-in as the harness uses it. `n` counts people from 0."""

    channel: str
    one_thread: bool  # what a person says stands in one conversation

    async def open(self, faults: Faults) -> Registered:
        """Listen on loopback, with bad days; return what our account of this provider is opened with."""

    def hook(self, url: str) -> None:
        """Bring from now on to `url` what people say."""

    def say(self, n: int, text: str) -> None:
        """Let a person say something; its webhook comes again until it is taken."""

    def shown(self) -> Sequence[str]:
        """Return what the business said, as it stands on people's screens, in order."""

    def busy(self) -> bool:
        """Say whether a webhook is on its way."""

    async def close(self) -> None:
        """Drop what is on its way."""


class _OverHttp(ABC):
    """A provider that is called by HTTP: between us and it stands the weather."""

    one_thread = True
    _listening: Listening | None = None

    @abstractmethod
    def app(self) -> Starlette:
        """Return what listens."""

    @abstractmethod
    def register(self, url: str) -> Registered:
        """Return what our account is opened with; `url` is where the stand-in listens."""

    async def open(self, faults: Faults) -> Registered:
        """Listen on loopback."""
        app = self.app()
        app.add_middleware(Weather, faults=faults)
        self._listening = await listen(app, 0)
        return self.register(self._listening.url)

    async def close(self) -> None:
        """Drop what is on its way, and listen no more."""
        await self.hush()
        if self._listening is not None:
            await self._listening.stop()

    @abstractmethod
    async def hush(self) -> None:
        """End streams, which never end by themselves, and drop what is on its way."""


class _Brings(Protocol):
    """What brings webhooks to us, after `waits` again and again until they are taken."""

    waits: list[float]

    @property
    def busy(self) -> bool:
        """Whether a webhook is on its way."""

    async def close(self) -> None:
        """Drop what is on its way."""


class _Rings(Protocol):
    """What a page hears of changes by, until it is closed."""

    def close(self) -> None:
        """End the page's streams."""


class _Lines(Protocol):
    """What stands on the telephone of somebody who writes to an account."""

    @property
    def lines(self) -> Mapping[str, Any]:
        """What was said, each with its `text` and whether it is `mine`, by its id."""


def _ours(chats: Iterable[_Lines]) -> list[str]:
    """Return what the business said in chats; what came twice under one id is one."""
    return [line.text for chat in chats for line in chat.lines.values() if not line.mine]


class _Couriered(_OverHttp):
    """A provider with a courier, which brings what people say, and a bell for its page."""

    def __init__(self, courier: _Brings, bell: _Rings | None = None) -> None:
        courier.waits = AGAIN
        self._courier, self._bell = courier, bell

    def busy(self) -> bool:
        """Say whether a webhook is on its way."""
        return self._courier.busy

    async def hush(self) -> None:
        """End the page's streams too."""
        if self._bell is not None:
            self._bell.close()
        await self._courier.close()


class TelegramCrowd(_Couriered):
    """People who write to a bot."""

    channel = "telegram"

    def __init__(self) -> None:
        self.simulator = Telegram()
        super().__init__(self.simulator.courier, self.simulator.bell)
        self.bot = Bot("7000000001:caos", "caos_bot", "Caos", "", "s3creto")

    def app(self) -> Starlette:
        """Return the Bot API."""
        return make_telegram(self.simulator)

    def register(self, url: str) -> Registered:
        """Return the bot."""
        return Registered(
            "caos_bot", {"bot_token": self.bot.token, "secret_token": self.bot.secret_token}, {"api_base": url}
        )

    def hook(self, url: str) -> None:
        """Put the bot into the world."""
        self.bot.callback_url = url
        self.simulator.add_bot(self.bot)

    def say(self, n: int, text: str) -> None:
        """Write to the bot."""
        self.simulator.say(self.bot, self.simulator.add_person(8_100_000_000 + n, f"Persona {n}"), "text", text)

    def shown(self) -> Sequence[str]:
        """Return the bot's lines of every chat."""
        return _ours(self.simulator.world.chats.values())


class LineCrowd(_Couriered):
    """People who write to an official account of LINE."""

    channel = "line"

    def __init__(self) -> None:
        self.simulator = LineSimulator()
        super().__init__(self.simulator.courier, self.simulator.bell)
        self.account = LineAccount(f"U{'c' * 32}", "@caos", "Caos", "t0ken", "s3creto", quota=10**9)

    def app(self) -> Starlette:
        """Return the Messaging API."""
        return make_line(self.simulator)

    def register(self, url: str) -> Registered:
        """Return the account."""
        secrets = {"access_token": self.account.token, "channel_secret": self.account.secret}
        return Registered(self.account.id, secrets, {"api_base": url})

    def hook(self, url: str) -> None:
        """Put the account into the world."""
        self.account.callback_url = url
        self.simulator.add_account(self.account)

    def say(self, n: int, text: str) -> None:
        """Write to the account."""
        self.simulator.say(self.account, self.simulator.add_person(f"U{n:032x}", f"Persona {n}"), "text", text)

    def shown(self) -> Sequence[str]:
        """Return the account's lines of every chat: a push that came twice is one."""
        return _ours(self.simulator.world.chats.values())


class CommunityCrowd(_Couriered):
    """People who write to a community of VK."""

    channel = "vk"

    def __init__(self) -> None:
        self.simulator = VK()
        super().__init__(self.simulator.courier, self.simulator.bell)
        self.group = Group(212_300_999, "Caos", "vk1.a.caos")

    def app(self) -> Starlette:
        """Return VK."""
        return make_vk(self.simulator)

    def register(self, url: str) -> Registered:
        """Return the community."""
        self.simulator.base = url
        secrets = {"access_token": self.group.token, "secret": "s3creto"}
        return Registered(str(self.group.id), secrets, {"api_base": url, "confirmation": self.group.code})

    def hook(self, url: str) -> None:
        """Put the community into the world."""
        self.group.servers[1] = Server(1, url, "Trato", "s3creto", "ok", set(KINDS))
        self.simulator.add_group(self.group)

    def say(self, n: int, text: str) -> None:
        """Write to the community."""
        self.simulator.say(self.group, self.simulator.add_person(100_000 + n, f"Persona {n}"), "text", text)

    def shown(self) -> Sequence[str]:
        """Return the community's lines of every dialogue."""
        return _ours(self.simulator.world.chats.values())


class OfficialCrowd(_Couriered):
    """People who write to an Official Account of WeChat."""

    channel = "wechat"

    def __init__(self) -> None:
        self.simulator = WeChat()
        super().__init__(self.simulator.courier, self.simulator.bell)
        self.account = OfficialAccount(
            f"wx{'c' * 16}", "gh_caos", "Caos", "s3creto", "t0ken", "K" * 43, most=10**6, quota=10**9
        )

    def app(self) -> Starlette:
        """Return the Official Account API."""
        return make_wechat(self.simulator)

    def register(self, url: str) -> Registered:
        """Return the account."""
        account = self.account
        secrets = {"app_secret": account.secret, "token": account.token, "aes_key": account.aes_key}
        return Registered(account.app_id, secrets, {"api_base": url})

    def hook(self, url: str) -> None:
        """Put the account into the world."""
        self.account.callback_url = url
        self.simulator.add_account(self.account)

    def say(self, n: int, text: str) -> None:
        """Write to the account."""
        self.simulator.say(self.account, self.simulator.add_person(f"o{n:027d}", f"Persona {n}"), "text", text)

    def shown(self) -> Sequence[str]:
        """Return the account's lines of every chat."""
        return _ours(self.simulator.world.chats.values())


class TextCrowd(_Couriered):
    """People who text a number."""

    channel = "sms"

    def __init__(self) -> None:
        self.simulator = Texts(pace=TextPace(sent=0.05, delivered=0.4))
        super().__init__(self.simulator)
        self.line = Line("+51155501099", "Caos", f"AC{'9' * 32}", "t0ken", "")

    def app(self) -> Starlette:
        """Return Twilio's API."""
        return make_texts(self.simulator)

    def register(self, url: str) -> Registered:
        """Return the number."""
        settings = {"account_sid": self.line.account_sid, "api_base": url, "per_second": 100}
        return Registered(self.line.number, {"auth_token": self.line.auth_token}, settings)

    def hook(self, url: str) -> None:
        """Give the business its number."""
        self.line.callback_url = url
        self.simulator.add_line(self.line)

    def say(self, n: int, text: str) -> None:
        """Text the number."""
        self.simulator.say(self.line.number, f"+5198{n:07d}", text)

    def shown(self) -> Sequence[str]:
        """Return the texts that Twilio took."""
        return [taken.form["Body"][0] for taken in self.simulator.world.ledger]


class KioskCrowd(_Couriered):
    """People of another system, connected by the API."""

    channel = "api"

    def __init__(self) -> None:
        self.system = System("Caos", "", show_secret(b"secreto del caos, de treinta y dos"))
        super().__init__(self.system.courier, self.system.bell)

    def app(self) -> Starlette:
        """Return the system."""
        return make_system(self.system)

    def register(self, url: str) -> Registered:
        """Return where the system takes our calls."""
        return Registered("kioscos", {"signing_secret": self.system.secret}, {"url": f"{url}{CALLS}"})

    def hook(self, url: str) -> None:
        """Tell the system where we are."""
        self.system.hook = url

    def say(self, n: int, text: str) -> None:
        """Write from a kiosk."""
        self.system.names.setdefault(f"k-{n}", f"Persona {n}")
        self.system.say("trato", f"k-{n}", "text", text, "", "")

    def shown(self) -> Sequence[str]:
        """Return our lines of every chat: a call that came twice is one."""
        return [line.text for chat in self.system.chats.values() for line in chat.values() if not line.mine]


class _PageCrowd(_Couriered):
    """People of a Page; they write in private, where nothing else is said."""

    def __init__(self, simulator: Facebook | None = None, page: Page | None = None) -> None:
        self.simulator = simulator or Facebook()
        super().__init__(self.simulator.courier, self.simulator.world)
        self.page = page or Page("104512345678901", "Caos", "", "t0ken", "s3cret")

    def app(self) -> Starlette:
        """Return the Graph."""
        return make_facebook(self.simulator)

    def register(self, url: str) -> Registered:
        """Return the Page."""
        self.simulator.base = url
        secrets = {"app_secret": self.page.secret, "access_token": self.page.token, "verify_token": "v"}
        return Registered(self.page.id, secrets, {"api_base": url, "per_second": 100})

    def hook(self, url: str) -> None:
        """Put the Page into the world."""
        self.page.callback_url = url
        self.simulator.add_page(self.page)

    def _person(self, n: int) -> str:
        return self.simulator.add_person(f"70123456789{n:05d}", f"Persona {n}").wa_id

    def say(self, n: int, text: str) -> None:
        """Write in private."""
        self.simulator.say_text(self.page.id, self._person(n), text)

    def shown(self) -> Sequence[str]:
        """Return what the provider took."""
        return [str(taken.body["message"].get("text", "")) for taken in self.simulator.world.ledger]


class InboxCrowd(_PageCrowd):
    """People who write to a Page in private."""

    channel = "messenger"


class DirectCrowd(_PageCrowd):
    """People who write to an account of Instagram in private."""

    channel = "instagram"

    def __init__(self) -> None:
        self.instagram = Instagram()
        super().__init__(self.instagram, instagram_account("17841400000000001", "Caos", "caos", "", "t0ken", "s3cret"))

    def app(self) -> Starlette:
        """Return the Graph of Instagram."""
        return make_instagram(self.instagram)


class TimelineCrowd(_Couriered):
    """People who answer a post of an account of X; what it says to them is public."""

    channel = "x"
    one_thread = False  # each post begins its own

    def __init__(self) -> None:
        self.simulator = X()
        super().__init__(self.simulator.courier, self.simulator.world.bell)
        self.business = Business("1600000000000000009", "caos", "Caos", "consumidor", "app", "t0ken", "renueva")
        self.business.webhook_id, self.business.valid, self.business.told = "1", True, set(TOLD)

    def app(self) -> Starlette:
        """Return X."""
        return make_x(self.simulator)

    def register(self, url: str) -> Registered:
        """Return the account."""
        self.simulator.base = url
        secrets = {
            "consumer_secret": self.business.consumer_secret, "bearer_token": self.business.bearer_token,
            "access_token": self.business.access_token, "refresh_token": self.business.refresh_token,
            "access_ends": "4102444800",
        }  # fmt: skip
        settings = {"client_id": "cliente", "username": self.business.username, "api_base": url}
        return Registered(self.business.id, secrets, settings)

    def hook(self, url: str) -> None:
        """Put the account into the world."""
        self.business.callback_url = url
        self.simulator.add_business(self.business)

    def say(self, n: int, text: str) -> None:
        """Answer what the account published."""
        posts = self.simulator.world.posts
        posts.setdefault("1", Post("1", self.business.id, "Llegaron las ollas", wall_clock(), "1"))
        person = self.simulator.add_person(f"17000000000000{n:05d}", f"persona{n}", f"Persona {n}")
        self.simulator.say(person, text, "1")

    def shown(self) -> Sequence[str]:
        """Return the account's posts."""
        posts = [one.text for one in self.simulator.world.posts.values() if one.author == self.business.id]
        return [found[0] for text in posts if (found := ANSWER.search(text))]


class VideoCrowd(_OverHttp):
    """People who comment on a video: nobody tells us, we ask."""

    channel = "youtube"
    one_thread = False

    def __init__(self) -> None:
        self.secrets = {"client_id": "caos", "client_secret": "s3creto", "refresh_token": "1//caos"}
        channel = Channel("UCcaos000000000000000001", "Caos", *self.secrets.values())
        self.world = YouTube(wall_clock, channel, [Video("caosVideo01", "Cómo curar una olla de barro")])

    def app(self) -> Starlette:
        """Return YouTube."""
        return make_youtube(self.world)

    def register(self, url: str) -> Registered:
        """Return the channel."""
        return Registered(self.world.channel.id, self.secrets, {"api_base": url})

    def hook(self, url: str) -> None:
        """Nobody calls us."""

    def say(self, n: int, text: str) -> None:
        """Comment."""
        self.world.say(f"UCpersona{n}", f"@persona{n}", self.world.videos[0].id, text)

    def shown(self) -> Sequence[str]:
        """Return the channel's comments."""
        return [one.text for one in self.world.comments.values() if one.author == self.world.channel.id]

    def busy(self) -> bool:
        """Comments lie there until they are read."""
        return False

    async def hush(self) -> None:
        """Nothing is on its way."""


class WallCrowd(_PageCrowd):
    """People who comment on a Page's post."""

    channel = "facebook"
    one_thread = False  # each comment below a post begins its own
    post = ""

    def say(self, n: int, text: str) -> None:
        """Comment."""
        self.post = self.post or self.simulator.posts.publish(self.page.id, "Llegaron las ollas")
        self.simulator.posts.comment(self._person(n), self.post, text)

    def shown(self) -> Sequence[str]:
        """Return the Page's comments."""
        return [one.text for one in self.simulator.world.posts.values() if one.author == self.page.id and one.post]


class MailCrowd:
    """People who write mails, each a conversation of its own."""

    channel = "email"
    one_thread = False
    address = "caos@pirca.example"

    def __init__(self) -> None:
        self._mail: mail.Running | None = None
        self._faults = Faults()

    @property
    def office(self) -> PostOffice:
        """The post office, once it is open."""
        assert self._mail is not None
        return self._mail.office

    async def open(self, faults: Faults) -> Registered:
        """Open a post office."""
        self._faults = faults
        self._mail = await mail.serve(mail.MailConfig({self.address: "clave"}))
        secrets = {"password": "clave", "thread_key": "k" * 32}
        return Registered(self.address, secrets, {**self._mail.settings(), "per_second": 50})

    def hook(self, url: str) -> None:
        """Nobody calls us: the mailbox is read."""

    def say(self, n: int, text: str) -> None:
        """Write a mail; the post office has a bad day of its own now and then."""
        sender, now = f"persona{n}@otra.example", wall_clock()
        head = {
            "From": f"Persona {n} <{sender}>", "To": self.address, "Subject": "Pedido", "MIME-Version": "1.0",
            "Date": format_datetime(now), "Message-ID": f"<{uuid7().hex}@otra.example>",
            "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit",
        }  # fmt: skip
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        self.office.deliver(f"{lines}\r\n{text}\r\n".encode(), sender, (self.address,))
        troubles = {
            Fault.RATE_LIMIT: PostFault.BUSY, Fault.UNAVAILABLE: PostFault.TEMPORARY, Fault.SLOW: PostFault.SLOW,
            Fault.ERROR_AFTER: PostFault.LOST_AFTER_TAKING, Fault.HANG: PostFault.LOST_WITHOUT_TAKING,
        }  # fmt: skip
        fault = self._faults.next_send()
        if fault in troubles:
            self.office.inject(troubles[fault])

    def shown(self) -> Sequence[str]:
        """Return what the post office took of us."""
        taken = [entry.raw for entry in self.office.ledger if entry.taken and entry.sender == self.address]
        return [found[0] for raw in taken if (found := ANSWER.search(_words(raw)))]

    def busy(self) -> bool:
        """Mails lie in the mailbox until they are read."""
        return False

    async def close(self) -> None:
        """Close the post office."""
        if self._mail is not None:
            await self._mail.stop()


def _words(raw: bytes) -> str:
    """Return the text of a mail, however it is encoded."""
    body = message_from_bytes(raw, policy=default).get_body(("plain",))
    return str(body.get_content()) if body is not None else ""


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
