"""What can be wrong with an application in the App Store, in plain words with the remedy."""

from __future__ import annotations

from trato.rooms.channels.adapters.app_store.answers import code_of
from trato.rooms.channels.adapters.app_store.keys import WrongKey
from trato.rooms.channels.connecting import Finding, Said, bad, unknown
from trato.rooms.channels.model import HttpAnswer, ProviderAnswer

KEY = Said("Llave", "Key", "Chave")
APP = Said("Aplicación", "Application", "Aplicativo")
REVIEWS = Said("Reseñas", "Reviews", "Avaliações")


def of_key(wrong: WrongKey) -> Finding:
    """Name what was pasted that is no key."""
    match wrong.kind:
        case "public":
            fact = Said(
                "Eso es una llave pública o un certificado, no la llave privada.",
                "That is a public key or a certificate, not the private key.",
                "Isso é uma chave pública ou um certificado, não a chave privada.",
            )
        case "other":
            fact = Said(
                "Es una llave privada, pero no de App Store Connect: no es de curva P-256.",
                "It is a private key, but not of App Store Connect: it is not of curve P-256.",
                "É uma chave privada, mas não do App Store Connect: não é de curva P-256.",
            )
        case _:
            fact = Said(
                "Eso no es el contenido de un archivo .p8.",
                "That is not the content of a .p8 file.",
                "Isso não é o conteúdo de um arquivo .p8.",
            )
    remedy = Said(
        "Abrir AuthKey_….p8 con un editor de texto y pegar todo, desde BEGIN PRIVATE KEY hasta END PRIVATE KEY. Si se "
        "perdió, crear otra llave en App Store Connect → Usuarios y acceso → Integraciones.",
        "Open AuthKey_….p8 with a text editor and paste all of it, from BEGIN PRIVATE KEY to END PRIVATE KEY. Where it "
        "is lost, make another key in App Store Connect → Users and Access → Integrations.",
        "Abrir AuthKey_….p8 com um editor de texto e colar tudo, de BEGIN PRIVATE KEY até END PRIVATE KEY. Se foi "
        "perdida, criar outra chave em App Store Connect → Usuários e acesso → Integrações.",
    )
    return bad("key", KEY, fact, remedy)


def of_app(answer: ProviderAnswer | None, app: str) -> Finding:
    """Name why the application is not shown."""
    if not isinstance(answer, HttpAnswer) or answer.status >= 500 or answer.status == 429:
        return _silent("app", APP)
    if answer.status == 401:
        return bad(
            "key", KEY,
            Said("Apple no reconoce esta llave: el Issuer ID, el Key ID o el archivo .p8 no son de la misma.",
                 "Apple does not know this key: the issuer ID, the key ID or the .p8 file are not of the same one.",
                 "A Apple não reconhece esta chave: o Issuer ID, o Key ID ou o arquivo .p8 não são da mesma."),
            Said("Copiar los dos identificadores de App Store Connect → Usuarios y acceso → Integraciones, de la fila "
                 "de esta llave; si fue revocada, crear otra. La hora de este servidor también debe estar bien.",
                 "Copy both IDs from App Store Connect → Users and Access → Integrations, from this key's row; where "
                 "it was revoked, make another. The clock of this server must be right as well.",
                 "Copiar os dois identificadores de App Store Connect → Usuários e acesso → Integrações, da linha "
                 "desta chave; se foi revogada, criar outra. A hora deste servidor também deve estar certa."),
        )  # fmt: skip
    if answer.status == 404:
        return bad(
            "app", APP,
            Said(f"Este equipo no tiene ninguna aplicación con el Apple ID {app}.",
                 f"This team has no application with the Apple ID {app}.",
                 f"Esta equipe não tem nenhum aplicativo com o Apple ID {app}."),
            Said("Copiar el número de App Store Connect → la aplicación → Información de la app → Apple ID.",
                 "Copy the number from App Store Connect → the app → App Information → Apple ID.",
                 "Copiar o número de App Store Connect → o aplicativo → Informações do app → Apple ID."),
        )  # fmt: skip
    return _forbidden("app", APP, answer)


def of_reviews(answer: ProviderAnswer | None) -> Finding:
    """Name why reviews are not given."""
    if not isinstance(answer, HttpAnswer) or answer.status >= 500 or answer.status == 429:
        return _silent("reviews", REVIEWS)
    return _forbidden("reviews", REVIEWS, answer)


def _forbidden(check: str, label: Said, answer: HttpAnswer) -> Finding:
    code = code_of(answer)
    return bad(
        check, label,
        Said(f"La llave no tiene permiso para esto ({code}).", f"The key has no permission for this ({code}).",
             f"A chave não tem permissão para isto ({code})."),
        Said("Crear una llave de equipo con el rol Atención al cliente o Administrador, con acceso a esta aplicación.",
             "Make a team key with the role Customer Support or Admin, with access to this application.",
             "Criar uma chave de equipe com a função Suporte ao cliente ou Admin, com acesso a este aplicativo."),
    )  # fmt: skip


def _silent(check: str, label: Said) -> Finding:
    return unknown(
        check, label,
        Said("App Store Connect no contesta ahora, o contesta con un error suyo.",
             "App Store Connect does not answer now, or answers with an error of its own.",
             "O App Store Connect não responde agora, ou responde com um erro próprio."),
        Said("Aquí no hay nada que cambiar: reintentar en unos minutos. Su estado está en "
             "developer.apple.com/system-status.",
             "There is nothing to change here: try again in a few minutes. Its status is at "
             "developer.apple.com/system-status.",
             "Aqui não há nada a mudar: tentar de novo em alguns minutos. O estado está em "
             "developer.apple.com/system-status."),
    )  # fmt: skip
