"""The stand-ins of the demo: one line each, in the order of the control page."""

from __future__ import annotations

from trato.app.demo.standins.instagram import open_instagram
from trato.app.demo.standins.kiosks import open_kiosks
from trato.app.demo.standins.line import open_line
from trato.app.demo.standins.models import open_model
from trato.app.demo.standins.sms import open_texts
from trato.app.demo.standins.standing import Opener
from trato.app.demo.standins.stores import open_stores
from trato.app.demo.standins.telegram import open_telegram
from trato.app.demo.standins.videos import open_videos
from trato.app.demo.standins.vk import open_vk
from trato.app.demo.standins.voice import open_calls
from trato.app.demo.standins.wechat import open_wechat
from trato.app.demo.standins.x import open_x

OPENERS: tuple[Opener, ...] = (
    open_instagram,
    open_x,
    open_telegram,
    open_line,
    open_vk,
    open_wechat,
    open_texts,
    open_calls,
    open_stores,
    open_videos,
    open_kiosks,
    open_model,
)
