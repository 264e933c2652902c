"""What can be wrong with a community of VK, in words."""

from __future__ import annotations

from trato.rooms.channels.adapters import webhook_faults
from trato.rooms.channels.adapters.vk.classify import AGAIN, CAPTCHA
from trato.rooms.channels.adapters.webhook_faults import CHECK, not_told_of, silent, webhook_refused
from trato.rooms.channels.connecting import Finding, Said, bad, unknown
from trato.rooms.channels.model import ProviderAnswer, TransportFailure

TOKEN = Said("Clave de la comunidad", "Community token", "Chave da comunidade")
PERSON = Said("Clave de la persona", "Person's token", "Chave da pessoa")
CODE = Said("Cadena de confirmación", "Confirmation string", "Código de confirmação")
SERVER = Said("Entrega de avisos", "Bringing of events", "Entrega de avisos")
EVENTS = Said("Tipos de aviso", "Kinds of events", "Tipos de aviso")


def of_error(check: str, label: Said, answer: ProviderAnswer | None, error: tuple[str, str] | None) -> Finding:
    """Return why a call did not tell what was asked."""
    if error is None or error[0] in AGAIN:
        why = answer.error if isinstance(answer, TransportFailure) else f"error {error[0]}" if error else "5xx"
        return silent("VK", why, check, label)
    if error[0] in CAPTCHA:
        return bad(
            check, label,
            Said(f"VK pide una comprobación a una persona (error {error[0]}): hasta entonces no sale nada.",
                 f"VK wants a person to pass a check (error {error[0]}): nothing leaves until then.",
                 f"O VK pede uma verificação a uma pessoa (erro {error[0]}): até lá não sai nada."),
            Said("Entrar en VK con la persona que creó la clave, pasar la comprobación y crear una clave nueva.",
                 "Sign in to VK as who made the token, pass the check and make a new token.",
                 "Entrar no VK com a pessoa que criou a chave, passar na verificação e criar uma nova chave."),
        )  # fmt: skip
    return bad(
        check, label,
        Said(f"VK no acepta la clave (error {error[0]}): {error[1]}",
             f"VK does not take the token (error {error[0]}): {error[1]}",
             f"O VK não aceita a chave (erro {error[0]}): {error[1]}"),
        Said("Crear otra en la comunidad: Administrar → Trabajo con la API → Claves de acceso.",
             "Make another at the community: Manage → API usage → Access tokens.",
             "Criar outra na comunidade: Gerenciar → Uso da API → Chaves de acesso."),
    )  # fmt: skip


def missing_rights(names: str) -> Finding:
    """Return what the token may not do."""
    return bad(
        "token", TOKEN,
        Said(f"La clave no tiene estos permisos: {names}.", f"The token lacks these permissions: {names}.",
             f"A chave não tem estas permissões: {names}."),
        Said("Crear una clave nueva con ellos.", "Make a new token with them.", "Criar uma nova chave com elas."),
    )  # fmt: skip


def other_code(code: str) -> Finding:
    """Return that VK waits for another string."""
    return bad(
        "confirmation", CODE,
        Said(f"VK espera otra: {code}", f"VK waits for another: {code}", f"O VK espera outro: {code}"),
        Said("Escribir esa, guardar y comprobar de nuevo.", "Write that one, save and check again.",
             "Escrever esse, salvar e verificar de novo."),
    )  # fmt: skip


def no_server() -> Finding:
    """Return that nothing is brought here."""
    return bad(
        "webhook", SERVER,
        Said("VK no trae los avisos a nuestra dirección.", "VK does not bring events to our address.",
             "O VK não traz os avisos ao nosso endereço."),
        CHECK,
    )  # fmt: skip


def server_refused(words: str) -> Finding:
    """Return that VK does not take our address."""
    remedy = Said(
        "Hace falta una dirección https pública. En la comunidad caben diez: quizá haya que borrar una en "
        "Administrar → Trabajo con la API → Callback API.",
        "It takes a public https address. A community holds ten: perhaps one must be deleted at Manage → API usage → "
        "Callback API.",
        "É preciso um endereço https público. Na comunidade cabem dez: talvez seja preciso apagar um em Gerenciar → "
        "Uso da API → Callback API.",
    )
    return webhook_refused("VK", words, remedy, SERVER)


def server_failed() -> Finding:
    """Return that our address did not answer VK's check."""
    return bad(
        "webhook", SERVER,
        Said("Nuestra dirección no pasó la comprobación de VK.", "Our address did not pass VK's check.",
             "Nosso endereço não passou na verificação do VK."),
        Said("Revisar que la dirección pública de Trato se abra desde Internet y que la cadena de confirmación sea la "
             "de VK; después, comprobar de nuevo.",
             "See whether the public address of Trato opens from the Internet and the confirmation string is VK's; "
             "then check again.",
             "Conferir se o endereço público do Trato abre pela Internet e se o código de confirmação é o do VK; "
             "depois, verificar de novo."),
    )  # fmt: skip


def server_waits() -> Finding:
    """Return that VK is still looking at our address."""
    return unknown(
        "webhook", SERVER,
        Said("VK todavía comprueba nuestra dirección.", "VK is still checking our address.",
             "O VK ainda verifica nosso endereço."),
        webhook_faults.AGAIN,
    )  # fmt: skip


def not_told(kinds: str) -> Finding:
    """Return of what VK does not tell us."""
    return not_told_of("VK", kinds, "events", EVENTS)
