"""What can be wrong with an account of X, in words."""

from __future__ import annotations

from trato.rooms.channels.adapters import webhook_faults
from trato.rooms.channels.adapters.webhook_faults import CHECK, WEBHOOK, not_told_of
from trato.rooms.channels.connecting import Finding, Said, bad, unknown

ACCOUNT = Said("Cuenta y token", "Account and token", "Conta e token")
APP = Said("Token de la app", "App token", "Token do app")
SUBSCRIPTIONS = Said("Avisos de la cuenta", "What X tells of the account", "Avisos da conta")


def of_silence(check: str, label: Said) -> Finding:
    """Name an X that did not answer, or not as it should."""
    return unknown(
        check, label,
        Said("X no contesta ahora, o contesta con un error suyo.",
             "X does not answer now, or answers with an error of its own.",
             "O X não responde agora, ou responde com um erro próprio."),
        Said("Comprobar de nuevo en unos minutos.", "Check again in a few minutes.",
             "Verificar de novo em alguns minutos."),
    )  # fmt: skip


def account(*, agreed: bool) -> Said:
    """Return by which way the account let us in."""
    if agreed:
        return Said("Cuenta, autorizada en la página de X", "Account, authorised on X's page",
                    "Conta, autorizada na página do X")  # fmt: skip
    return Said("Cuenta, con tokens pegados", "Account, with pasted tokens", "Conta, com tokens colados")


def not_agreed() -> Finding:
    """Name an account that has let nobody in yet."""
    return bad(
        "account", ACCOUNT,
        Said("La cuenta todavía no autorizó la app.", "The account has not authorised the app yet.",
             "A conta ainda não autorizou o app."),
        Said("En la página de la cuenta, Autorizar en X; o pegar sus dos tokens en Secretos.",
             "On the account's page, Authorise on X; or paste both of its tokens under Secrets.",
             "Na página da conta, Autorizar no X; ou colar seus dois tokens em Segredos."),
    )  # fmt: skip


def token_refused() -> Finding:
    """Name a token of the account that X does not know, or that may not do what is asked."""
    return bad(
        "account", ACCOUNT,
        Said("X no acepta el token de la cuenta: venció, se revocó o le faltan permisos.",
             "X does not accept the account's token: it ended, was revoked, or lacks permissions.",
             "O X não aceita o token da conta: venceu, foi revogado ou faltam permissões."),
        Said("Autorizar de nuevo, con el botón Autorizar en X; o pegar dos tokens nuevos, con los permisos de la guía.",
             "Authorise again, by the button Authorise on X; or paste two new tokens, with the guide's permissions.",
             "Autorizar de novo, com o botão Autorizar no X; ou colar dois tokens novos, com as permissões do guia."),
    )  # fmt: skip


def other_account(name: str, identifier: str) -> Finding:
    """Name a token of somebody else."""
    return bad(
        "account", ACCOUNT,
        Said(f"El token es de @{name}, cuyo identificador es {identifier}.",
             f"The token is of @{name}, whose ID is {identifier}.",
             f"O token é de @{name}, cujo identificador é {identifier}."),
        Said("Poner ese identificador, o autorizar la app con la cuenta que se quiere conectar.",
             "Set that ID, or authorise the app with the account to be connected.",
             "Colocar esse identificador, ou autorizar o app com a conta que se quer conectar."),
    )  # fmt: skip


def app_refused() -> Finding:
    """Name an app token that X does not know."""
    return bad(
        "app", APP,
        Said("X no acepta el bearer token de la app.", "X does not accept the app's bearer token.",
             "O X não aceita o bearer token do app."),
        Said("Copiarlo otra vez de console.x.com, en Keys and tokens.",
             "Copy it again from console.x.com, under Keys and tokens.",
             "Copiá-lo de novo de console.x.com, em Keys and tokens."),
    )  # fmt: skip


def no_webhook() -> Finding:
    """Name an app that brings nothing to us."""
    return bad(
        "webhook", WEBHOOK,
        Said("La app de X no trae los mensajes a esta dirección.", "The X app does not bring messages to this address.",
             "O app do X não traz as mensagens a este endereço."),
        CHECK,
    )  # fmt: skip


def invalid_webhook() -> Finding:
    """Name a webhook that X has stopped, because its check of our address failed."""
    return bad(
        "webhook", WEBHOOK,
        Said("X dejó de traer los mensajes: su comprobación de esta dirección falló.",
             "X stopped bringing messages: its check of this address failed.",
             "O X parou de trazer as mensagens: a verificação deste endereço falhou."),
        Said("Revisar que la dirección se abra desde Internet y que el «consumer secret» sea el de la app; "
             "luego comprobar la cuenta.",
             "See whether the address opens from the Internet and the consumer secret is that of the app; "
             "then check the account.",
             "Conferir se o endereço abre pela Internet e se o consumer secret é o do app; depois verificar a conta."),
    )  # fmt: skip


def webhook_refused(words: str) -> Finding:
    """Name an address that X does not take."""
    remedy = Said("Hace falta una dirección https pública sin puerto, y el «consumer secret» de la misma app.",
                  "It takes a public https address without a port, and the consumer secret of the same app.",
                  "É preciso um endereço https público sem porta, e o consumer secret do mesmo app.")  # fmt: skip
    return webhook_faults.webhook_refused("X", words, remedy)


def not_subscribed(kinds: str) -> Finding:
    """Name what X does not tell us."""
    return not_told_of("X", kinds, "subscriptions", SUBSCRIPTIONS)


def subscription_refused(kind: str, words: str) -> Finding:
    """Name what X does not want to tell us."""
    return bad(
        "subscribe", SUBSCRIPTIONS,
        Said(f"X no acepta avisar de {kind}: {words}", f"X does not accept to tell of {kind}: {words}",
             f"O X não aceita avisar de {kind}: {words}"),
        Said("Revisar que el plan de la app incluya la X Activity API y que la cuenta la haya autorizado.",
             "See whether the app's plan has the X Activity API and the account authorised the app.",
             "Conferir se o plano do app inclui a X Activity API e se a conta o autorizou."),
    )  # fmt: skip
