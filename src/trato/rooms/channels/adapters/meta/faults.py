"""What can be wrong with an account of Meta's, in plain words with the remedy. Codes: Meta's error reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trato.rooms.channels.connecting import Finding, Said, bad, unknown
from trato.rooms.channels.model import HttpAnswer, ProviderAnswer

PAGE = Said("Token y página", "Token and Page", "Token e página")
SECRET = Said("Secreto de la app", "App secret", "Segredo do app")
PERMISSIONS = Said("Permisos del token", "Permissions of the token", "Permissões do token")
SUBSCRIPTION = Said("Suscripción de la cuenta", "Subscription of the account", "Assinatura da conta")
WEBHOOK = Said("Webhook", "Webhook", "Webhook")

TOKEN_REFUSED = 190
PERMISSION_CODES = frozenset({3, 10, *range(200, 300)})


def of_silence(check: str, label: Said, answer: ProviderAnswer | None) -> Finding:
    """Name a provider that did not answer, or not as it should."""
    return unknown(
        check, label,
        Said("Meta no contesta ahora, o contesta con un error suyo.",
             "Meta does not answer now, or answers with an error of its own.",
             "A Meta não responde agora, ou responde com um erro próprio."),
        Said("Aquí no hay nada que cambiar: reintentar en unos minutos. Su estado está en metastatus.com.",
             "There is nothing to change here: try again in a few minutes. Its status is at metastatus.com.",
             "Aqui não há nada a mudar: tentar de novo em alguns minutos. O estado está em metastatus.com."),
    )  # fmt: skip


def of_refused_token(answer: ProviderAnswer | None, body: dict[str, Any]) -> Finding | None:
    """Name a token that Meta does not know; None where it does."""
    if code_of(body) == TOKEN_REFUSED or (isinstance(answer, HttpAnswer) and answer.status == 401):
        return bad(
            "token", Said("Token de acceso", "Access token", "Token de acesso"),
            Said("Meta no reconoce el token de acceso: venció, se revocó o está mal copiado.",
                 "Meta does not know the access token: it ended, was revoked, or was copied wrongly.",
                 "A Meta não reconhece o token de acesso: venceu, foi revogado ou foi mal copiado."),
            Said("Crear uno permanente en Meta Business → Usuarios del sistema, para esta app, y pegarlo aquí.",
                 "Make a permanent one in Meta Business → System users, for this app, and paste it here.",
                 "Criar um permanente no Meta Business → Usuários do sistema, para este app, e colá-lo aqui."),
        )  # fmt: skip
    return None


def of_page(answer: ProviderAnswer | None, body: dict[str, Any] | None, scopes: Sequence[str]) -> Finding:
    """Name what is wrong with the token or the Page."""
    return of_token(answer, body, scopes) or bad(
        "page", PAGE,
        Said("Ese identificador no es de una página que el token alcance.",
             "That ID is not of a Page within the token's reach.",
             "Esse identificador não é de uma página ao alcance do token."),
        Said("Copiar el «Identificador de la página», y asignar la página al usuario del sistema en Meta Business.",
             "Copy the “Page ID”, and assign the Page to the system user in Meta Business.",
             "Copiar o “Identificador da página”, e atribuir a página ao usuário do sistema no Meta Business."),
    )  # fmt: skip


def of_token(answer: ProviderAnswer | None, body: dict[str, Any] | None, scopes: Sequence[str]) -> Finding | None:
    """Name what is wrong with the token, None where the fault is elsewhere."""
    if body is None:
        return of_silence("page", PAGE, answer)
    return of_refused_token(answer, body) or (
        of_permissions(list(scopes)) if code_of(body) in PERMISSION_CODES else None
    )


def page_not_subscribed(fields: Sequence[str]) -> Finding:
    """Name a Page of which the app is told nothing, or too little."""
    names = ", ".join(fields)
    return bad(
        "subscription", SUBSCRIPTION,
        Said(f"La app no está suscrita a «{names}» de la página: no le llega nada de eso.",
             f"The app is not subscribed to “{names}” of the Page: it hears nothing of that.",
             f"O app não está inscrito em “{names}” da página: não recebe nada disso."),
        Said("En la app de Meta → Messenger → Configuración, añadir la página con esos campos; luego reintentar.",
             "In the Meta app → Messenger → Settings, add the Page with those fields; then try again.",
             "No app da Meta → Messenger → Configurações, adicionar a página com esses campos; depois tentar de novo."),
    )  # fmt: skip


def deaf_webhook(fields: Sequence[str], about: str) -> Finding:
    """Name a webhook that is not told of what the account is for."""
    names, place = ", ".join(fields), about.capitalize()
    return bad(
        "webhook", WEBHOOK,
        Said(f"El webhook no está suscrito a «{names}».", f"The webhook is not subscribed to “{names}”.",
             f"O webhook não está inscrito em “{names}”."),
        Said(f"Suscribirlo en la app de Meta → Webhooks → {place}.",
             f"Subscribe it in the Meta app → Webhooks → {place}.",
             f"Inscrevê-lo no app da Meta → Webhooks → {place}."),
    )  # fmt: skip


def of_secret(answer: ProviderAnswer | None, body: dict[str, Any] | None) -> Finding:
    """Name a secret of another app: no webhook that it signs could be believed."""
    if body is None:
        return of_silence("app_secret", SECRET, answer)
    return bad(
        "app_secret", SECRET,
        Said("El secreto no es el de la app de ese token: Trato rechazaría todos sus webhooks.",
             "The secret is not that of the token's app: Trato would refuse all of its webhooks.",
             "O segredo não é o do app desse token: o Trato recusaria todos os webhooks."),
        Said("Copiar el «Secreto de la app» de la app de Meta → Configuración → Básica.",
             "Copy the “App secret” from the Meta app → Settings → Basic.",
             "Copiar a “Chave secreta do app” do app da Meta → Configurações → Básico."),
    )  # fmt: skip


def of_permissions(missing: list[str]) -> Finding:
    """Name the permissions that a token lacks."""
    names = ", ".join(missing)
    return bad(
        "permissions", PERMISSIONS,
        Said(f"Al token le falta {names}.", f"The token lacks {names}.", f"Falta ao token {names}."),
        Said("Crear otro token del usuario del sistema con esos permisos marcados, y pegarlo aquí.",
             "Make another token of the system user with those permissions ticked, and paste it here.",
             "Criar outro token do usuário do sistema com essas permissões marcadas, e colá-lo aqui."),
    )  # fmt: skip


def no_webhook(hook: str) -> Finding:
    """Name a webhook that was never set."""
    return bad(
        "webhook", WEBHOOK,
        Said("Aún no hay dirección de webhook.", "There is no webhook address yet.",
             "Ainda não há endereço de webhook."),
        Said(f"Poner {hook} con el token de verificación de aquí.", f"Set {hook} with the verify token shown here.",
             f"Colocar {hook} com o token de verificação daqui."),
    )  # fmt: skip


def other_webhook(told: str, hook: str) -> Finding:
    """Name a webhook that leads elsewhere."""
    return bad(
        "webhook", WEBHOOK,
        Said(f"El webhook apunta a otra parte: {told}.", f"The webhook leads elsewhere: {told}.",
             f"O webhook aponta para outro lugar: {told}."),
        Said(f"Cambiarlo por {hook}.", f"Change it to {hook}.", f"Trocá-lo por {hook}."),
    )  # fmt: skip


def code_of(body: dict[str, Any]) -> int:
    """Return the number of Meta's error, 0 where there is none."""
    error = body.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) else 0
