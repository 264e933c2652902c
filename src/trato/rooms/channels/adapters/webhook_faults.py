"""What can be wrong with any account whose provider calls a webhook, in words. `provider` is its name, bare."""

from __future__ import annotations

from trato.rooms.channels.connecting import Finding, Said, bad, unknown

WEBHOOK = Said("Entrega de mensajes", "Bringing of messages", "Entrega de mensagens")
AGAIN = Said("Comprobar de nuevo en un momento.", "Check again in a moment.", "Verificar de novo em um momento.")
CHECK = Said(
    "Comprobar la cuenta desde esta pantalla: Trato lo pone de nuevo.",
    "Check the account from this screen: Trato sets it again.",
    "Verificar a conta nesta tela: o Trato o define de novo.",
)
OPEN_ADDRESS = Said(
    "Revisar que la dirección pública de Trato se abra desde Internet con un certificado válido.",
    "See whether the public address of Trato opens from the Internet with a valid certificate.",
    "Conferir se o endereço público do Trato abre pela Internet com um certificado válido.",
)


def silent(provider: str, why: str, check: str = "webhook", label: Said = WEBHOOK) -> Finding:
    """Return that a provider did not tell; `why` is a status or an error."""
    return unknown(
        check, label,
        Said(f"{provider} no contestó ({why}).", f"{provider} did not answer ({why}).",
             f"O {provider} não respondeu ({why})."),
        AGAIN,
    )  # fmt: skip


def no_webhook(provider: str, label: Said = WEBHOOK, remedy: Said = CHECK) -> Finding:
    """Return that nothing is brought anywhere."""
    return bad(
        "webhook", label,
        Said(f"{provider} no trae los mensajes a ninguna dirección.", f"{provider} brings messages to no address.",
             f"O {provider} não traz as mensagens a nenhum endereço."),
        remedy,
    )  # fmt: skip


def other_webhook(url: str) -> Finding:
    """Return that what people write goes elsewhere."""
    return bad(
        "webhook", WEBHOOK,
        Said(f"Los mensajes van a otra dirección: {url}", f"Messages go to another address: {url}",
             f"As mensagens vão para outro endereço: {url}"),
        CHECK,
    )  # fmt: skip


def webhook_refused(provider: str, words: str, remedy: Said, label: Said = WEBHOOK) -> Finding:
    """Return that a provider does not take our address; `words` are its own."""
    return bad(
        "set_webhook", label,
        Said(f"{provider} no acepta nuestra dirección: {words}", f"{provider} does not take our address: {words}",
             f"O {provider} não aceita nosso endereço: {words}"),
        remedy,
    )  # fmt: skip


def not_told_of(provider: str, kinds: str, check: str, label: Said) -> Finding:
    """Return of what a provider does not tell us."""
    return bad(
        check, label,
        Said(f"{provider} no avisa de: {kinds}.", f"{provider} does not tell of: {kinds}.",
             f"O {provider} não avisa de: {kinds}."),
        CHECK,
    )  # fmt: skip
