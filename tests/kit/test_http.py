"""A URL that strangers gave us leads to the public internet, or nowhere."""

from __future__ import annotations

import asyncio
import datetime
import ipaddress
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeAlias

import httpx
import pytest
import uvloop
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from trato.kit.http import (
    AddressForbidden,
    AnswerTooLarge,
    OutsideClient,
    Resolve,
    Transport,
    check_url,
    is_public,
    provider_client,
)

PRIVATE = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "::8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "fe80::1",
    "fec0::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "ff0e::1",
    "2001::1",
    "2001:0:4136::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:808:808::1",
    "3fff::1",
    "5f00::1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.0",
    "172.32.0.1",
    "192.0.3.1",
    "223.255.255.255",
    "2606:4700::1111",
    "2a00::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_off_the_public_internet_is_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_let_through(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_whatever_python_calls_private_is_never_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert not is_public(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://example.com/", "scheme"),
        ("ftp://example.com/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("https:///path", "malformed"),
        ("https://user:pass@example.com/", "credentials"),
        ("https://example.com:22/", "port"),
        ("https://example.com:25/", "port"),
        ("https://exa mple.com/\n", "malformed"),
        ("https://" + "a" * 300 + ".com/", "malformed"),
    ],
)
def test_a_url_that_could_do_harm_is_refused_with_its_reason(url: str, reason: str) -> None:
    with pytest.raises(AddressForbidden) as refused:
        check_url(url)
    assert refused.value.reason == reason


def test_an_ordinary_url_is_read() -> None:
    assert check_url("https://hooks.example.com:8443/a?b=c").port == 8443


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["2606:4700::1111", "::1"], ["fe80::1%eth0"]]
)
async def test_one_bad_address_condemns_the_name(addresses: Sequence[str]) -> None:
    async with OutsideClient(resolve=_always(addresses)) as client:
        with pytest.raises(AddressForbidden, match="address"):
            await client.send("GET", "https://rebound.example/")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]", "0"]
)
async def test_no_spelling_of_this_machine_gets_through(host: str) -> None:
    async with OutsideClient() as client:
        with pytest.raises((AddressForbidden, httpx.ConnectError)):
            await client.send("GET", f"https://{host}/")


async def test_a_name_is_resolved_once_so_that_it_cannot_change_its_mind() -> None:
    asked: list[str] = []

    async def turncoat(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    async with _server(_hello) as port, OutsideClient(loopback=True, resolve=turncoat) as client:
        answer = await client.send("GET", f"http://shop.example:{port}/")
    assert (answer.status, answer.body, asked) == (200, b"host=shop.example:%d" % port, ["shop.example"])


async def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    async with _server(_redirect_to("http://10.0.0.1/")) as port, OutsideClient(loopback=True) as client:
        answer = await client.send("GET", f"http://127.0.0.1:{port}/")
    assert (answer.status, answer.headers["location"]) == (302, "http://10.0.0.1/")


async def test_a_redirect_that_is_followed_is_checked_like_the_first() -> None:
    async with _server(_redirect_to("http://10.0.0.1/")) as port, OutsideClient(loopback=True) as client:
        with pytest.raises(AddressForbidden, match="address"):
            await client.send("GET", f"http://127.0.0.1:{port}/", redirects=3)


async def test_redirects_end() -> None:
    async with _server(_redirect_to("/again")) as port, OutsideClient(loopback=True) as client:
        assert (await client.send("GET", f"http://127.0.0.1:{port}/", redirects=3)).status == 302


async def test_headers_do_not_follow_to_another_host() -> None:
    secret = {"x-key": "secret"}
    async with (
        _server(_echo_header) as second,
        _server(_redirect_to(f"http://localhost:{second}/")) as first,
        OutsideClient(loopback=True, resolve=_always(["127.0.0.1"])) as client,
    ):
        answer = await client.send("GET", f"http://127.0.0.1:{first}/", headers=secret, redirects=1)
        stayed = await client.send("GET", f"http://127.0.0.1:{second}/", headers=secret)
    assert (answer.body, stayed.body) == (b"", b"secret")


async def test_a_long_answer_is_cut_off() -> None:
    async with _server(_endless) as port, OutsideClient(loopback=True, most_bytes=10_000) as client:
        with pytest.raises(AnswerTooLarge):
            await client.send("GET", f"http://127.0.0.1:{port}/")


async def test_a_server_that_drips_for_ever_is_left() -> None:
    async with _server(_drip) as port, OutsideClient(loopback=True, seconds=0.3) as client:
        with pytest.raises(httpx.TimeoutException):
            await client.send("GET", f"http://127.0.0.1:{port}/")


async def test_the_certificate_must_be_that_of_the_name_and_not_of_the_address(tmp_path: Path) -> None:
    server, trust = _certificate(tmp_path, "hooks.example")
    async with (
        _server(_hello, server) as port,
        OutsideClient(loopback=True, resolve=_always(["127.0.0.1"]), tls=trust) as client,
    ):
        answer = await client.send("POST", f"https://hooks.example:{port}/", body=b"{}")
        assert answer.body == b"host=hooks.example:%d" % port
        with pytest.raises(httpx.ConnectError, match=r"(?i)certificate"):
            await client.send("POST", f"https://other.example:{port}/", body=b"{}")


async def test_the_second_address_is_tried_when_the_first_is_silent() -> None:
    async with (
        _server(_hello) as port,
        OutsideClient(loopback=True, resolve=_always(["127.0.0.9", "127.0.0.1"])) as one,
    ):
        assert (await one.send("GET", f"http://twice.example:{port}/")).status == 200


async def test_the_providers_client_follows_nothing_and_asks_no_proxy() -> None:
    async with provider_client() as client:
        assert not client.follow_redirects and not client.trust_env


# -- small servers on this machine

Head = dict[str, str]
Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter
Serve = Callable[[Writer, Head], Awaitable[None]]


def _always(addresses: Sequence[str]) -> Resolve:
    async def found(host: str, port: int) -> Sequence[str]:
        return addresses

    return found


async def _hello(writer: Writer, head: Head) -> None:
    body = f"host={head['host']}".encode()
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body))


async def _echo_header(writer: Writer, head: Head) -> None:
    body = head.get("x-key", "").encode()
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body))


def _redirect_to(where: str) -> Serve:
    async def answer(writer: Writer, head: Head) -> None:
        writer.write(b"HTTP/1.1 302 Found\r\ncontent-length: 0\r\nlocation: %s\r\n\r\n" % where.encode())

    return answer


async def _endless(writer: Writer, head: Head) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(1000):
        writer.write(b"x" * 1000)
        await writer.drain()


async def _drip(writer: Writer, head: Head) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n")
    for _ in range(100):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


@asynccontextmanager
async def _server(answer: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    async def serve(reader: Reader, writer: Writer) -> None:
        try:
            lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:-2]
            head = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            await answer(writer, head)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return  # the client has left, as some tests want
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()


def _certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start.replace(year=2120))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "both.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    return server, ssl.create_default_context(cafile=str(path))


@pytest.mark.parametrize(("what", "becomes"), [("getpeername", httpx.ConnectError), ("another", AttributeError)])
async def test_a_peer_that_hangs_up_while_it_is_greeted_is_a_connection_that_failed(
    monkeypatch: pytest.MonkeyPatch, what: str, becomes: type[Exception]
) -> None:
    async def greet(_: object, request: httpx.Request) -> httpx.Response:
        return getattr(None, what)()  # type: ignore[no-any-return]

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", greet)
    async with httpx.AsyncClient(transport=Transport(limits=httpx.Limits())) as client:
        with pytest.raises(becomes):
            await client.get("http://localhost/")


async def test_who_waits_for_a_connection_in_vain_says_so_and_takes_none() -> None:
    async with _server(_drip) as port, _narrow(1) as client:
        async with client.stream("GET", f"http://127.0.0.1:{port}/"):
            with pytest.raises(httpx.PoolTimeout):
                await client.get(f"http://127.0.0.1:{port}/")
        async with client.stream("GET", f"http://127.0.0.1:{port}/") as answer:
            assert answer.status_code == 200


def test_waits_that_run_out_as_a_connection_comes_free_cost_none() -> None:
    uvloop.run(_waits_run_out())


async def _waits_run_out() -> None:
    async with _server(_hello) as port, _narrow(2) as client:
        url = f"http://127.0.0.1:{port}/"
        for _ in range(3):  # one more than there are connections
            held = [await client.send(client.build_request("GET", url), stream=True) for _ in range(2)]
            waits = [asyncio.create_task(client.get(url)) for _ in range(2)]
            await asyncio.sleep(0.01)
            freed = [asyncio.create_task(one.aclose()) for one in held]
            asyncio.get_running_loop().call_soon(time.sleep, 0.1)  # busy until the waits have run out
            await asyncio.gather(*freed)
            await asyncio.gather(*waits, return_exceptions=True)
        assert (await client.get(url)).status_code == 200


def _narrow(connections: int) -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    timeout = httpx.Timeout(5.0, pool=0.05)
    return httpx.AsyncClient(transport=Transport(limits=limits), timeout=timeout, trust_env=False)


async def test_a_private_network_is_reached_only_where_the_operator_allows_it(tmp_path: Path) -> None:
    server, trust = _certificate(tmp_path, "id.example")
    near = (ipaddress.ip_network("127.0.0.1/32"), ipaddress.ip_network("10.8.0.0/16"))
    async with _server(_hello, server) as port:
        async with OutsideClient(resolve=_always(["127.0.0.1"]), tls=trust, networks=near) as client:
            assert (await client.send("GET", f"https://id.example:{port}/")).status == 200
            with pytest.raises(AddressForbidden, match="scheme"):
                await client.send("GET", f"http://id.example:{port}/")
    for outside in ("127.0.0.2", "10.9.0.1", "::ffff:10.8.3.4", "169.254.169.254", "::1"):
        async with OutsideClient(resolve=_always(["10.8.3.4", outside]), networks=near) as client:
            with pytest.raises(AddressForbidden, match="address"):
                await client.send("GET", "https://id.example")
