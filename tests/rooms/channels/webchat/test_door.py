"""What the visitor's door lets in, what it refuses, and what it stores."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from tests.rooms.channels.webchat.asking import MOMENT, Page, signed
from tests.rooms.channels.webchat.house import NOON, SITE, House, an_account
from trato.kit.ids import uuid7
from trato.rooms.channels.model import Choice, Media, MediaKind, Options
from trato.rooms.channels.webchat import tokens
from trato.rooms.channels.webchat.model import Allowance, Allowances, PostAsk, PostKind

HOUR = 3600


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def page(house: House) -> Page:
    return Page(house)


async def test_a_message_is_in_the_inbox_before_the_answer_and_readable_after(house: House, page: Page) -> None:
    await page.come()
    answer = await page.write("Hola")
    assert answer.status_code == 202
    assert len(house.stored) == 1
    view = (await page.get("messages")).json()
    assert [one["parts"] for one in view["messages"]] == [[{"type": "text", "text": "Hola"}]]
    assert view["service"] == {
        "open": True,
        "wait": 180,
        "until": int((NOON + timedelta(hours=8)).timestamp() * 1000),
        "zone": "America/Lima",
    }


async def test_the_same_delivery_twice_is_one_message(house: House, page: Page) -> None:
    await page.come()
    for _ in range(2):
        assert (await page.write("Hola", name="delivery-1")).status_code == 202
    assert len(house.stored) == 1
    assert len((await page.get("messages")).json()["messages"]) == 1


async def test_two_visitors_who_mint_the_same_id_both_arrive(house: House) -> None:
    for _ in range(2):
        page = Page(house)
        await page.come()
        await page.write("Hola", name="delivery-1")
    assert len(house.stored) == 2


async def test_what_a_newer_widget_sends_is_stored_although_this_server_does_not_know_it(
    house: House, page: Page
) -> None:
    await page.come()
    answer = await page.post("deliveries", {"id": "delivery-1", "items": [{"type": "hologram"}]})
    assert answer.status_code == 202
    assert house.events[0].kind == "unsupported"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"id":"delivery-1"}', b'{"id":"delivery-1","items":[]}', b'{"id":"x","items":[{}]}', b"\xff"],
)
async def test_a_body_that_is_no_delivery_is_refused_and_stores_nothing(house: House, page: Page, body: bytes) -> None:
    await page.come()
    answer = await page.post("deliveries", body)
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid"
    assert house.stored == {}


@pytest.mark.parametrize("token", ["", "nonsense", "a.b", "e30.e30", ".", "=.="])
async def test_without_a_token_of_ours_nothing_is_stored(house: House, page: Page, token: str) -> None:
    page.token = token
    answer = await page.post("deliveries", {"id": "delivery-1", "items": [{"type": "message"}]})
    assert (answer.status_code, answer.json()["code"]) == (401, "visitor_unknown")
    assert house.stored == {}


async def test_a_token_with_one_character_changed_is_refused(house: House, page: Page) -> None:
    await page.come()
    good = page.token
    for place in range(0, len(good), 7):
        page.token = good[:place] + ("A" if good[place] != "A" else "B") + good[place + 1 :]
        assert (await page.write("Hola")).status_code == 401
    assert house.stored == {}


async def test_a_token_of_another_account_is_refused(house: House, page: Page, tmp_path: Path) -> None:
    other = Page(House(tmp_path, account=an_account(visitor_secret="z" * 32)))
    await other.come()
    page.token = other.token
    assert (await page.write("Hola")).status_code == 401


async def test_a_visitor_comes_back_as_the_same_visitor(page: Page) -> None:
    first = await page.come()
    again = await page.come()
    assert first["visitor"] == again["visitor"]
    assert not again["identified"]


async def test_a_page_that_is_not_on_the_list_may_not_even_open_a_session(house: House) -> None:
    for origin in ("https://evil.example", "http://pirca.pe", "https://pirca.pe.evil.example", "null", ""):
        page = Page(house, origin=origin)
        answer = await page.post("session", {})
        assert answer.status_code == 403, origin
        assert "access-control-allow-origin" not in answer.headers


async def test_a_starred_origin_lets_in_what_is_under_it_and_nothing_else(tmp_path: Path) -> None:
    house = House(tmp_path, account=an_account("https://*.pirca.pe", "http://localhost:8080"))
    for origin, status in {
        "https://tienda.pirca.pe": 200,
        "https://a.b.pirca.pe": 200,
        "http://localhost:8080": 200,
        "https://pirca.pe": 403,
        "https://evilpirca.pe": 403,
        "http://tienda.pirca.pe": 403,
        "https://tienda.pirca.pe:444": 403,
    }.items():
        assert (await Page(house, origin=origin).post("session", {})).status_code == status, origin


async def test_a_preflight_names_the_page_and_never_credentials(page: Page) -> None:
    answer = await page.client.options("/chat/v1/pirca/deliveries", headers={"origin": page.origin})
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == page.origin
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["vary"] == "Origin"


async def test_an_unknown_widget_key_is_not_found(page: Page) -> None:
    answer = await page.client.post("/chat/v1/otra/session", content=b"{}", headers={"origin": page.origin})
    assert answer.status_code == 404


async def test_an_account_without_its_secret_refuses_everything(tmp_path: Path) -> None:
    house = House(tmp_path, account=an_account(visitor_secret=""))
    assert (await Page(house).post("session", {})).status_code == 404


async def test_the_brand_vouches_for_a_visitor_whose_messages_then_carry_it(house: House, page: Page) -> None:
    claims = {"sub": "c-48213", "name": "Rosa", "email": "rosa@correo.example", "exp": MOMENT + HOUR}
    said = await page.come(identity=signed(claims))
    assert said["identified"]
    assert said["name"] == "Rosa"
    await page.write("Hola")
    assert house.events[0].author[0].value == "c-48213"
    assert house.events[0].author_name == "Rosa"


async def test_the_old_secret_still_counts_while_the_brand_rotates(tmp_path: Path) -> None:
    house = House(tmp_path, account=an_account(identity_secret="n" * 32, identity_secret_old="b" * 32))
    said = await Page(house).come(identity=signed({"sub": "c-1", "exp": MOMENT + HOUR}))
    assert said["identified"]


FORGED = {
    "another secret": signed({"sub": "c-1", "exp": MOMENT + HOUR}, secret="x" * 32),
    "no algorithm": signed({"sub": "c-1", "exp": MOMENT + HOUR}, alg="none"),
    "another algorithm": signed({"sub": "c-1", "exp": MOMENT + HOUR}, alg="HS512"),
    "no end": signed({"sub": "c-1"}),
    "an end too far away": signed({"sub": "c-1", "exp": MOMENT + 48 * HOUR}),
    "no subject": signed({"exp": MOMENT + HOUR}),
    "an empty subject": signed({"sub": " ", "exp": MOMENT + HOUR}),
    "a subject that is no text": signed({"sub": 7, "exp": MOMENT + HOUR}),
    "not yet": signed({"sub": "c-1", "exp": MOMENT + HOUR, "nbf": MOMENT + 1800}),
    "no signature": ".".join(signed({"sub": "c-1", "exp": MOMENT + HOUR}).split(".")[:2]) + ".",
    "changed claims": signed({"sub": "c-1", "exp": MOMENT + HOUR}).replace(".", ".e", 1),
    "nonsense": "a.b.c",
    "an enormous one": "a" * 10_000 + ".b.c",
}


@pytest.mark.parametrize("why", FORGED)
async def test_a_forged_identity_is_401_and_stores_nothing(house: House, page: Page, why: str) -> None:
    answer = await page.post("session", {"identity": FORGED[why]})
    assert (answer.status_code, answer.json()["code"]) == (401, "identity_forged")
    assert house.stored == {}


async def test_an_identity_that_has_run_out_says_so(page: Page) -> None:
    answer = await page.post("session", {"identity": signed({"sub": "c-1", "exp": MOMENT - 1})})
    assert (answer.status_code, answer.json()["code"]) == (401, "identity_expired")


async def test_without_an_identity_secret_nobody_is_vouched_for(tmp_path: Path) -> None:
    house = House(tmp_path, account=an_account(identity_secret=""))
    answer = await Page(house).post("session", {"identity": signed({"sub": "c-1", "exp": MOMENT + HOUR}, secret="")})
    assert answer.json()["code"] == "identity_forged"


async def test_an_identified_session_ends_with_the_identity(house: House, page: Page) -> None:
    await page.come(identity=signed({"sub": "c-1", "exp": MOMENT + HOUR}))
    house.now = NOON + timedelta(seconds=HOUR + 1)
    assert (await page.write("Hola")).status_code == 401
    said = await page.come()
    assert not said["identified"]


async def test_a_browser_whose_person_left_is_somebody_new_and_reads_nothing_of_them(house: House, page: Page) -> None:
    first = await page.come(identity=signed({"sub": "c-1", "exp": MOMENT + HOUR}))
    await page.write("mi tarjeta termina en 4242")
    house.now = NOON + timedelta(seconds=HOUR + 1)
    second = await page.come()
    assert second["visitor"] != first["visitor"]
    assert (await page.get("messages")).json()["messages"] == []


async def test_a_second_person_on_the_same_browser_is_another_visitor(page: Page) -> None:
    first = await page.come(identity=signed({"sub": "c-1", "exp": MOMENT + HOUR}))
    second = await page.come(identity=signed({"sub": "c-2", "exp": MOMENT + HOUR}))
    assert first["visitor"] != second["visitor"]


async def test_an_anonymous_chat_goes_on_when_its_visitor_signs_in(page: Page) -> None:
    first = await page.come()
    second = await page.come(identity=signed({"sub": "c-1", "exp": MOMENT + HOUR}))
    assert first["visitor"] == second["visitor"]


async def test_a_visitor_reads_only_their_own_messages(house: House, page: Page) -> None:
    await page.come()
    await page.write("mi secreto")
    other = Page(house)
    await other.come()
    assert (await other.get("messages")).json()["messages"] == []


async def test_a_message_of_one_megabyte_is_refused_with_its_reason(house: House, page: Page) -> None:
    await page.come()
    answer = await page.write("x" * 1_000_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    answer = await page.write("x" * 8_001)
    assert (answer.status_code, answer.json()["code"]) == (413, "message_too_long")
    assert (await page.write("x" * 8_000)).status_code == 202
    assert len(house.stored) == 1


async def test_who_writes_too_fast_is_told_when_to_go_on(tmp_path: Path) -> None:
    house = House(tmp_path, allowances=Allowances(deliveries=Allowance(3, 0.5)))
    page = Page(house)
    await page.come()
    statuses = [(await page.write(str(n))).status_code for n in range(4)]
    assert statuses == [202, 202, 202, 429]
    answer = await page.write("otra")
    assert answer.headers["retry-after"] == "2"
    house.now = NOON + timedelta(seconds=2)
    assert (await page.write("ya")).status_code == 202


async def test_a_fast_visitor_does_not_slow_another(tmp_path: Path) -> None:
    house = House(tmp_path, allowances=Allowances(deliveries=Allowance(1, 0.1)))
    for _ in range(2):
        page = Page(house)
        await page.come()
        assert (await page.write("Hola")).status_code == 202


async def test_older_messages_are_read_page_by_page(house: House, page: Page) -> None:
    await page.come()
    for number in range(60):
        house.now = NOON + timedelta(seconds=number)
        house.say(page.visitor, str(number))
    last = (await page.get("messages")).json()
    assert last["more"]
    assert len(last["messages"]) == 50
    older = (await page.get(f"messages?before={last['messages'][0]['id']}")).json()
    assert [one["parts"][0]["text"] for one in older["messages"]] == [str(n) for n in range(10)]
    assert not older["more"]


async def test_offers_and_files_are_written_for_the_widget_without_our_keys(house: House, page: Page) -> None:
    await page.come()
    blob = await house.ports().blobs.put(house.account.workspace_id, b"%PDF-1.7 boleta")
    offer = Options((Choice("slot:1", "De 9 a 12"),))
    house.say(page.visitor, "¿Cuándo?", offer, Media(MediaKind.DOCUMENT, blob.key, "application/pdf", "boleta.pdf"))
    parts = (await page.get("messages")).json()["messages"][0]["parts"]
    assert parts[1] == {"type": "options", "choices": [{"type": "choice", "payload": "slot:1", "title": "De 9 a 12"}]}
    assert "ref" not in parts[2]
    answer = await page.client.get(parts[2]["url"])
    assert answer.content == b"%PDF-1.7 boleta"
    assert answer.headers["content-disposition"].startswith("attachment")


async def test_what_stands_in_the_inbox_is_what_the_widget_sent_untouched(house: House, page: Page) -> None:
    await page.come()
    raw = b'{ "id" : "delivery-1", "items" : [ {"type":"message","id":"mensaje-1","text":"\\u00bf?"} ] }'
    assert (await page.post("deliveries", raw)).status_code == 202
    (stored,) = house.stored.values()
    assert raw in stored
    assert msgspec.json.decode(stored)["sender"] == {"visitor": page.visitor}


async def test_asking_for_an_e_mail_answers_the_same_whatever_the_address(house: House, page: Page) -> None:
    assert (await page.come())["settings"]["post"] is True
    answer = await page.post(
        "resume", {"email": "rosa@correo.example", "thread": "t", "page": f"{SITE}/ollas?sesion=1#x"}
    )
    assert (answer.status_code, answer.json()) == (202, {})
    asked = PostAsk(PostKind.RESUME, "rosa@correo.example", "t", "", f"{SITE}/ollas")
    assert house.asked == [(page.visitor, asked)]
    await page.post("transcript", {"email": "rosa@correo.example", "page": "https://otra.example/ollas"})
    assert house.asked[1][1].page == f"{SITE}/"  # a link never leads off the chat's own sites


@pytest.mark.parametrize("email", ["", "rosa", "rosa@correo", "a@b@c.pe", "rosa@correo.pe\r\nBcc: x@y.pe", "<r@c.pe>"])
async def test_what_is_no_address_is_refused(house: House, page: Page, email: str) -> None:
    await page.come()
    answer = await page.post("resume", {"email": email})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_address") and house.asked == []


async def test_a_chat_that_sends_no_mail_says_so_and_offers_none(house: House, page: Page) -> None:
    house.mailbox = False
    assert "post" not in (await page.come())["settings"]
    answer = await page.post("resume", {"email": "rosa@correo.example"})
    assert (answer.status_code, answer.json()["code"]) == (409, "post_unavailable")


async def test_whoever_is_signed_in_gets_no_link_that_would_stand_for_their_signature(page: Page) -> None:
    await page.come(signed({"sub": "cliente-1", "exp": MOMENT + HOUR}))
    assert (await page.post("resume", {"email": "rosa@correo.example"})).status_code == 403
    assert (await page.post("transcript", {"email": "rosa@correo.example"})).status_code == 202


async def test_a_visitor_may_ask_for_few_e_mails(tmp_path: Path) -> None:
    page = Page(House(tmp_path, allowances=Allowances()))
    await page.come()
    codes = [(await page.post("resume", {"email": "rosa@correo.example"})).status_code for _ in range(4)]
    assert codes == [202, 202, 202, 429]


async def test_a_link_makes_another_browser_the_same_visitor_and_works_once(house: House, page: Page) -> None:
    post = uuid7()
    house.links[post] = "019f2a10-7c00-7abc-8def-0123456789ab"
    ticket = tokens.resume_ticket(house.account, post, NOON + timedelta(minutes=30))
    answer = await page.post("resume/open", {"ticket": ticket})
    assert answer.json()["visitor"] == "019f2a10-7c00-7abc-8def-0123456789ab" and not answer.json()["identified"]
    page.token = answer.json()["token"]
    assert (await page.come())["visitor"] == "019f2a10-7c00-7abc-8def-0123456789ab"
    for spent in (ticket, ticket[:-3] + "AAA", ""):
        answer = await page.post("resume/open", {"ticket": spent})
        assert (answer.status_code, answer.json()["code"]) == (410, "link_spent")
