"""How another system is connected: its address, a secret that we make, and a signed greeting that it must take."""

from __future__ import annotations

from collections.abc import Generator
from urllib.parse import urlsplit

from trato.rooms.channels.adapters.api.render import call
from trato.rooms.channels.connecting import (
    Connection,
    Field,
    Finding,
    Holder,
    Made,
    Probe,
    Said,
    bad,
    good,
    unknown,
)
from trato.rooms.channels.model import AccountView, HttpAnswer, ProviderAnswer, TransportFailure

ADDRESS = Said("Dirección del sistema", "Address of the system", "Endereço do sistema")
GREETING = Said("Llamada firmada", "Signed call", "Chamada assinada")
Steps = Generator[Probe | Finding, ProviderAnswer | None, None]


def examine(account: AccountView, hook: str) -> Steps:
    """Look at the address; once the secret is there, greet the system and see that it answers 2xx."""
    parts = urlsplit(str(account.settings.get("url", "")))
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        yield bad(
            "url", ADDRESS,
            Said("No es una dirección web.", "It is not a web address.", "Não é um endereço web."),
            Said("Escribirla entera, con https:// delante.", "Write all of it, with https:// in front.",
                 "Escrevê-lo inteiro, com https:// na frente."),
        )  # fmt: skip
        return
    yield good("url", ADDRESS)
    if not hook:
        return
    answer = yield call(account, f"ping-{account.id}", {"type": "ping"})
    yield _greeted(answer)


def _greeted(answer: ProviderAnswer | None) -> Finding:
    if isinstance(answer, HttpAnswer) and 200 <= answer.status < 300:
        return good("greeting", GREETING)
    if isinstance(answer, HttpAnswer):
        return bad(
            "greeting", GREETING,
            Said(f"El sistema contestó {answer.status}.", f"The system answered {answer.status}.",
                 f"O sistema respondeu {answer.status}."),
            Said("Revisar allí el secreto y la comprobación de la firma; debe contestar 200 a «ping».",
                 "See there to the secret and the check of the signature; it must answer 200 to “ping”.",
                 "Conferir lá o segredo e a verificação da assinatura; deve responder 200 a “ping”."),
        )  # fmt: skip
    why = answer.error if isinstance(answer, TransportFailure) else "?"
    return unknown(
        "greeting", GREETING,
        Said(f"El sistema no contestó ({why}).", f"The system did not answer ({why}).",
             f"O sistema não respondeu ({why})."),
        Said("Revisar que la dirección se abra desde Internet por https.",
             "See whether the address opens from the Internet by https.",
             "Conferir se o endereço abre pela Internet por https."),
    )  # fmt: skip


CONNECTION = Connection(
    channel="api",
    about=Said(
        "Un sistema propio que trae mensajes y lleva respuestas con llamadas firmadas.",
        "A system of your own that brings messages and takes answers by signed calls.",
        "Um sistema próprio que traz mensagens e leva respostas com chamadas assinadas.",
    ),
    needs=(
        Said("Alguien que programe el otro sistema; la documentación trae un ejemplo de 60 líneas.",
             "Somebody who programs the other system; the documentation has an example of 60 lines.",
             "Alguém que programe o outro sistema; a documentação traz um exemplo de 60 linhas."),
        Said("Una dirección https de ese sistema que tome nuestras llamadas.",
             "An https address of that system that takes our calls.",
             "Um endereço https desse sistema que receba nossas chamadas."),
    ),
    fields=(
        Field("system", Said("Nombre del sistema", "Name of the system", "Nome do sistema"), Holder.EXTERNAL_ID,
              hint=Said("Corto y sin espacios, como «kioscos».", "Short and without spaces, as “kiosks”.",
                        "Curto e sem espaços, como “quiosques”.")),
        Field("url", ADDRESS, Holder.SETTINGS,
              hint=Said("Aquí llamamos con cada respuesta.", "We call here with each answer.",
                        "Aqui chamamos com cada resposta.")),
    ),
    made=(Made("signing_secret", Said("Secreto de firma", "Signing secret", "Segredo de assinatura"), signs=True),),
    hook=Said(
        "El otro sistema manda aquí sus mensajes con POST, firmados con el secreto (Standard Webhooks).",
        "The other system sends its messages here by POST, signed with the secret (Standard Webhooks).",
        "O outro sistema envia aqui suas mensagens com POST, assinadas com o segredo (Standard Webhooks).",
    ),
    examine=examine,
    write_to=Said(
        "Mandar un mensaje desde el otro sistema.",
        "Send a message from the other system.",
        "Enviar uma mensagem a partir do outro sistema.",
    ),
)  # fmt: skip
