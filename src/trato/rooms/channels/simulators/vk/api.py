"""VK's side: /method/<name> as communities call it, and the files that people sent."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.meta.faults import Fault
from trato.rooms.channels.simulators.vk import wall
from trato.rooms.channels.simulators.vk.contract import decode
from trato.rooms.channels.simulators.vk.refusals import Refused
from trato.rooms.channels.simulators.vk.shapes import (
    AddServer,
    AnswerEvent,
    Call,
    CreateComment,
    DeleteComment,
    DeletePost,
    EditServer,
    GetCode,
    GetGroup,
    GetPermissions,
    GetPosts,
    GetServers,
    GetSettings,
    GetUsers,
    Send,
    SetSettings,
)
from trato.rooms.channels.simulators.vk.simulator import Simulator
from trato.rooms.channels.simulators.vk.world import KINDS, Group, Server

MOST_SERVERS = 10
OF_A_PERSON = (DeleteComment, DeletePost, GetPosts)  # a community's token may not (access_token_type)
RIGHTS = {"manage": 262144, "messages": 4096, "wall": 8192}


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of the API."""
    provider = _Provider(simulator)
    return [
        Route("/method/{method}", provider.call, methods=["POST"]),
        Route("/files/{file}", provider.file, methods=["GET"]),
    ]


class _Provider:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def call(self, request: Request) -> Response:
        """Take one call."""
        async with request.form() as form:
            told = {name: value for name, value in form.items() if isinstance(value, str)}
        try:
            call = decode(request.path_params["method"], told)
            group = self._group(call)
            if isinstance(call, Send | CreateComment):
                return await self._said(group, call)
            return JSONResponse({"response": await self._do(group, call)})
        except Refused as refused:
            return JSONResponse(refused.body())

    async def _said(self, group: Group, call: Send | CreateComment) -> Response:
        simulator = self._simulator
        fault = simulator.faults.next_send()
        if fault is Fault.RATE_LIMIT:
            raise Refused(6)
        if fault is Fault.UNAVAILABLE:
            raise Refused(10)
        answer: Any
        if isinstance(call, Send):
            try:
                answer = [simulator.take(group, call)]
            except Refused as refused:
                if refused.code != 901:
                    raise
                answer = [{"peer_id": call.peer_ids, "message_id": 0, "conversation_message_id": 0}]
                answer[0]["error"] = refused.item()
        else:
            answer = simulator.comment(group, call)
        if fault is Fault.ERROR_AFTER:
            return Response(status_code=500)
        if fault is Fault.HANG:
            await asyncio.sleep(simulator.faults.hang_seconds)
        return JSONResponse({"response": answer})

    async def _do(self, group: Group, call: Call) -> Any:
        world = self._simulator.world
        match call:
            case GetGroup():
                known = world.groups.get(call.group_id)
                return {"groups": [{"id": known.id, "name": known.name}] if known else [], "profiles": []}
            case GetPermissions():
                rights = [{"name": name, "setting": bit} for name, bit in RIGHTS.items()]
                return {"mask": sum(RIGHTS.values()), "permissions": rights}
            case GetUsers():
                asked = [int(one) for one in call.user_ids.split(",") if one] or list(world.people)[:1]
                return [world.people[one].told() for one in asked if one in world.people]
            case AnswerEvent():
                world.answered.add(call.event_id)
                return 1
            case GetPosts():
                named = [int(one.rpartition("_")[2]) for one in call.posts.split(",")]
                return {"items": [wall.told(world.posts[one]) for one in named if one in world.posts]}
            case DeleteComment():
                self._simulator.wall.delete(group, call.post_id, call.comment_id)
                return 1
            case DeletePost():
                if world.posts.pop(call.post_id, None) is None:
                    raise Refused(104)
                self._simulator.bell.ring()
                return 1
            case GetCode() | GetServers() | GetSettings() | AddServer() | EditServer() | SetSettings():
                if call.group_id != group.id:
                    raise Refused(15)
                return await self._callbacks(group, call)
            case Send() | CreateComment():
                raise AssertionError("said elsewhere")

    async def _callbacks(
        self, group: Group, call: GetCode | GetServers | GetSettings | AddServer | EditServer | SetSettings
    ) -> Any:
        match call:
            case GetCode():
                return {"code": group.code}
            case GetServers():
                return {"count": len(group.servers), "items": [_told(one) for one in group.servers.values()]}
            case AddServer():
                if len(group.servers) >= MOST_SERVERS:
                    raise Refused(2000)
                _check(call.url)
                server = Server(self._simulator.world.next_number(), call.url, call.title, call.secret_key)
                group.servers[server.id] = server
                await self._simulator.confirm(group, server)
                return {"server_id": server.id}
            case EditServer():
                _check(call.url)
                server = _server(group, call.server_id)
                server.url, server.title, server.secret = call.url, call.title, call.secret_key
                await self._simulator.confirm(group, server)
                return 1
            case GetSettings():
                told = _server(group, call.server_id).told
                return {"api_version": "5.199", "events": {kind: int(kind in told) for kind in KINDS}}
            case SetSettings():
                _server(group, call.server_id).told = {kind for kind in KINDS if getattr(call, kind) == 1}
                return 1

    async def file(self, request: Request) -> Response:
        """Give a file to anybody who knows where it lies, as VK does."""
        file = self._simulator.world.files.get(request.path_params["file"])
        if file is None:
            return Response(status_code=404)
        return Response(file.content, media_type=file.mime or "application/octet-stream")

    def _group(self, call: Call) -> Group:
        """Return whose token a call is made with. Raises `Refused`."""
        for group in self._simulator.world.groups.values():
            if call.access_token in (group.token, group.person_token) and call.access_token:
                if group.captcha:
                    raise Refused(14)
                if isinstance(call, OF_A_PERSON) and call.access_token != group.person_token:
                    raise Refused(27)
                return group
        raise Refused(5)


def _told(server: Server) -> dict[str, Any]:
    told = {"id": server.id, "title": server.title, "creator_id": 1, "url": server.url}
    return {**told, "secret_key": server.secret, "status": server.status}


def _server(group: Group, number: int) -> Server:
    if number not in group.servers:
        raise Refused(104)
    return group.servers[number]


def _check(url: str) -> None:
    if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise Refused(100, "url should be https")
