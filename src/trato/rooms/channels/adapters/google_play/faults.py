"""What can be wrong with an application in Google Play, in plain words with the remedy."""

from __future__ import annotations

from trato.rooms.channels.adapters.google import faults
from trato.rooms.channels.adapters.google.answers import UNTRUSTED, reason_of
from trato.rooms.channels.adapters.google.keys import WrongKey
from trato.rooms.channels.connecting import Finding, Said, bad
from trato.rooms.channels.model import HttpAnswer, ProviderAnswer

REVIEWS = Said("Reseñas", "Reviews", "Avaliações")
API_NAME = "Google Play Android Developer API"
NEW_KEY = Said(
    "En Google Cloud → IAM y administración → Cuentas de servicio → la cuenta → Claves → Agregar clave → JSON, y pegar "
    "aquí el archivo entero, de la primera llave { a la última }.",
    "In Google Cloud → IAM & Admin → Service accounts → the account → Keys → Add key → JSON, and paste the whole file "
    "here, from the first { to the last }.",
    "No Google Cloud → IAM e administrador → Contas de serviço → a conta → Chaves → Adicionar chave → JSON, e colar "
    "aqui o arquivo inteiro, da primeira { à última }.",
)


def of_key(wrong: WrongKey) -> Finding:
    """Name what was pasted that is no key."""
    match wrong.kind:
        case "client":
            fact = Said(
                "El archivo es de un cliente de OAuth, no de una cuenta de servicio.",
                "The file is of an OAuth client, not of a service account.",
                "O arquivo é de um cliente OAuth, não de uma conta de serviço.",
            )
        case "broken":
            fact = Said(
                "La clave privada del archivo está incompleta o dañada.",
                "The private key in the file is incomplete or damaged.",
                "A chave privada do arquivo está incompleta ou danificada.",
            )
        case _:
            fact = Said(
                "Eso no es el archivo JSON de una cuenta de servicio.",
                "That is not the JSON file of a service account.",
                "Isso não é o arquivo JSON de uma conta de serviço.",
            )
    return bad("key", faults.KEY, fact, NEW_KEY)


def of_refusal(answer: ProviderAnswer | None, package: str, email: str) -> Finding:
    """Name why reviews are not given."""
    if (found := faults.usual(answer, API_NAME, "reviews", REVIEWS)) is not None:
        return found
    assert isinstance(answer, HttpAnswer)
    reason = reason_of(answer)
    if reason in UNTRUSTED or answer.status == 401:
        return bad(
            "key", faults.KEY,
            Said("Google ya no reconoce esta llave: se borró, o la cuenta de servicio está inhabilitada.",
                 "Google no longer knows this key: it was deleted, or the service account is disabled.",
                 "O Google não reconhece mais esta chave: foi excluída, ou a conta de serviço está desativada."),
            NEW_KEY,
        )  # fmt: skip
    if answer.status == 404:
        return bad(
            "reviews", REVIEWS,
            Said(f"Google Play no tiene la aplicación {package}.", f"Google Play has no application {package}.",
                 f"O Google Play não tem o aplicativo {package}."),
            Said("Copiar el nombre del paquete de Play Console → la aplicación, debajo de su nombre.",
                 "Copy the package name from Play Console → the app, below its name.",
                 "Copiar o nome do pacote do Play Console → o aplicativo, abaixo do nome."),
        )  # fmt: skip
    if answer.status == 403:
        return bad(
            "reviews", REVIEWS,
            Said(f"{email} no tiene permiso sobre las reseñas de {package}.",
                 f"{email} has no permission for the reviews of {package}.",
                 f"{email} não tem permissão para as avaliações de {package}."),
            Said("Play Console → Usuarios y permisos → invitar esa dirección, con «Responder a las opiniones» en esta "
                 "aplicación. Puede tardar un día en valer.",
                 "Play Console → Users and permissions → invite that address, with “Reply to reviews” for this app. It "
                 "may take a day to count.",
                 "Play Console → Usuários e permissões → convidar esse endereço, com “Responder avaliações” neste "
                 "aplicativo. Pode levar um dia para valer."),
        )  # fmt: skip
    return bad(
        "reviews", REVIEWS,
        Said(f"Google Play no acepta la pregunta ({reason}).", f"Google Play does not take the question ({reason}).",
             f"O Google Play não aceita a pergunta ({reason})."),
        Said("Revisar el nombre del paquete: va sin espacios, como com.empresa.aplicacion.",
             "Check the package name: it has no spaces, as com.company.application.",
             "Conferir o nome do pacote: vai sem espaços, como com.empresa.aplicativo."),
    )  # fmt: skip
