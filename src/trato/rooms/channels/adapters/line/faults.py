"""What can be wrong with a LINE official account, in words."""

from __future__ import annotations

from trato.rooms.channels.adapters import webhook_faults
from trato.rooms.channels.adapters.webhook_faults import OPEN_ADDRESS, WEBHOOK, no_webhook, silent
from trato.rooms.channels.connecting import Finding, Said, bad
from trato.rooms.channels.model import HttpAnswer, ProviderAnswer, TransportFailure

ACCOUNT = Said("Cuenta y token", "Account and token", "Conta e token")
QUOTA = Said("Mensajes del mes", "Messages of the month", "Mensagens do mês")


def of_token(answer: ProviderAnswer | None) -> Finding:
    """Return why the account did not answer for itself."""
    if not isinstance(answer, HttpAnswer) or answer.status == 429 or answer.status >= 500:
        return of_silence(answer, "account", ACCOUNT)
    return bad(
        "account", ACCOUNT,
        Said("LINE no reconoce el token.", "LINE does not know the token.", "O LINE não reconhece o token."),
        Said("Emitir otro en LINE Developers, pestaña Messaging API, y copiarlo entero.",
             "Issue another in LINE Developers, tab Messaging API, and copy all of it.",
             "Emitir outro no LINE Developers, aba Messaging API, e copiá-lo inteiro."),
    )  # fmt: skip


def other_account(identifier: str, name: str) -> Finding:
    """Return that the account goes by another id."""
    return bad(
        "account", ACCOUNT,
        Said(f"El token es de la cuenta {name}, cuyo identificador es {identifier}.",
             f"The token is of the account {name}, whose id is {identifier}.",
             f"O token é da conta {name}, cujo identificador é {identifier}."),
        Said("Si es la cuenta que se quiere conectar, escribir ese identificador; si no, el token de la otra.",
             "Where that is the account to connect, write that id; else the token of the other.",
             "Se é a conta que se quer conectar, escrever esse identificador; se não, o token da outra."),
    )  # fmt: skip


def quota(used: int, most: int) -> Said:
    """Return how much of the month's messages are spent."""
    return Said(f"Mensajes del mes: {used} de {most}", f"Messages of the month: {used} of {most}",
                f"Mensagens do mês: {used} de {most}")  # fmt: skip


def quota_spent(most: int) -> Finding:
    """Return that nothing more leaves this month."""
    return bad(
        "quota", QUOTA,
        Said(f"Se enviaron los {most} mensajes que el plan permite este mes.",
             f"The {most} messages that the plan allows this month are sent.",
             f"As {most} mensagens que o plano permite neste mês foram enviadas."),
        Said("Ampliar el plan en LINE Official Account Manager, o esperar al mes próximo.",
             "Widen the plan in LINE Official Account Manager, or wait for the next month.",
             "Ampliar o plano no LINE Official Account Manager, ou esperar o próximo mês."),
    )  # fmt: skip


def of_silence(answer: ProviderAnswer | None, check: str = "webhook", label: Said = WEBHOOK) -> Finding:
    """Return that LINE did not tell."""
    why = answer.error if isinstance(answer, TransportFailure) else "?"
    return silent("LINE", str(answer.status) if isinstance(answer, HttpAnswer) else why, check, label)


def of_endpoint(answer: ProviderAnswer | None) -> Finding:
    """Return that messages are brought nowhere, or that LINE did not tell where."""
    return no_webhook("LINE") if isinstance(answer, HttpAnswer) and answer.status == 404 else of_silence(answer)


def webhook_off() -> Finding:
    """Return that LINE knows our address and does not use it."""
    return bad(
        "webhook", WEBHOOK,
        Said("LINE conoce la dirección, pero la entrega está apagada.",
             "LINE knows the address, but bringing is turned off.",
             "O LINE conhece o endereço, mas a entrega está desligada."),
        Said("Encender «Use webhook» en LINE Developers, pestaña Messaging API.",
             "Turn on “Use webhook” in LINE Developers, tab Messaging API.",
             "Ligar «Use webhook» no LINE Developers, aba Messaging API."),
    )  # fmt: skip


def failing_webhook(reason: str, detail: str) -> Finding:
    """Return that LINE tried our address in vain."""
    words = ", ".join(one for one in (reason, detail) if one)
    if detail == "401":
        remedy = Said(
            "El secreto no es el de este canal: copiarlo de LINE Developers, pestaña Basic settings.",
            "The secret is not this channel's: copy it from LINE Developers, tab Basic settings.",
            "O segredo não é o deste canal: copiá-lo do LINE Developers, aba Basic settings.",
        )
    else:
        remedy = OPEN_ADDRESS
    return bad(
        "webhook", WEBHOOK,
        Said(f"LINE probó la dirección y no sirvió: {words}", f"LINE tried the address in vain: {words}",
             f"O LINE testou o endereço e não funcionou: {words}"),
        remedy,
    )  # fmt: skip


def webhook_refused(words: str) -> Finding:
    """Return that LINE does not take our address."""
    remedy = Said("Hace falta una dirección https pública.", "It takes a public https address.",
                  "É preciso um endereço https público.")  # fmt: skip
    return webhook_faults.webhook_refused("LINE", words, remedy)
