"""How a YouTube channel is connected, and what Google says of it: the consent, whose it is, and its comments."""

from __future__ import annotations

from collections.abc import Generator

from trato.rooms.channels.adapters.answers import body_of
from trato.rooms.channels.adapters.reading import maps_in, text_in
from trato.rooms.channels.adapters.youtube import faults
from trato.rooms.channels.adapters.youtube.api import list_threads, my_channel
from trato.rooms.channels.connecting import Connection, Field, FieldKind, Finding, Holder, Probe, Said, good
from trato.rooms.channels.model import AccountView, HttpAnswer, ProviderAnswer


def examine(account: AccountView, hook: str) -> Generator[Probe | Finding, ProviderAnswer | None, None]:
    """Look at the consent, the channel and its comments; what hangs on something broken is not asked."""
    answer = yield my_channel(account)
    if not isinstance(answer, HttpAnswer) or answer.status != 200:
        yield faults.of_refusal(answer, "channel", faults.CHANNEL)
        return
    yield good("consent", faults.CONSENT)
    ids = [text_in(one, "id") for one in maps_in(body_of(answer), "items")]
    if account.external_id not in ids:
        yield faults.of_channel(account.external_id, ids[0] if ids else "")
        return
    yield good("channel", faults.CHANNEL)
    answer = yield list_threads(account, 1)
    is_given = isinstance(answer, HttpAnswer) and answer.status == 200
    yield good("comments", faults.COMMENTS) if is_given else faults.of_refusal(answer, "comments", faults.COMMENTS)


CONNECTION = Connection(
    channel="youtube",
    about=Said("Los comentarios de los videos de un canal: se leen solos, se responden y se moderan en público.",
               "The comments on a channel's videos: read by themselves, answered and moderated in public.",
               "Os comentários dos vídeos de um canal: lidos sozinhos, respondidos e moderados em público."),
    needs=(
        Said("Un canal de YouTube de la empresa, y la cuenta de Google que lo administra.",
             "A YouTube channel of the company, and the Google account that runs it.",
             "Um canal do YouTube da empresa, e a conta do Google que o administra."),
        Said("Un proyecto de Google Cloud con YouTube Data API v3 habilitada y un cliente de OAuth.",
             "A Google Cloud project with YouTube Data API v3 enabled, and an OAuth client.",
             "Um projeto do Google Cloud com a YouTube Data API v3 ativada e um cliente OAuth."),
        Said("Un refresh token de esa cuenta para ese cliente, con el alcance youtube.force-ssl.",
             "A refresh token of that account for that client, with the scope youtube.force-ssl.",
             "Um refresh token dessa conta para esse cliente, com o escopo youtube.force-ssl."),
    ),
    fields=(
        Field("channel_id", Said("Identificador del canal", "Channel ID", "Identificador do canal"), Holder.EXTERNAL_ID,
              hint=Said("Empieza con UC: YouTube Studio → Configuración → Canal → Configuración avanzada.",
                        "It begins with UC: YouTube Studio → Settings → Channel → Advanced settings.",
                        "Começa com UC: YouTube Studio → Configurações → Canal → Configurações avançadas.")),
        Field("client_id", Said("ID del cliente de OAuth", "OAuth client ID", "ID do cliente OAuth"), Holder.SECRETS,
              FieldKind.SECRET,
              hint=Said("Google Cloud → API y servicios → Credenciales.",
                        "Google Cloud → APIs & Services → Credentials.",
                        "Google Cloud → APIs e serviços → Credenciais.")),
        Field("client_secret", Said("Secreto del cliente", "Client secret", "Segredo do cliente"), Holder.SECRETS,
              FieldKind.SECRET),
        Field("refresh_token", Said("Refresh token", "Refresh token", "Refresh token"), Holder.SECRETS,
              FieldKind.SECRET,
              hint=Said("Se obtiene una vez, por ejemplo en OAuth Playground con ese mismo cliente.",
                        "It is had once, for instance in the OAuth Playground with that same client.",
                        "Obtém-se uma vez, por exemplo no OAuth Playground com esse mesmo cliente.")),
        Field("api_base", Said("Dirección del simulador", "Address of the simulator", "Endereço do simulador"),
              Holder.SETTINGS, required=False, local=True, steers=True,
              hint=Said("Solo para practicar en esta máquina.", "Only to practise on this machine.",
                        "Só para praticar nesta máquina.")),
    ),
    examine=examine,
    write_to=Said("Comentar un video del canal desde otra cuenta de Google.",
                  "Comment on a video of the channel from another Google account.",
                  "Comentar um vídeo do canal com outra conta do Google."),
)  # fmt: skip
