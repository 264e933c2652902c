"""What can be wrong with an Official Account, in words."""

from __future__ import annotations

from trato.rooms.channels.adapters.answers import body_of
from trato.rooms.channels.adapters.reading import text_in
from trato.rooms.channels.adapters.webhook_faults import no_webhook, silent
from trato.rooms.channels.adapters.wechat.classify import ELSEWHERE, NOT_ALLOWED, WAITS, WRONG_APP, WRONG_SECRET
from trato.rooms.channels.connecting import Finding, Said, bad
from trato.rooms.channels.model import HttpAnswer, ProviderAnswer, TransportFailure

ACCOUNT = Said("AppID y AppSecret", "AppID and AppSecret", "AppID e AppSecret")
SEALED = Said("Mensajes cifrados", "Encrypted messages", "Mensagens cifradas")
SENDING = Said("Mensajes de servicio", "Customer-service messages", "Mensagens de atendimento")
WEBHOOK = Said("WeChat tiene adónde traer mensajes", "WeChat knows where to bring messages",
               "O WeChat tem aonde trazer mensagens")  # fmt: skip


def of_account(answer: ProviderAnswer | None, code: int | None) -> Finding:
    """Return why WeChat gave the account no token, or did not take it."""
    words = _words(answer)
    if code == ELSEWHERE:
        return bad(
            "account", ACCOUNT,
            Said(f"WeChat no permite llamadas desde este servidor: {words}",
                 f"WeChat does not allow calls from this server: {words}",
                 f"O WeChat não permite chamadas deste servidor: {words}"),
            Said("Agregar esa dirección IP a la lista permitida, en la configuración de desarrollo de la cuenta.",
                 "Add that IP address to the whitelist, in the account's settings for developers.",
                 "Adicionar esse endereço IP à lista permitida, nas configurações de desenvolvimento da conta."),
        )  # fmt: skip
    if code in WRONG_APP:
        return bad(
            "account", ACCOUNT,
            Said("WeChat no conoce ese AppID.", "WeChat does not know that AppID.",
                 "O WeChat não conhece esse AppID."),
            Said("Copiarlo de la configuración de desarrollo de la cuenta: empieza con wx.",
                 "Copy it from the account's settings for developers: it begins with wx.",
                 "Copiá-lo das configurações de desenvolvimento da conta: começa com wx."),
        )  # fmt: skip
    if code in WRONG_SECRET:
        return bad(
            "account", ACCOUNT,
            Said("El AppSecret no es el de esta cuenta, o está congelado.",
                 "The AppSecret is not this account's, or it is frozen.",
                 "O AppSecret não é o desta conta, ou está congelado."),
            Said("Copiar el que se guardó al generarlo, o generar otro: el anterior deja de valer.",
                 "Copy the one that was kept when it was made, or make another: the one before ends.",
                 "Copiar o que se guardou ao gerá-lo, ou gerar outro: o anterior deixa de valer."),
        )  # fmt: skip
    if code is None or code in WAITS:
        return of_silence(answer, "account", ACCOUNT)
    return bad(
        "account", ACCOUNT,
        Said(f"WeChat no acepta la cuenta (error {code}): {words}",
             f"WeChat does not take the account (error {code}): {words}",
             f"O WeChat não aceita a conta (erro {code}): {words}"),
        Said("Revisar el estado de la cuenta en mp.weixin.qq.com.", "See how the account stands at mp.weixin.qq.com.",
             "Conferir o estado da conta em mp.weixin.qq.com."),
    )  # fmt: skip


def of_sending(answer: ProviderAnswer | None, code: int | None) -> Finding:
    """Return why it is not known how much may be sent."""
    if code in NOT_ALLOWED:
        return may_not_send(_words(answer))
    return of_silence(answer, "quota", SENDING)


def may_not_send(words: str) -> Finding:
    """Return that the account has no customer-service messages."""
    return bad(
        "quota", SENDING,
        Said(f"La cuenta no puede contestar por la API: {words or 'sin permiso'}",
             f"The account cannot answer by the API: {words or 'no permission'}",
             f"A conta não pode responder pela API: {words or 'sem permissão'}"),
        Said("Verificar la cuenta en mp.weixin.qq.com, o usar una de servicio: sus mensajes llegan, y de aquí no sale "
             "nada.",
             "Verify the account at mp.weixin.qq.com, or use a service account: its messages come, and nothing leaves "
             "from here.",
             "Verificar a conta em mp.weixin.qq.com, ou usar uma de serviço: as mensagens chegam, e daqui não sai "
             "nada."),
    )  # fmt: skip


def quota(used: int, most: int) -> Said:
    """Return how many of the day's calls are spent."""
    return Said(f"Mensajes de hoy: {used} de {most}", f"Messages of today: {used} of {most}",
                f"Mensagens de hoje: {used} de {most}")  # fmt: skip


def spent(most: int) -> Finding:
    """Return that nothing more leaves today."""
    return bad(
        "quota", SENDING,
        Said(f"Se enviaron los {most} mensajes que WeChat permite hoy.",
             f"The {most} messages that WeChat allows today are sent.",
             f"As {most} mensagens que o WeChat permite hoje foram enviadas."),
        Said("Esperar a mañana (hora de Pekín), o reiniciar la cuota en mp.weixin.qq.com.",
             "Wait for tomorrow (Beijing time), or reset the quota at mp.weixin.qq.com.",
             "Esperar até amanhã (hora de Pequim), ou reiniciar a cota em mp.weixin.qq.com."),
    )  # fmt: skip


def strange_token() -> Finding:
    """Return that no such Token can be typed at WeChat's."""
    return bad(
        "token", Said("Token", "Token", "Token"),
        Said("WeChat solo acepta de 3 a 32 letras y números.", "WeChat takes 3 to 32 letters and digits alone.",
             "O WeChat só aceita de 3 a 32 letras e números."),
        Said("Escribir otro, aquí y en WeChat.", "Write another, here and at WeChat's.",
             "Escrever outro, aqui e no WeChat."),
    )  # fmt: skip


def strange_key() -> Finding:
    """Return that what was typed opens nothing."""
    return bad(
        "sealed", SEALED,
        Said("La EncodingAESKey tiene que ser de 43 letras y números.",
             "The EncodingAESKey must be of 43 letters and digits.",
             "A EncodingAESKey precisa ter 43 letras e números."),
        Said("Copiarla entera de la configuración del servidor, en mp.weixin.qq.com.",
             "Copy all of it from the server settings at mp.weixin.qq.com.",
             "Copiá-la inteira da configuração do servidor, em mp.weixin.qq.com."),
    )  # fmt: skip


def no_address() -> Finding:
    """Return that messages are brought nowhere."""
    remedy = Said("Pegar nuestra dirección en mp.weixin.qq.com, configuración del servidor, y activarla.",
                  "Paste our address at mp.weixin.qq.com, server settings, and enable it.",
                  "Colar nosso endereço em mp.weixin.qq.com, configuração do servidor, e ativá-lo.")  # fmt: skip
    return no_webhook("WeChat", WEBHOOK, remedy)


def of_silence(answer: ProviderAnswer | None, check: str, label: Said) -> Finding:
    """Return that WeChat did not tell."""
    why = answer.error if isinstance(answer, TransportFailure) else _words(answer) or "?"
    return silent("WeChat", why, check, label)


def _words(answer: ProviderAnswer | None) -> str:
    if not isinstance(answer, HttpAnswer):
        return ""
    return text_in(body_of(answer), "errmsg")[:200] or (str(answer.status) if answer.status != 200 else "")
