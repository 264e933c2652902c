"""How a community of VK is connected, and what VK says of it.

Where events go is set by us (`groups.addCallbackServer`, `groups.setCallbackSettings`); while it is set, VK asks our
address for the confirmation string, which is why that one must be known before.
"""

from __future__ import annotations

from collections.abc import Generator

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.reading import JsonMap, map_in, maps_in, text_in
from trato.rooms.channels.adapters.vk import faults
from trato.rooms.channels.adapters.vk.api import PERSON, VERSION, call
from trato.rooms.channels.adapters.vk.classify import error_in
from trato.rooms.channels.adapters.vk.parse import HEARD
from trato.rooms.channels.connecting import (
    Connection,
    Field,
    FieldKind,
    Finding,
    Holder,
    Made,
    Probe,
    Said,
    good,
)
from trato.rooms.channels.model import AccountView, HttpRequest, ProviderAnswer

RIGHTS = ("manage", "messages")  # without which nothing can be set, or said
TITLE = "Trato"  # of our callback server; 14 characters at most
Steps = Generator[Probe | Finding, ProviderAnswer | None, None]


def examine(account: AccountView, hook: str) -> Steps:
    """Look at the token, what it may do, the confirmation string, and where events go."""
    told = told_by(answer := (yield _of_group(account, "groups.getById")))
    if told is None or error_in(told) is not None or text_in(_group(told), "id") != account.external_id:
        yield faults.of_error("token", faults.TOKEN, answer, _error(told))
        return
    told = told_by(answer := (yield call(account, "groups.getTokenPermissions", {})))
    if told is None or error_in(told) is not None:
        yield faults.of_error("token", faults.TOKEN, answer, _error(told))
        return
    rights = {text_in(one, "name") for one in maps_in(map_in(told, "response"), "permissions")}
    missing = [one for one in RIGHTS if one not in rights]
    yield faults.missing_rights(", ".join(missing)) if missing else good("token", faults.TOKEN)
    told = told_by(answer := (yield _of_group(account, "groups.getCallbackConfirmationCode")))
    code = text_in(map_in(told or {}, "response"), "code")
    if not code:
        yield faults.of_error("confirmation", faults.CODE, answer, _error(told))
    elif code != account.settings.get("confirmation"):
        yield faults.other_code(code)
    else:
        yield good("confirmation", faults.CODE)
    if account.secrets.get(PERSON):
        told = told_by(answer := (yield call(account, "users.get", {}, token=PERSON)))
        fine = told is not None and bool(maps_in(told, "response"))
        yield (
            good("user_token", faults.PERSON)
            if fine
            else faults.of_error("user_token", faults.PERSON, answer, _error(told))
        )
    if hook:
        yield from _of_hook(account, hook)


def _of_hook(account: AccountView, hook: str) -> Steps:
    told = told_by(answer := (yield _of_group(account, "groups.getCallbackServers")))
    if told is None or error_in(told) is not None:
        yield faults.of_error("webhook", faults.SERVER, answer, _error(told))
        return
    server = _server(told, hook)
    match text_in(server, "status"):
        case "ok":
            yield good("webhook", faults.SERVER)
        case "wait":
            yield faults.server_waits()
        case "":
            yield faults.no_server()
            return
        case _:
            yield faults.server_failed()
    which = {"server_id": text_in(server, "id")}
    told = told_by(answer := (yield _of_group(account, "groups.getCallbackSettings", which)))
    events = map_in(map_in(told or {}, "response"), "events")
    if not events:
        yield faults.of_error("events", faults.EVENTS, answer, _error(told))
        return
    missing = [kind for kind in HEARD if kind in events and text_in(events, kind) != "1"]  # it does not list them all
    yield faults.not_told(", ".join(missing)) if missing else good("events", faults.EVENTS)


def arrange(account: AccountView, hook: str) -> Steps:
    """Have events brought to us, with the secret that proves them, and those kinds of them that we read."""
    told = told_by((yield _of_group(account, "groups.getCallbackServers")))
    if told is None or error_in(told) is not None:  # the look that follows says why
        return
    server = _server(told, hook)
    secret, number = account.secrets.get("secret", ""), text_in(server, "id")
    ours = {"url": hook, "title": TITLE, "secret_key": secret}
    if not number:
        told = told_by((yield _of_group(account, "groups.addCallbackServer", ours)))
        number = text_in(map_in(told or {}, "response"), "server_id")
    elif text_in(server, "secret_key") != secret or text_in(server, "status") in ("failed", "unconfigured"):
        told = told_by((yield _of_group(account, "groups.editCallbackServer", {**ours, "server_id": number})))
    if told is not None and (error := error_in(told)) is not None:
        yield faults.server_refused(error[1])
        return
    if number:
        kinds = {"server_id": number, "api_version": VERSION, **dict.fromkeys(HEARD, "1")}
        yield _of_group(account, "groups.setCallbackSettings", kinds)


def _of_group(account: AccountView, method: str, more: dict[str, str] | None = None) -> HttpRequest:
    return call(account, method, {"group_id": account.external_id, **(more or {})})


def _group(told: JsonMap) -> JsonMap:
    return next(iter([*maps_in(map_in(told, "response"), "groups"), *maps_in(told, "response")]), {})


def _server(told: JsonMap, hook: str) -> JsonMap:
    return next((one for one in maps_in(map_in(told, "response"), "items") if text_in(one, "url") == hook), {})


def _error(told: JsonMap | None) -> tuple[str, str] | None:
    """Return the error that VK told; one of our own where it told of something else than was asked."""
    return None if told is None else error_in(told) or ("?", "no response")


CONNECTION = Connection(
    channel="vk",
    about=Said("Una comunidad de VK: sus mensajes y los comentarios de su muro.",
               "A community of VK: its messages, and the comments on its wall.",
               "Uma comunidade do VK: suas mensagens e os comentários do seu mural."),
    needs=(
        Said("Una comunidad de VK con los mensajes activados (Administrar → Mensajes).",
             "A community of VK that takes messages (Manage → Messages).",
             "Uma comunidade do VK com as mensagens ativadas (Gerenciar → Mensagens)."),
        Said("Una clave de la comunidad con los permisos de gestión, mensajes y muro (Administrar → Trabajo con la "
             "API).",
             "A token of the community with the permissions manage, messages and wall (Manage → API usage).",
             "Uma chave da comunidade com as permissões de gestão, mensagens e mural (Gerenciar → Uso da API)."),
    ),
    fields=(
        Field("group_id", Said("Número de la comunidad", "Community number", "Número da comunidade"),
              Holder.EXTERNAL_ID,
              hint=Said("El que sigue a «club» en su dirección, sin signo menos.",
                        "The one after “club” in its address, without a minus sign.",
                        "O que vem depois de “club” no endereço, sem sinal de menos.")),
        Field("access_token", faults.TOKEN, Holder.SECRETS, FieldKind.SECRET,
              hint=Said("En Administrar → Trabajo con la API → Claves de acceso.",
                        "At Manage → API usage → Access tokens.",
                        "Em Gerenciar → Uso da API → Chaves de acesso.")),
        Field("confirmation", faults.CODE, Holder.SETTINGS,
              hint=Said("La que VK espera de nuestra dirección, en Administrar → Trabajo con la API → Callback API.",
                        "The one that VK waits for from our address, at Manage → API usage → Callback API.",
                        "O que o VK espera do nosso endereço, em Gerenciar → Uso da API → Callback API.")),
        Field(PERSON, Said("Clave de quien administra la comunidad", "Token of a person who manages the community",
                           "Chave de quem administra a comunidade"), Holder.SECRETS, FieldKind.SECRET, required=False,
              hint=Said("Solo para borrar comentarios y ver las publicaciones; con el permiso del muro.",
                        "Only to delete comments and to see posts; with the permission wall.",
                        "Só para apagar comentários e ver as publicações; com a permissão do mural.")),
        Field("api_base", Said("Dirección del simulador", "Address of the simulator", "Endereço do simulador"),
              Holder.SETTINGS, required=False, local=True, steers=True,
              hint=Said("Solo para practicar en esta máquina.", "Only to practise on this machine.",
                        "Só para praticar nesta máquina.")),
    ),
    made=(Made("secret"),),
    hook=Said(
        "No hay nada que pegar: al comprobar la cuenta, Trato le dice a VK que traiga los avisos aquí.",
        "There is nothing to paste: when the account is checked, Trato tells VK to bring events here.",
        "Não há nada para colar: ao verificar a conta, o Trato diz ao VK que traga os avisos aqui.",
    ),
    examine=examine,
    arrange=arrange,
    write_to=Said("Abrir vk.me/club y el número, desde otra cuenta de VK, y escribir; o comentar en el muro.",
                  "Open vk.me/club and the number, from another account of VK, and write; or comment on the wall.",
                  "Abrir vk.me/club e o número, de outra conta do VK, e escrever; ou comentar no mural."),
)  # fmt: skip
