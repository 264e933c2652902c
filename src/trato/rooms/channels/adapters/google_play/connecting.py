"""How an application of Google Play is connected, and what Google says of it: of the key, and of the reviews."""

from __future__ import annotations

from collections.abc import Generator

from trato.rooms.channels.adapters.google import faults as google
from trato.rooms.channels.adapters.google.keys import WrongKey, service_key
from trato.rooms.channels.adapters.google_play import faults
from trato.rooms.channels.adapters.google_play.api import list_reviews
from trato.rooms.channels.connecting import Connection, Field, FieldKind, Finding, Holder, Probe, Said, good
from trato.rooms.channels.model import AccountView, HttpAnswer, ProviderAnswer


def examine(account: AccountView, hook: str) -> Generator[Probe | Finding, ProviderAnswer | None, None]:
    """Look at the key, and ask for one review with it."""
    try:
        key = service_key(account.secrets.get("service_account", ""))
    except WrongKey as wrong:
        yield faults.of_key(wrong)
        return
    answer = yield list_reviews(account, 1)
    if isinstance(answer, HttpAnswer) and answer.status == 200:
        yield good("key", google.KEY)
        yield good("reviews", faults.REVIEWS)
    else:
        yield faults.of_refusal(answer, account.external_id, key.email)


CONNECTION = Connection(
    channel="google_play",
    about=Said("Las reseñas de una aplicación en Google Play: se leen solas y se responden en público.",
               "The reviews of an application in Google Play: they are read by themselves and answered in public.",
               "As avaliações de um aplicativo no Google Play: são lidas sozinhas e respondidas em público."),
    needs=(
        Said("Una aplicación publicada en producción, y la administración de su Play Console.",
             "An application published in production, and the administration of its Play Console.",
             "Um aplicativo publicado em produção, e a administração do Play Console."),
        Said("Un proyecto de Google Cloud con Google Play Android Developer API habilitada y una cuenta de servicio.",
             "A Google Cloud project with the Google Play Android Developer API enabled, and a service account.",
             "Um projeto do Google Cloud com a Google Play Android Developer API ativada e uma conta de serviço."),
        Said("Esa cuenta de servicio, invitada en Play Console con permiso de responder a las opiniones.",
             "That service account, invited in Play Console with permission to reply to reviews.",
             "Essa conta de serviço, convidada no Play Console com permissão de responder avaliações."),
    ),
    fields=(
        Field("package", Said("Nombre del paquete", "Package name", "Nome do pacote"), Holder.EXTERNAL_ID,
              hint=Said("Como com.empresa.aplicacion: Play Console → la aplicación, debajo de su nombre.",
                        "As com.company.application: Play Console → the app, below its name.",
                        "Como com.empresa.aplicativo: Play Console → o aplicativo, abaixo do nome.")),
        Field("service_account", Said("Llave de la cuenta de servicio", "Key of the service account",
                                      "Chave da conta de serviço"),
              Holder.SECRETS, FieldKind.SECRET,
              hint=Said("El archivo JSON entero, pegado.", "The whole JSON file, pasted.",
                        "O arquivo JSON inteiro, colado.")),
        Field("api_base", Said("Dirección del simulador", "Address of the simulator", "Endereço do simulador"),
              Holder.SETTINGS, required=False, local=True, steers=True,
              hint=Said("Solo para practicar en esta máquina.", "Only to practise on this machine.",
                        "Só para praticar nesta máquina.")),
    ),
    examine=examine,
    write_to=Said("Escribir una reseña de la aplicación con otra cuenta de Google; Google tarda unas horas en darla.",
                  "Write a review of the application from another Google account; Google takes some hours to give it.",
                  "Escrever uma avaliação do aplicativo com outra conta do Google; o Google demora horas."),
)  # fmt: skip
