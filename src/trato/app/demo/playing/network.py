"""The outside world of the demo: the stand-ins of the providers, and contacts who write through them."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from trato.app.demo.loading.house import Firm
from trato.app.demo.loading.loader import secrets_of
from trato.app.demo.playing.by_chat import ByChat
from trato.app.demo.playing.by_mail import ByMail
from trato.app.demo.playing.by_whatsapp import ByWhatsApp
from trato.app.demo.playing.mouths import Mouth, Who
from trato.rooms.channels.simulators.email.office import PostOffice
from trato.rooms.channels.simulators.whatsapp.simulator import Simulator


@dataclass(frozen=True, slots=True)
class Network:
    """Opens mouths. `product` is where the product serves, `shop` the origin of the pages that wear the widget."""

    firm: Firm
    simulator: Simulator
    office: PostOffice
    http: httpx.AsyncClient
    product: str
    shop: str

    def mouth(self, brand: str, channel: str, who: Who) -> Mouth:
        """Return how somebody writes on a channel."""
        door = self.firm.doors[(brand, channel)]
        if channel == "whatsapp":
            return ByWhatsApp(self.simulator, door, who, door.address)
        if channel == "email":
            return ByMail(self.office, door, who)
        secret = secrets_of(brand, channel)["identity_secret"]
        return ByChat(self.http, self.product, self.shop, door, who, secret)

    def mail(self, brand: str, who: Who, subject: str) -> Mouth:
        """Return how somebody who wrote elsewhere goes on by mail."""
        return ByMail(self.office, self.firm.doors[(brand, "email")], who, subject)
