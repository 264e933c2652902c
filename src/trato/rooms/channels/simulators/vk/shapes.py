"""What VK takes of the methods that we play, in our own words: closed objects, every limit that it tells.

Source: VKCOM/vk-api-schema, 5.199. VK passes over names that it does not know; a stand-in that tests us does not.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

Number = Annotated[int, Meta(ge=1)]
Place = Annotated[int, Meta(ge=0)]
Person = Annotated[int, Meta(ge=1, lt=2_000_000_000)]
Title = Annotated[str, Meta(min_length=1, max_length=14)]
Key = Annotated[str, Meta(max_length=50)]
Flag = Literal[0, 1]


class _Closed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class _Action(_Closed, frozen=True, kw_only=True):
    label: Annotated[str, Meta(min_length=1, max_length=40)]
    payload: Annotated[str, Meta(max_length=255)] = ""


class TextAction(_Action, frozen=True, kw_only=True, tag="text"):
    """Writes its label for the person."""


class CallbackAction(_Action, frozen=True, kw_only=True, tag="callback"):
    """Tells the community, and writes nothing."""


class LinkAction(_Action, frozen=True, kw_only=True, tag="open_link"):
    """Opens an address."""

    link: Annotated[str, Meta(pattern=r"^https?://[^/]+", max_length=2000)]


class Button(_Closed, frozen=True, kw_only=True):
    action: TextAction | CallbackAction | LinkAction
    color: Literal["default", "positive", "negative", "primary"] = "default"


class Keyboard(_Closed, frozen=True, kw_only=True):
    """Buttons: within a message ten of them, five a row."""

    one_time: bool
    buttons: Annotated[tuple[Annotated[tuple[Button, ...], Meta(min_length=1, max_length=5)], ...], Meta(max_length=10)]
    inline: bool = False


class Element(_Closed, frozen=True, kw_only=True):
    """A card of a carousel; without a picture that lies with VK it has a title and words."""

    title: Annotated[str, Meta(min_length=1, max_length=80)]
    description: Annotated[str, Meta(min_length=1, max_length=80)]
    buttons: Annotated[tuple[Button, ...], Meta(max_length=3)] = ()


class Carousel(_Closed, frozen=True, kw_only=True, tag="carousel"):
    elements: Annotated[tuple[Element, ...], Meta(min_length=1, max_length=10)]


class Forward(_Closed, frozen=True, kw_only=True):
    peer_id: Number
    conversation_message_ids: Annotated[tuple[Number, ...], Meta(min_length=1, max_length=100)]
    is_reply: bool = False


class _Call(_Closed, frozen=True, kw_only=True):
    access_token: str
    v: Literal["5.199"]


class _OfGroup(_Call, frozen=True, kw_only=True):
    group_id: Number


class Send(_Call, frozen=True, kw_only=True, tag="messages.send"):
    """One message to one person: of the many that VK lets, we play one."""

    peer_ids: Person
    random_id: Annotated[int, Meta(ge=-(2**31), lt=2**31)]
    message: Annotated[str, Meta(min_length=1, max_length=9000)]
    keyboard: Keyboard | None = None
    template: Carousel | None = None
    forward: Forward | None = None
    payload: Annotated[str, Meta(max_length=1000)] = ""


class AnswerEvent(_Call, frozen=True, kw_only=True, tag="messages.sendMessageEventAnswer"):
    event_id: Annotated[str, Meta(min_length=1)]
    user_id: Person
    peer_id: Person
    event_data: Annotated[str, Meta(max_length=1000)] = ""


class CreateComment(_Call, frozen=True, kw_only=True, tag="wall.createComment"):
    owner_id: int
    post_id: Number
    message: Annotated[str, Meta(min_length=1)]
    from_group: Place = 0
    reply_to_comment: Place = 0
    guid: str = ""


class DeleteComment(_Call, frozen=True, kw_only=True, tag="wall.deleteComment"):
    owner_id: int
    comment_id: Number
    post_id: Place = 0


class DeletePost(_Call, frozen=True, kw_only=True, tag="wall.delete"):
    owner_id: int
    post_id: Number


class GetPosts(_Call, frozen=True, kw_only=True, tag="wall.getById"):
    posts: Annotated[str, Meta(pattern=r"^-?\d+_\d+(,-?\d+_\d+)*$")]


class GetUsers(_Call, frozen=True, kw_only=True, tag="users.get"):
    user_ids: Annotated[str, Meta(pattern=r"^(\d+(,\d+)*)?$")] = ""


class GetGroup(_OfGroup, frozen=True, kw_only=True, tag="groups.getById"):
    pass


class GetPermissions(_Call, frozen=True, kw_only=True, tag="groups.getTokenPermissions"):
    pass


class GetCode(_OfGroup, frozen=True, kw_only=True, tag="groups.getCallbackConfirmationCode"):
    pass


class GetServers(_OfGroup, frozen=True, kw_only=True, tag="groups.getCallbackServers"):
    pass


class GetSettings(_OfGroup, frozen=True, kw_only=True, tag="groups.getCallbackSettings"):
    server_id: Place


class AddServer(_OfGroup, frozen=True, kw_only=True, tag="groups.addCallbackServer"):
    url: str
    title: Title
    secret_key: Key = ""


class EditServer(_OfGroup, frozen=True, kw_only=True, tag="groups.editCallbackServer"):
    server_id: Place
    url: str
    title: Title
    secret_key: Key = ""


class SetSettings(_OfGroup, frozen=True, kw_only=True, tag="groups.setCallbackSettings"):
    server_id: Place
    api_version: Literal["5.199"]
    message_new: Flag = 0
    message_reply: Flag = 0
    message_edit: Flag = 0
    message_event: Flag = 0
    message_allow: Flag = 0
    message_deny: Flag = 0
    wall_reply_new: Flag = 0
    wall_reply_edit: Flag = 0
    wall_reply_delete: Flag = 0
    wall_reply_restore: Flag = 0
    wall_post_new: Flag = 0


Call: TypeAlias = (
    Send | AnswerEvent | CreateComment | DeleteComment | DeletePost | GetPosts | GetUsers | GetGroup | GetPermissions
    | GetCode | GetServers | GetSettings | AddServer | EditServer | SetSettings
)  # fmt: skip
