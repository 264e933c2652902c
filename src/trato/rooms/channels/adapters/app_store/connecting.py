"""How an application of the App Store is connected, and what Apple says: of the key, the application, its reviews."""

from __future__ import annotations

from collections.abc import Generator

from trato.rooms.channels.adapters.app_store import faults
from trato.rooms.channels.adapters.app_store.api import get_app, list_reviews
from trato.rooms.channels.adapters.app_store.keys import WrongKey, team_key
from trato.rooms.channels.connecting import Connection, Field, FieldKind, Finding, Holder, Probe, Said, good
from trato.rooms.channels.model import AccountView, HttpAnswer, ProviderAnswer


def examine(account: AccountView, hook: str) -> Generator[Probe | Finding, ProviderAnswer | None, None]:
    """Look at the key, the application and its reviews; what hangs on something broken is not asked."""
    try:
        team_key(account.secrets.get("private_key", ""))
    except WrongKey as wrong:
        yield faults.of_key(wrong)
        return
    answer = yield get_app(account)
    if not _is_good(answer):
        yield faults.of_app(answer, account.external_id)
        return
    yield good("key", faults.KEY)
    yield good("app", faults.APP)
    answer = yield list_reviews(account, 1)
    yield good("reviews", faults.REVIEWS) if _is_good(answer) else faults.of_reviews(answer)


def _is_good(answer: ProviderAnswer | None) -> bool:
    return isinstance(answer, HttpAnswer) and answer.status == 200


CONNECTION = Connection(
    channel="app_store",
    about=Said("Las reseñas de una aplicación en la App Store: se leen solas y se responden en público.",
               "The reviews of an application in the App Store: they are read by themselves and answered in public.",
               "As avaliações de um aplicativo na App Store: são lidas sozinhas e respondidas em público."),
    needs=(
        Said("Una aplicación publicada, y el rol de administrador en su App Store Connect.",
             "A published application, and the role of administrator in its App Store Connect.",
             "Um aplicativo publicado, e a função de administrador no App Store Connect."),
        Said("Una llave de equipo de la API de App Store Connect, con el rol Atención al cliente.",
             "A team key of the App Store Connect API, with the role Customer Support.",
             "Uma chave de equipe da API do App Store Connect, com a função Suporte ao cliente."),
    ),
    fields=(
        Field("app_id", Said("Apple ID de la aplicación", "Apple ID of the application", "Apple ID do aplicativo"),
              Holder.EXTERNAL_ID,
              hint=Said("Un número: App Store Connect → la aplicación → Información de la app.",
                        "A number: App Store Connect → the app → App Information.",
                        "Um número: App Store Connect → o aplicativo → Informações do app.")),
        Field("issuer_id", Said("Issuer ID", "Issuer ID", "Issuer ID"), Holder.SECRETS, FieldKind.SECRET,
              hint=Said("App Store Connect → Usuarios y acceso → Integraciones: arriba de la lista de llaves.",
                        "App Store Connect → Users and Access → Integrations: above the list of keys.",
                        "App Store Connect → Usuários e acesso → Integrações: acima da lista de chaves.")),
        Field("key_id", Said("Key ID", "Key ID", "Key ID"), Holder.SECRETS, FieldKind.SECRET,
              hint=Said("Diez letras y números, en la fila de la llave.", "Ten letters and digits, in the key's row.",
                        "Dez letras e números, na linha da chave.")),
        Field("private_key", Said("Llave privada (.p8)", "Private key (.p8)", "Chave privada (.p8)"), Holder.SECRETS,
              FieldKind.SECRET,
              hint=Said("El contenido del archivo AuthKey_….p8; Apple lo deja bajar una sola vez.",
                        "The content of the file AuthKey_….p8; Apple lets it be downloaded once.",
                        "O conteúdo do arquivo AuthKey_….p8; a Apple só deixa baixar uma vez.")),
        Field("api_base", Said("Dirección del simulador", "Address of the simulator", "Endereço do simulador"),
              Holder.SETTINGS, required=False, local=True, steers=True,
              hint=Said("Solo para practicar en esta máquina.", "Only to practise on this machine.",
                        "Só para praticar nesta máquina.")),
    ),
    examine=examine,
    write_to=Said("Escribir una reseña de la aplicación desde un iPhone; Apple tarda hasta un día en darla.",
                  "Write a review of the application from an iPhone; Apple takes up to a day to give it.",
                  "Escrever uma avaliação do aplicativo de um iPhone; a Apple demora até um dia para entregá-la."),
)  # fmt: skip
