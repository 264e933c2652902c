"""What can be wrong with a WhatsApp account, in plain words with the remedy. Codes: Meta's error reference."""

from __future__ import annotations

from typing import Any

from trato.rooms.channels.connecting import Finding, Said, bad, unknown
from trato.rooms.channels.model import HttpAnswer, ProviderAnswer

NUMBER = Said("Token y número", "Token and number", "Token e número")
KEY = Said("Clave de 360dialog", "360dialog key", "Chave da 360dialog")
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
        Said("WhatsApp no contesta ahora, o contesta con un error suyo.",
             "WhatsApp does not answer now, or answers with an error of its own.",
             "O WhatsApp não responde agora, ou responde com um erro próprio."),
        Said("Aquí no hay nada que cambiar: reintentar en unos minutos. Su estado está en metastatus.com.",
             "There is nothing to change here: try again in a few minutes. Its status is at metastatus.com.",
             "Aqui não há nada a mudar: tentar de novo em alguns minutos. O estado está em metastatus.com."),
    )  # fmt: skip


def of_number(answer: ProviderAnswer | None, body: dict[str, Any] | None) -> Finding:
    """Name what is wrong with the token or the number."""
    if body is None:
        return of_silence("number", NUMBER, answer)
    code = _code(body)
    if code == TOKEN_REFUSED or (isinstance(answer, HttpAnswer) and answer.status == 401):
        return bad(
            "token", Said("Token de acceso", "Access token", "Token de acesso"),
            Said("Meta no reconoce el token de acceso: venció, se revocó o está mal copiado.",
                 "Meta does not know the access token: it ended, was revoked, or was copied wrongly.",
                 "A Meta não reconhece o token de acesso: venceu, foi revogado ou foi mal copiado."),
            Said("Crear uno permanente en Meta Business → Usuarios del sistema, para esta app, y pegarlo aquí.",
                 "Make a permanent one in Meta Business → System users, for this app, and paste it here.",
                 "Criar um permanente no Meta Business → Usuários do sistema, para este app, e colá-lo aqui."),
        )  # fmt: skip
    if code in PERMISSION_CODES:
        return of_permissions(["whatsapp_business_management"])
    return bad(
        "number", NUMBER,
        Said("Ese identificador no es de un número que el token alcance.",
             "That ID is not of a number within the token's reach.",
             "Esse identificador não é de um número ao alcance do token."),
        Said("Copiar el «Identificador de número de teléfono» (no el número) de la app → WhatsApp → Configuración de "
             "la API, y asignar la cuenta de WhatsApp al usuario del sistema.",
             "Copy the “Phone number ID” (not the number) from the app → WhatsApp → API setup, and assign the WhatsApp "
             "account to the system user.",
             "Copiar o “Identificador do número de telefone” (não o número) do app → WhatsApp → Configuração da API, e "
             "atribuir a conta do WhatsApp ao usuário do sistema."),
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


def of_business(answer: ProviderAnswer | None, body: dict[str, Any] | None) -> Finding:
    """Name an account of WhatsApp Business that the token does not reach."""
    if body is None:
        return of_silence("subscription", SUBSCRIPTION, answer)
    return bad(
        "subscription", SUBSCRIPTION,
        Said("El token no alcanza esa cuenta de WhatsApp Business.",
             "The token does not reach that WhatsApp Business account.",
             "O token não alcança essa conta do WhatsApp Business."),
        Said("Revisar su identificador, y asignarla al usuario del sistema en Meta Business.",
             "Check its ID, and assign it to the system user in Meta Business.",
             "Conferir o identificador, e atribuí-la ao usuário do sistema no Meta Business."),
    )  # fmt: skip


def not_subscribed() -> Finding:
    """Name an account whose events the app does not get."""
    return bad(
        "subscription", SUBSCRIPTION,
        Said("La app no está suscrita a la cuenta de WhatsApp Business: no le llega ningún mensaje.",
             "The app is not subscribed to the WhatsApp Business account: it gets no message.",
             "O app não está inscrito na conta do WhatsApp Business: não recebe nenhuma mensagem."),
        Said("En la app de Meta → WhatsApp → Configuración, suscribir la cuenta; luego reintentar.",
             "In the Meta app → WhatsApp → Configuration, subscribe the account; then try again.",
             "No app da Meta → WhatsApp → Configuração, inscrever a conta; depois tentar de novo."),
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


def deaf_webhook() -> Finding:
    """Name a webhook that is told of no messages."""
    return bad(
        "webhook", WEBHOOK,
        Said("El webhook no está suscrito al campo «messages».", "The webhook is not subscribed to “messages”.",
             "O webhook não está inscrito no campo “messages”."),
        Said("Suscribirlo en la app de Meta → WhatsApp → Configuración → Campos del webhook.",
             "Subscribe it in the Meta app → WhatsApp → Configuration → Webhook fields.",
             "Inscrevê-lo no app da Meta → WhatsApp → Configuração → Campos do webhook."),
    )  # fmt: skip


def of_key(answer: ProviderAnswer | None) -> Finding:
    """Name a key that 360dialog refuses."""
    if not isinstance(answer, HttpAnswer) or answer.status >= 500:
        return of_silence("number", KEY, answer)
    return bad(
        "number", KEY,
        Said("360dialog no reconoce la clave.", "360dialog does not know the key.",
             "A 360dialog não reconhece a chave."),
        Said("Generar otra en el 360dialog Hub, para este número, y pegarla aquí.",
             "Make another in the 360dialog Hub, for this number, and paste it here.",
             "Gerar outra no 360dialog Hub, para este número, e colá-la aqui."),
    )  # fmt: skip


def _code(body: dict[str, Any]) -> int:
    error = body.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) else 0
