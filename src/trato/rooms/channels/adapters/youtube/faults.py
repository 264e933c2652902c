"""What can be wrong with a YouTube channel, in plain words with the remedy."""

from __future__ import annotations

from trato.rooms.channels.adapters.google import faults
from trato.rooms.channels.adapters.google.answers import reason_of
from trato.rooms.channels.connecting import Finding, Said, bad
from trato.rooms.channels.model import HttpAnswer, ProviderAnswer

CONSENT = Said("Permiso de la cuenta", "Consent of the account", "Permissão da conta")
CHANNEL = Said("Canal", "Channel", "Canal")
COMMENTS = Said("Comentarios", "Comments", "Comentários")
API_NAME = "YouTube Data API v3"
SCOPE = "youtube.force-ssl"


def of_refusal(answer: ProviderAnswer | None, check: str, label: Said) -> Finding:
    """Name why something is not given."""
    if (found := faults.usual(answer, API_NAME, check, label)) is not None:
        return found
    assert isinstance(answer, HttpAnswer)
    reason = reason_of(answer)
    if reason in ("invalid_client", "unauthorized_client"):
        return bad(
            "client", CONSENT,
            Said("Google no reconoce ese cliente de OAuth con ese secreto.",
                 "Google does not know that OAuth client with that secret.",
                 "O Google não reconhece esse cliente OAuth com esse segredo."),
            Said("Copiar los dos de Google Cloud → API y servicios → Credenciales → el cliente.",
                 "Copy both from Google Cloud → APIs & Services → Credentials → the client.",
                 "Copiar os dois de Google Cloud → APIs e serviços → Credenciais → o cliente."),
        )  # fmt: skip
    if reason == "invalid_grant" or answer.status == 401:
        return bad(
            "consent", CONSENT,
            Said("El permiso ya no vale: fue revocado, venció, o se dio a otro cliente de OAuth.",
                 "The consent no longer counts: it was revoked, it ended, or it was given to another OAuth client.",
                 "A permissão não vale mais: foi revogada, venceu ou foi dada a outro cliente OAuth."),
            Said("Darlo otra vez con la cuenta del canal y pegar el nuevo refresh token. En una app «de prueba» vence "
                 "a los 7 días: publicarla en Google Cloud → Pantalla de consentimiento.",
                 "Give it again with the channel's account and paste the new refresh token. In an app “in testing” it "
                 "ends after 7 days: publish it in Google Cloud → OAuth consent screen.",
                 "Dar de novo com a conta do canal e colar o novo refresh token. Em um app “em teste” vence em 7 dias: "
                 "publicá-lo em Google Cloud → Tela de consentimento."),
        )  # fmt: skip
    if answer.status == 403:
        return bad(
            check, label,
            Said(f"El permiso no alcanza para leer y responder comentarios ({reason}).",
                 f"The consent is not enough to read and answer comments ({reason}).",
                 f"A permissão não basta para ler e responder comentários ({reason})."),
            Said(f"Darlo otra vez con el alcance {SCOPE}, con la cuenta que administra el canal.",
                 f"Give it again with the scope {SCOPE}, with the account that runs the channel.",
                 f"Dar de novo com o escopo {SCOPE}, com a conta que administra o canal."),
        )  # fmt: skip
    return bad(
        check, label,
        Said(f"YouTube no acepta la pregunta ({reason}).", f"YouTube does not take the question ({reason}).",
             f"O YouTube não aceita a pergunta ({reason})."),
        Said("Revisar el identificador del canal: empieza con UC.", "Check the channel ID: it begins with UC.",
             "Conferir o identificador do canal: começa com UC."),
    )  # fmt: skip


def of_channel(wanted: str, found: str) -> Finding:
    """Name a consent that is another channel's."""
    fact = Said(
        f"El permiso es del canal {found}, no de {wanted}.",
        f"The consent is of channel {found}, not of {wanted}.",
        f"A permissão é do canal {found}, não de {wanted}.",
    ) if found else Said(
        "La cuenta que dio el permiso no tiene ningún canal.",
        "The account that gave the consent has no channel.",
        "A conta que deu a permissão não tem nenhum canal.",
    )  # fmt: skip
    remedy = Said(
        "Copiar el identificador de YouTube Studio → Configuración → Canal → Configuración avanzada, o dar el permiso "
        "eligiendo ese canal.",
        "Copy the ID from YouTube Studio → Settings → Channel → Advanced settings, or give the consent choosing that "
        "channel.",
        "Copiar o identificador do YouTube Studio → Configurações → Canal → Configurações avançadas, ou dar a "
        "permissão escolhendo esse canal.",
    )
    return bad("channel", CHANNEL, fact, remedy)
