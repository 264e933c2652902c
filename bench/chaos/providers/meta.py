"""People of a Page and of an account of Instagram, in private and in public."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette

from bench.chaos.providers.crowd import Couriered, Registered
from trato.rooms.channels.simulators.facebook.server import make_app as make_facebook
from trato.rooms.channels.simulators.facebook.simulator import Simulator as Facebook
from trato.rooms.channels.simulators.facebook.world import Page
from trato.rooms.channels.simulators.instagram.server import make_app as make_instagram
from trato.rooms.channels.simulators.instagram.simulator import Simulator as Instagram
from trato.rooms.channels.simulators.instagram.world import account as instagram_account


class _PageCrowd(Couriered):
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
