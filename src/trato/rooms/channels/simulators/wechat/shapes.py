"""What the Official Account API takes of the calls that we play, in our own words: closed objects, every limit told.

What a message is, its `msgtype` says, and it is read as that alone. Source: developers.weixin.qq.com/doc/offiaccount;
WeChat publishes no contract that a machine could read.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

OpenId = Annotated[str, Meta(pattern=r"^o[A-Za-z0-9_-]{27}$")]
MediaId = Annotated[str, Meta(min_length=1, max_length=128)]
Word = Annotated[str, Meta(min_length=1, max_length=128)]
Url = Annotated[str, Meta(pattern=r"^https?://[^\s]{1,2000}$")]
SEND = "/cgi-bin/message/custom/send"


class _Closed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Written(_Closed, frozen=True, kw_only=True):
    content: Annotated[str, Meta(min_length=1)]


class Kept(_Closed, frozen=True, kw_only=True):
    media_id: MediaId


class Film(_Closed, frozen=True, kw_only=True):
    media_id: MediaId
    thumb_media_id: MediaId
    title: Annotated[str, Meta(max_length=64)] = ""
    description: Annotated[str, Meta(max_length=512)] = ""


class Item(_Closed, frozen=True, kw_only=True):
    id: Annotated[str, Meta(min_length=1, max_length=128)]
    content: Annotated[str, Meta(min_length=1, max_length=512)]


class Menu(_Closed, frozen=True, kw_only=True):
    head_content: Annotated[str, Meta(min_length=1)]
    list: Annotated[tuple[Item, ...], Meta(min_length=1, max_length=10)]
    tail_content: str = ""


class Article(_Closed, frozen=True, kw_only=True):
    title: Word
    description: Annotated[str, Meta(max_length=512)]
    url: Url
    picurl: Url


class News(_Closed, frozen=True, kw_only=True):
    articles: Annotated[tuple[Article, ...], Meta(min_length=1, max_length=1)]


class Who(_Closed, frozen=True, kw_only=True):
    kf_account: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_]{1,32}@[A-Za-z0-9_-]{1,64}$")]


class _Sent(_Closed, frozen=True, kw_only=True):
    """What every message says."""

    touser: OpenId
    customservice: Who | None = None


class SendText(_Sent, frozen=True, kw_only=True, tag="text", tag_field="msgtype"):
    text: Written


class SendImage(_Sent, frozen=True, kw_only=True, tag="image", tag_field="msgtype"):
    image: Kept


class SendVoice(_Sent, frozen=True, kw_only=True, tag="voice", tag_field="msgtype"):
    voice: Kept


class SendVideo(_Sent, frozen=True, kw_only=True, tag="video", tag_field="msgtype"):
    video: Film


class SendMenu(_Sent, frozen=True, kw_only=True, tag="msgmenu", tag_field="msgtype"):
    msgmenu: Menu


class SendNews(_Sent, frozen=True, kw_only=True, tag="news", tag_field="msgtype"):
    news: News


Send: TypeAlias = SendText | SendImage | SendVoice | SendVideo | SendMenu | SendNews


class Token(_Closed, frozen=True, kw_only=True):
    """What the stable token is asked with."""

    grant_type: Literal["client_credential"]
    appid: Annotated[str, Meta(pattern=r"^wx[0-9a-f]{16}$")]
    secret: Annotated[str, Meta(min_length=1, max_length=64)]
    force_refresh: bool = False


class Typing(_Closed, frozen=True, kw_only=True):
    touser: OpenId
    command: Literal["Typing", "CancelTyping"]


class Quota(_Closed, frozen=True, kw_only=True):
    cgi_path: Annotated[str, Meta(pattern=r"^/[a-z_/-]+$")]


class Check(_Closed, frozen=True, kw_only=True):
    action: Literal["dns", "ping", "all"]
    check_operator: Literal["CHINANET", "UNICOM", "CAP", "DEFAULT"]


class AskedUser(_Closed, frozen=True, kw_only=True):
    """The query of a question about a person."""

    openid: OpenId
    lang: Literal["zh_CN", "zh_TW", "en"] = "zh_CN"


class AskedMedia(_Closed, frozen=True, kw_only=True):
    """The query of a question for a file."""

    media_id: MediaId


class Brought(_Closed, frozen=True, kw_only=True):
    """The query with which a file is brought."""

    type: Literal["image", "voice", "video", "thumb"]


class NothingAsked(_Closed, frozen=True, kw_only=True):
    """A query that says nothing more than whose token it is."""
