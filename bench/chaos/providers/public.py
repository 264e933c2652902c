"""People who speak where everybody reads: under posts of X and videos of YouTube."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette

from bench.chaos.desk import ANSWER
from bench.chaos.providers.crowd import Couriered, OverHttp, Registered
from trato.kit.clock import wall_clock
from trato.rooms.channels.adapters.x.connecting import TOLD
from trato.rooms.channels.simulators.x.server import make_app as make_x
from trato.rooms.channels.simulators.x.simulator import Simulator as X
from trato.rooms.channels.simulators.x.world import Business, Post
from trato.rooms.channels.simulators.youtube.server import make_app as make_youtube
from trato.rooms.channels.simulators.youtube.world import Channel, Video
from trato.rooms.channels.simulators.youtube.world import World as YouTube


class TimelineCrowd(Couriered):
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


class VideoCrowd(OverHttp):
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
