"""How the inbox of a Page is connected."""

from __future__ import annotations

from trato.rooms.channels.adapters.meta.page import MADE, NEEDS, SHARED, examiner, fields
from trato.rooms.channels.adapters.meta.sharing import OUR_APP, Sharing
from trato.rooms.channels.connecting import Connection, Said

SCOPES = ("pages_messaging", "pages_manage_metadata")
HEARD = ("messages",)
SHARED_INBOX = Sharing("messenger", ("messaging_handovers", "standby"))

CONNECTION = Connection(
    channel="messenger",
    about=Said("Los mensajes privados de una página de Facebook.", "The private messages of a Facebook Page.",
               "As mensagens privadas de uma página do Facebook."),
    needs=NEEDS,
    fields=(*fields(SCOPES), OUR_APP),
    made=MADE,
    hook=Said(
        "Pegar esta dirección y el token de verificación en la app de Meta → Webhooks → Page, y suscribir los campos "
        "messages, messaging_postbacks, message_deliveries, message_reads, message_echoes, message_reactions, "
        "message_edits, messaging_referrals, messaging_optins, messaging_handovers y standby. Una app tiene una sola "
        "dirección: la de cualquiera de sus cuentas sirve a todas.",
        "Paste this address and the verify token into the Meta app → Webhooks → Page, and subscribe to messages, "
        "messaging_postbacks, message_deliveries, message_reads, message_echoes, message_reactions, message_edits, "
        "messaging_referrals, messaging_optins, messaging_handovers and standby. An app has one address: that of any "
        "of its accounts serves all.",
        "Colar este endereço e o token de verificação no app da Meta → Webhooks → Page, e assinar os campos messages, "
        "messaging_postbacks, message_deliveries, message_reads, message_echoes, message_reactions, message_edits, "
        "messaging_referrals, messaging_optins, messaging_handovers e standby. Um app tem um só endereço: o de "
        "qualquer uma das suas contas serve a todas.",
    ),
    examine=examiner(SCOPES, HEARD, shared=SHARED_INBOX),
    write_to=Said("Escribir a la página por Messenger, desde otra cuenta de Facebook.",
                  "Write to the Page on Messenger, from another Facebook account.",
                  "Escrever para a página pelo Messenger, de outra conta do Facebook."),
    shares=SHARED,
)  # fmt: skip
