"""Calls to other machines: a pooled client for providers, and one for addresses that strangers gave us.

The second resolves a name, checks every address it stands for, and connects to one of those that it checked, so that
no name can mean something else a moment later. It follows no redirect by itself, and stops at a size and a time.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeAlias

import httpx

IpAddress: TypeAlias = "ipaddress.IPv4Address | ipaddress.IPv6Address"
IpNetwork: TypeAlias = "ipaddress.IPv4Network | ipaddress.IPv6Network"
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

# Everything that is not the public internet. `ipaddress.is_global` says yes to some of these.
FORBIDDEN_V4 = tuple(
    ipaddress.IPv4Network(one)
    for one in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local: metadata services of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")  # so mapped, NAT64, unique local, link-local and multicast are out
FORBIDDEN_V6 = tuple(
    ipaddress.IPv6Network(one)
    for one in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address inside
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)
PORTS = frozenset({80, 443})
FIRST_FREE_PORT = 1024
MOST_BYTES = 1_000_000
MOST_CONNECTIONS = 100
LONGEST_NAME = 253
NAME_FAILURES = (socket.gaierror, UnicodeError)


class AddressForbidden(httpx.RequestError):
    """The URL leads somewhere that strangers may not send us; `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AnswerTooLarge(httpx.RequestError):
    """The answer was longer than allowed; the rest was not read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. Header names are lower-case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def is_public(address: IpAddress) -> bool:
    """Say whether `address` is on the public internet, by an explicit list."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in FORBIDDEN_V4)
    return address in PUBLIC_V6 and not any(address in network for network in FORBIDDEN_V6)


def check_url(url: str, *, plain: bool = False) -> httpx.URL:
    """Read a URL from outside: https (or http when `plain`), a host, no sign-in inside, an innocent port.

    Raises AddressForbidden with the reason malformed, scheme, credentials or port. Says nothing of where it leads.
    """
    try:
        read = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise AddressForbidden("malformed") from error
    if read.scheme != "https" and not (plain and read.scheme == "http"):
        raise AddressForbidden("scheme")
    if not read.host or len(read.host) > LONGEST_NAME:
        raise AddressForbidden("malformed")
    if read.userinfo:
        raise AddressForbidden("credentials")
    if read.port is not None and read.port not in PORTS and read.port < FIRST_FREE_PORT:
        raise AddressForbidden("port")
    return read


async def resolve(host: str, port: int) -> list[str]:
    """Return the addresses that the system knows for `host`. Raises httpx.ConnectError."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except NAME_FAILURES as error:
        raise httpx.ConnectError(f"{host} cannot be resolved") from error
    return [str(entry[4][0]) for entry in found]


class _Held(httpx.AsyncByteStream):
    """The body of an answer, whose connection is in use until it is closed."""

    def __init__(self, body: httpx.AsyncByteStream, free: Callable[[], None]) -> None:
        self._body, self._free = body, free
        self._closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._body:
            yield part

    async def aclose(self) -> None:
        """Give the connection back."""
        try:
            await self._body.aclose()
        finally:
            if not self._closed:
                self._closed = True
                self._free()


class Transport(httpx.AsyncHTTPTransport):
    """Like the library's, without two of its faults.

    A peer that hangs up while it is being greeted is a connection that failed: under uvloop such a socket is gone
    before the library has asked for its address, which it does not expect. And who waits for a connection waits here:
    where a wait in the library's own pool runs out as it is given one, that connection is nobody's for ever, so that a
    pool that was full for long, as it is before a provider that hangs, never has one again (encode/httpcore#1093).
    """

    def __init__(self, *, limits: httpx.Limits, verify: ssl.SSLContext | bool = True, trust_env: bool = False) -> None:
        self._connections = asyncio.Semaphore(limits.max_connections or MOST_CONNECTIONS)
        kept = httpx.Limits(
            max_connections=None,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
        )
        super().__init__(verify=verify, limits=kept, trust_env=trust_env)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`. Raises httpx.TransportError."""
        try:
            async with asyncio.timeout(request.extensions.get("timeout", {}).get("pool")):
                await self._connections.acquire()
        except TimeoutError as error:
            raise httpx.PoolTimeout("every connection is in use", request=request) from error
        try:
            answer = await self._send(request)
            assert isinstance(answer.stream, httpx.AsyncByteStream)
        except BaseException:
            self._connections.release()
            raise
        answer.stream = _Held(answer.stream, self._connections.release)
        return answer

    async def _send(self, request: httpx.Request) -> httpx.Response:
        try:
            return await super().handle_async_request(request)
        except AttributeError as error:
            if error.name != "getpeername":
                raise
            raise httpx.ConnectError("the peer hung up at once", request=request) from error


class CheckedTransport(httpx.AsyncBaseTransport):
    """Connects to the very address that it checked, under the name that was asked for.

    Connections are not kept: a kept one would be found again by its address, whatever its name was.
    """

    def __init__(
        self,
        *,
        loopback: bool,
        resolve: Resolve,
        tls: ssl.SSLContext | None,
        networks: Sequence[IpNetwork] = (),
        plain: bool = False,
    ) -> None:
        self._loopback = loopback
        self._plain = plain
        self._networks = networks
        self._resolve = resolve
        alone = httpx.Limits(max_connections=100, max_keepalive_connections=0)
        verify = tls if tls is not None else True
        self._inner = Transport(verify=verify, limits=alone, trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request` to the first of its checked addresses that takes a connection."""
        url = request.url
        port = url.port or (443 if url.scheme == "https" else 80)
        anywhere = self._plain or url.scheme == "https"
        addresses = self._checked(await self._resolve(url.host, port), anywhere=anywhere)
        failure: httpx.TransportError = httpx.ConnectError(f"{url.host} has no address")
        for address in addresses:
            pinned = httpx.Request(
                request.method,
                url.copy_with(host=address),
                headers=request.headers,  # with the Host that was asked for
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": url.host},
            )
            try:
                return await self._inner.handle_async_request(pinned)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure

    def _checked(self, found: Sequence[str], *, anywhere: bool) -> list[str]:
        """Return the addresses, each once. One bad address among them condemns the name.

        Unless `anywhere`, they must be of the networks that the operator allows: http does not leave the house.
        """
        for one in found:
            address = ipaddress.ip_address(one.partition("%")[0])
            allowed = self._loopback and address.is_loopback or any(address in one for one in self._networks)
            if not (is_public(address) or allowed):
                raise AddressForbidden("address")
            if not (anywhere or allowed):
                raise AddressForbidden("scheme")
        return list(dict.fromkeys(found))

    async def aclose(self) -> None:
        """Close what is open."""
        await self._inner.aclose()


class OutsideClient:
    """The one client for URLs that came from outside: webhooks, pictures, links.

    `loopback` lets it reach this machine, in http too: for tests and the demo. `networks` are those that the operator
    allows besides the public internet; with `plain_inside` they are reached in http as well, and nothing else is.
    Seconds are of the whole call.
    """

    def __init__(
        self,
        *,
        loopback: bool = False,
        seconds: float = 15.0,
        most_bytes: int = MOST_BYTES,
        resolve: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
        networks: Sequence[IpNetwork] = (),
        plain_inside: bool = False,
    ) -> None:
        self._plain = loopback or (plain_inside and bool(networks))
        self._seconds = seconds
        self._most = most_bytes
        transport = CheckedTransport(loopback=loopback, resolve=resolve, tls=tls, networks=networks, plain=loopback)
        self._client = httpx.AsyncClient(
            transport=transport,
            timeout=seconds,
            follow_redirects=False,
            headers={"user-agent": "Trato", "accept-encoding": "identity"},
        )

    async def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        redirects: int = 0,
    ) -> Answer:
        """Make one call and return its whole answer.

        A redirect is an answer like any other, unless `redirects` are allowed (GET and HEAD only): each is checked
        like the first, never leaves https and takes no headers to another host. The body comes as it was sent,
        never unpacked. Raises AddressForbidden, AnswerTooLarge or another httpx.RequestError.
        """
        target = check_url(url, plain=self._plain)
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._once(method, target, headers or {}, body)
                while redirects and method in {"GET", "HEAD"} and answer.status in {301, 302, 303, 307, 308}:
                    here, target = target, self._next(target, answer)
                    stays = (here.host, here.port, here.scheme) == (target.host, target.port, target.scheme)
                    answer = await self._once(method, target, headers or {} if stays else {}, None)
                    redirects -= 1
        except TimeoutError as error:
            raise httpx.ReadTimeout(f"no answer within {self._seconds:g} s") from error
        return answer

    def _next(self, here: httpx.URL, answer: Answer) -> httpx.URL:
        try:
            there = here.join(answer.headers.get("location", ""))
        except httpx.InvalidURL as error:
            raise AddressForbidden("malformed") from error
        if here.scheme == "https" and there.scheme != "https":
            raise AddressForbidden("scheme")
        return check_url(str(there), plain=self._plain)

    async def _once(self, method: str, url: httpx.URL, headers: Mapping[str, str], body: bytes | None) -> Answer:
        async with self._client.stream(method, url, headers=dict(headers), content=body) as response:
            content = bytearray()
            async for part in response.aiter_raw():
                content += part
                if len(content) > self._most:
                    raise AnswerTooLarge(f"more than {self._most} bytes", request=response.request)
            return Answer(response.status_code, dict(response.headers), bytes(content))

    async def aclose(self) -> None:
        """Close what is open."""
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


def provider_client(*, seconds: float = 10.0, connections: int = 50) -> httpx.AsyncClient:
    """Return the pooled client for the providers' own addresses, which our settings name and strangers do not.

    `seconds` is the hard limit of each phase of a call; a lease on a message lasts at least twice as long.
    """
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=60)
    return httpx.AsyncClient(
        timeout=seconds,
        transport=Transport(limits=limits, trust_env=False),
        follow_redirects=False,
        trust_env=False,
        headers={"user-agent": "Trato"},
    )
