"""What can be wrong with a Twilio account, whatever its number is for, in plain words with the remedy."""

from __future__ import annotations

from trato.rooms.channels.connecting import Finding, Said, bad, unknown

ACCOUNT = Said("Cuenta y token", "Account and token", "Conta e token")
KEY = Said("Clave de API", "API key", "Chave de API")
NUMBER = Said("Número", "Number", "Número")


def of_silence(check: str, label: Said) -> Finding:
    """Name a provider that did not answer, or not as it should."""
    return unknown(
        check, label,
        Said("Twilio no contesta ahora, o contesta con un error suyo.",
             "Twilio does not answer now, or answers with an error of its own.",
             "A Twilio não responde agora, ou responde com um erro próprio."),
        Said("Aquí no hay nada que cambiar: reintentar en unos minutos. Su estado está en status.twilio.com.",
             "There is nothing to change here: try again in a few minutes. Its status is at status.twilio.com.",
             "Aqui não há nada a mudar: tentar de novo em alguns minutos. O estado está em status.twilio.com."),
    )  # fmt: skip


def of_account() -> Finding:
    """Name credentials that open nothing."""
    return bad(
        "account", ACCOUNT,
        Said("Twilio no reconoce ese SID con ese token.", "Twilio does not know that SID with that token.",
             "A Twilio não reconhece esse SID com esse token."),
        Said("Copiar los dos otra vez de la consola de Twilio → Account Info; si el token se renovó, vale el nuevo.",
             "Copy both again from Twilio's console → Account Info; where the token was renewed, the new one counts.",
             "Copiar os dois de novo do console da Twilio → Account Info; se o token foi renovado, vale o novo."),
    )  # fmt: skip


def of_rest(status: str) -> Finding:
    """Name an account that is suspended or closed."""
    return bad(
        "account", ACCOUNT,
        Said(f"La cuenta de Twilio no está activa: {status}.", f"The Twilio account is not active: {status}.",
             f"A conta da Twilio não está ativa: {status}."),
        Said("Ver en la consola de Twilio qué falta: pagos, verificación o un aviso de uso.",
             "See in Twilio's console what is missing: payments, verification or a notice of use.",
             "Ver no console da Twilio o que falta: pagamentos, verificação ou um aviso de uso."),
    )  # fmt: skip


def of_key() -> Finding:
    """Name an API key that does not open the account."""
    return bad(
        "api_key", KEY,
        Said("La clave de API no abre esta cuenta.", "The API key does not open this account.",
             "A chave de API não abre esta conta."),
        Said("Crear otra en la consola → API keys & tokens, en la misma cuenta, o dejar los dos campos vacíos.",
             "Make another in the console → API keys & tokens, in the same account, or leave both fields empty.",
             "Criar outra no console → API keys & tokens, na mesma conta, ou deixar os dois campos vazios."),
    )  # fmt: skip


def of_number(number: str) -> Finding:
    """Name a number that is not the account's."""
    return bad(
        "number", NUMBER,
        Said(f"{number} no es un número de esta cuenta.", f"{number} is not a number of this account.",
             f"{number} não é um número desta conta."),
        Said("Copiarlo de la consola → Phone Numbers → Active numbers, con + y el código del país.",
             "Copy it from the console → Phone Numbers → Active numbers, with + and the country code.",
             "Copiá-lo do console → Phone Numbers → Active numbers, com + e o código do país."),
    )  # fmt: skip
