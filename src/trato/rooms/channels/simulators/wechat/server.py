"""WeChat as an application: the Official Account API, and under /telefono/ the page on which anyone plays a person."""

from __future__ import annotations

from starlette.applications import Starlette

from trato.rooms.channels.simulators.talk.routes import routes as talk_routes
from trato.rooms.channels.simulators.wechat import api
from trato.rooms.channels.simulators.wechat.simulator import Simulator
from trato.rooms.channels.simulators.wechat.stage import WeChatStage

PAGE = "/telefono"


def make_app(simulator: Simulator) -> Starlette:
    """Return the application; who runs it closes `simulator.courier` and `simulator.bell` at the end."""
    return Starlette(routes=[*talk_routes(WeChatStage(simulator), PAGE), *api.routes(simulator)])
