"""How a professional account of Instagram is connected: by the token of the Page that it is linked to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trato.rooms.channels.adapters.meta import faults
from trato.rooms.channels.adapters.meta.page import MADE, SHARED, Subject, examiner, fields
from trato.rooms.channels.adapters.meta.sharing import OUR_APP, Sharing
from trato.rooms.channels.connecting import Connection, Field, Finding, Holder, Said, bad, good
from trato.rooms.channels.model import ProviderAnswer

SCOPES = ("instagram_basic", "instagram_manage_messages", "instagram_manage_comments", "pages_manage_metadata")
HEARD = ("messages", "comments")
SHARED_INBOX = Sharing("instagram", ("messaging_handover", "standby"))
ACCOUNT = Said("Cuenta de Instagram", "Instagram account", "Conta do Instagram")
IDENTIFIER = Field(
    "instagram_id",
    Said("Identificador de la cuenta de Instagram", "Instagram account ID", "Identificador da conta do Instagram"),
    Holder.EXTERNAL_ID,
    hint=Said("Meta Business → Configuración → Cuentas de Instagram: el número largo, no el nombre de usuario.",
              "Meta Business → Settings → Instagram accounts: the long number, not the user name.",
              "Meta Business → Configurações → Contas do Instagram: o número longo, não o nome de usuário."),
)  # fmt: skip


def _wrong(answer: ProviderAnswer | None, body: dict[str, Any] | None, scopes: Sequence[str]) -> Finding:
    """Name what is wrong with the token or the account."""
    return faults.of_token(answer, body, scopes) or bad(
        "account", ACCOUNT,
        Said("Ese identificador no es de una cuenta profesional que el token alcance.",
             "That ID is not of a professional account within the token's reach.",
             "Esse identificador não é de uma conta profissional ao alcance do token."),
        Said("Pasar la cuenta a profesional, vincularla a la página del token y copiar su número de Meta Business.",
             "Make the account professional, link it to the token's Page, and copy its number from Meta Business.",
             "Tornar a conta profissional, vinculá-la à página do token e copiar o número dela do Meta Business."),
    )  # fmt: skip


SUBJECT = Subject("instagram", "username", "me", False, _wrong, good("account", ACCOUNT))

CONNECTION = Connection(
    channel="instagram",
    about=Said("Los mensajes directos de una cuenta profesional de Instagram, y los comentarios y menciones.",
               "The direct messages of a professional Instagram account, and the comments and mentions.",
               "As mensagens diretas de uma conta profissional do Instagram, e os comentários e menções."),
    needs=(
        Said("Una cuenta profesional de Instagram, vinculada a una página de Facebook de la empresa.",
             "A professional Instagram account, linked to a Facebook Page of the company.",
             "Uma conta profissional do Instagram, vinculada a uma página do Facebook da empresa."),
        Said("En la app de Instagram: Configuración → Mensajes → Herramientas conectadas → permitir el acceso.",
             "In the Instagram app: Settings → Messages → Connected tools → allow access.",
             "No app do Instagram: Configurações → Mensagens → Ferramentas conectadas → permitir o acesso."),
        Said("Una app de Meta de tipo Empresa, con la revisión de Meta aprobada para sus permisos.",
             "A Meta app of type Business, with its permissions approved in Meta's review.",
             "Um app da Meta do tipo Empresa, com as permissões aprovadas na análise da Meta."),
    ),
    fields=(*fields(SCOPES, IDENTIFIER), OUR_APP),
    made=MADE,
    hook=Said(
        "Pegar esta dirección y el token de verificación en la app de Meta → Webhooks → Instagram, y suscribir los "
        "campos messages, messaging_postbacks, messaging_seen, message_reactions, message_edit, messaging_referral, "
        "messaging_handover, standby, comments, live_comments y mentions. Además, suscribir la app a la página. Una "
        "app tiene una sola dirección por objeto: la de cualquiera de sus cuentas sirve a todas.",
        "Paste this address and the verify token into the Meta app → Webhooks → Instagram, and subscribe to messages, "
        "messaging_postbacks, messaging_seen, message_reactions, message_edit, messaging_referral, "
        "messaging_handover, standby, comments, live_comments and mentions. Subscribe the app to the Page as well. An "
        "app has one address for each object: that of any of its accounts serves all.",
        "Colar este endereço e o token de verificação no app da Meta → Webhooks → Instagram, e assinar os campos "
        "messages, messaging_postbacks, messaging_seen, message_reactions, message_edit, messaging_referral, "
        "messaging_handover, standby, comments, live_comments e mentions. Além disso, inscrever o app na página. Um "
        "app tem um só endereço por objeto: o de qualquer uma das suas contas serve a todas.",
    ),
    examine=examiner(SCOPES, HEARD, SUBJECT, SHARED_INBOX),
    write_to=Said("Escribir un mensaje directo a la cuenta, desde otra cuenta de Instagram.",
                  "Write a direct message to the account, from another Instagram account.",
                  "Escrever uma mensagem direta para a conta, de outra conta do Instagram."),
    shares=SHARED,
)  # fmt: skip
