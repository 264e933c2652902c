"""People who write by a messenger, by SMS or by a system of somebody else."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette

from bench.chaos.providers.crowd import Couriered, Registered, ours_in
from trato.kit.standard_webhooks import show_secret
from trato.rooms.channels.simulators.api.server import CALLS
from trato.rooms.channels.simulators.api.server import make_app as make_system
from trato.rooms.channels.simulators.api.system import System
from trato.rooms.channels.simulators.line.server import make_app as make_line
from trato.rooms.channels.simulators.line.simulator import Simulator as LineSimulator
from trato.rooms.channels.simulators.line.world import Account as LineAccount
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


class TelegramCrowd(Couriered):
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
        return ours_in(self.simulator.world.chats.values())


class LineCrowd(Couriered):
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
        return ours_in(self.simulator.world.chats.values())


class CommunityCrowd(Couriered):
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
        return ours_in(self.simulator.world.chats.values())


class OfficialCrowd(Couriered):
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
        return ours_in(self.simulator.world.chats.values())


class TextCrowd(Couriered):
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


class KioskCrowd(Couriered):
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
