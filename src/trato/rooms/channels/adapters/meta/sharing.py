"""Who else answers in an inbox of Meta's, as whoever connects it is asked and told.

The Page's `secondary_receivers` lists the other applications, and answers the default one alone; its platform says
whether the Page's own inbox is meant or that of its account of Instagram. Whose token ours is was told by
`debug_token`. Sources: Messenger Platform, "Secondary Receivers List" and "Conversation Routing"; Graph API, Page.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.meta import faults
from trato.rooms.channels.adapters.meta.graph import get
from trato.rooms.channels.adapters.reading import maps_in, text_in
from trato.rooms.channels.connecting import NOTHING_SAID, Field, Finding, Holder, Probe, Said, bad, good, noted
from trato.rooms.channels.model import AccountView, ProviderAnswer

CHECK = "threads"
OTHERS = Said("Otras aplicaciones", "Other applications", "Outros aplicativos")
NOT_THE_DEFAULT = faults.PERMISSION_CODES | {100}

OUR_APP = Field(
    "app_id", Said("Identificador de la app", "App ID", "Identificador do app"), Holder.SETTINGS, required=False,
    hint=Said(
        "App de Meta → Configuración → Básica. Solo donde varias aplicaciones responden en la misma bandeja: con él se "
        "sabe a cuál pasó una conversación.",
        "Meta app → Settings → Basic. Only where several applications answer in the same inbox: it tells to which of "
        "them a conversation was passed.",
        "App da Meta → Configurações → Básico. Só onde vários aplicativos respondem na mesma caixa de entrada: com ele "
        "se sabe a qual passou uma conversa.",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sharing:
    """How a channel's inbox is shared: what the Graph calls it, and the webhook fields by which we hear of it."""

    platform: str
    news: tuple[str, ...]


def examine_sharing(
    account: AccountView, page: str, app: str, of: Sharing, heard: Sequence[str] | None
) -> Generator[Probe | Finding, ProviderAnswer | None, None]:
    """Look whether we may take conversations and would know of those that others take.

    `app` is the application of our token, `heard` the fields that its webhook is told of, None where nobody looked.
    """
    ours = str(account.settings.get("app_id") or "")
    if ours and app and ours != app:
        yield _other_id(ours, app)
        return
    asked = {"fields": "id,name", "platform": of.platform}
    told = told_by(answer := (yield get(account, f"{page}/secondary_receivers", asked)))
    if told is None or "error" in told and faults.code_of(told) not in NOT_THE_DEFAULT:
        yield faults.of_silence(CHECK, OTHERS, answer)
        return
    if "error" in told:
        yield _not_the_default("" if ours else app)
        return
    others = [one for one in maps_in(told, "data") if text_in(one, "id") not in ("", app)]
    deaf = [one for one in of.news if heard is not None and one not in heard]
    if not others:
        yield good(CHECK, OTHERS)
        return
    apps = {text_in(one, "id"): text_in(one, "name") for one in others}
    names = ", ".join(f"{name or '?'} ({id})" for id, name in apps.items())
    found = _no_id(app, names) if not ours else _deaf(deaf, names) if deaf else _the_default(names)
    yield replace(found, apps=apps)


def _other_id(ours: str, app: str) -> Finding:
    return bad(
        CHECK, OTHERS,
        Said(f"El identificador de la app que se escribió es {ours}, y el token es de la app {app}.",
             f"The app ID that was typed is {ours}, and the token is of the app {app}.",
             f"O identificador do app que se escreveu é {ours}, e o token é do app {app}."),
        Said(f"Escribir {app} en «Identificador de la app»: con otro, lo que nos pasan parece de otra aplicación.",
             f"Type {app} in “App ID”: with another, what is passed to us seems another application's.",
             f"Escrever {app} em “Identificador do app”: com outro, o que nos passam parece de outro aplicativo."),
    )  # fmt: skip


def _no_id(app: str, names: str) -> Finding:
    return bad(
        CHECK, OTHERS,
        Said(f"También responden aquí: {names}. Falta el identificador de nuestra app, así que no se sabe a quién se "
             "pasa cada conversación.",
             f"Others answer here as well: {names}. Our app ID is missing, so nobody can tell to whom each "
             "conversation is passed.",
             f"Também respondem aqui: {names}. Falta o identificador do nosso app, e assim não se sabe a quem cada "
             "conversa é passada."),
        Said(f"Escribir {app} en «Identificador de la app».", f"Type {app} in “App ID”.",
             f"Escrever {app} em “Identificador do app”."),
    )  # fmt: skip


def _deaf(fields: Sequence[str], names: str) -> Finding:
    wanted = ", ".join(fields)
    return bad(
        CHECK, OTHERS,
        Said(f"También responden aquí: {names}. El webhook no está suscrito a «{wanted}»: no se sabría qué toman.",
             f"Others answer here as well: {names}. The webhook is not subscribed to “{wanted}”: nobody would know "
             "what they take.",
             f"Também respondem aqui: {names}. O webhook não está inscrito em “{wanted}”: não se saberia o que "
             "assumem."),
        Said("Suscribirlo a esos campos en la app de Meta → Webhooks.",
             "Subscribe it to those fields in the Meta app → Webhooks.",
             "Inscrevê-lo nesses campos no app da Meta → Webhooks."),
    )  # fmt: skip


def _the_default(names: str) -> Finding:
    return noted(
        CHECK, OTHERS,
        Said(f"Trato es la aplicación predeterminada y puede tomar conversaciones. También responden aquí: {names}.",
             f"Trato is the default application and may take conversations. Others answer here as well: {names}.",
             f"O Trato é o aplicativo padrão e pode assumir conversas. Também respondem aqui: {names}."),
        NOTHING_SAID,
    )  # fmt: skip


def _not_the_default(missing: str) -> Finding:
    """Say that another application is the default, or none; `missing` is our app's id where the account lacks it."""
    typed = (
        Said(f" Y escribir {missing} en «Identificador de la app».", f" And type {missing} in “App ID”.",
             f" E escrever {missing} em “Identificador do app”.")
        if missing
        else NOTHING_SAID
    )  # fmt: skip
    return noted(
        CHECK, OTHERS,
        Said("Trato no es la aplicación predeterminada de esta bandeja: lo es otra, o ninguna. Donde otra responde, "
             "Trato puede pedir la conversación y no tomarla.",
             "Trato is not the default application of this inbox: another is, or none. Where another answers, Trato "
             "may ask for the conversation and not take it.",
             "O Trato não é o aplicativo padrão desta caixa de entrada: é outro, ou nenhum. Onde outro responde, o "
             "Trato pode pedir a conversa e não assumi-la."),
        Said("Si Trato ha de tomarlas: Página → Configuración → Mensajería avanzada → elegirla como predeterminada."
             f"{typed.es}",
             f"If Trato is to take them: Page → Settings → Advanced messaging → choose it as the default.{typed.en}",
             "Se o Trato deve assumi-las: Página → Configurações → Mensagens avançadas → escolhê-lo como padrão."
             f"{typed.pt}"),
    )  # fmt: skip
