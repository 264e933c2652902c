"""How an Official Account of WeChat is connected, and what WeChat says of it.

Our address, the Token and the EncodingAESKey are typed by a person on WeChat's own page: no call sets them, and none
tells them. WeChat looks then whether the address answers; that it knows one is all that can be asked afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Generator

from trato.rooms.channels.adapters.answers import body_of
from trato.rooms.channels.adapters.reading import map_in, number_in, text_in
from trato.rooms.channels.adapters.wechat import faults
from trato.rooms.channels.adapters.wechat.api import SEND, get, tell
from trato.rooms.channels.adapters.wechat.classify import errcode_in
from trato.rooms.channels.adapters.wechat.sealing import KEY
from trato.rooms.channels.connecting import (
    Connection,
    Field,
    FieldKind,
    Finding,
    Holder,
    Probe,
    Said,
    good,
)
from trato.rooms.channels.model import AccountView, HttpAnswer, ProviderAnswer

TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")
NO_ADDRESS = 40201
Steps = Generator[Probe | Finding, ProviderAnswer | None, None]


def examine(account: AccountView, hook: str) -> Steps:
    """Look at what was typed, whether the secret is the account's, what it may send, and whether messages come."""
    yield from _of_words(account)
    code = _code(answer := (yield get(account, "/cgi-bin/get_api_domain_ip")))
    if code != 0:
        yield faults.of_account(answer, code)
        return
    yield good("account", faults.ACCOUNT)
    answer = yield tell(account, "/cgi-bin/openapi/quota/get", {"cgi_path": SEND})
    yield _of_quota(answer)
    if hook:
        asked = {"action": "dns", "check_operator": "DEFAULT"}
        code = _code(answer := (yield tell(account, "/cgi-bin/callback/check", asked)))
        if code == 0:
            yield good("webhook", faults.WEBHOOK)
        else:
            yield faults.no_address() if code == NO_ADDRESS else faults.of_silence(answer, "webhook", faults.WEBHOOK)


def _of_words(account: AccountView) -> Generator[Finding]:
    key, token = account.secrets.get("aes_key", ""), account.secrets.get("token", "")
    if token and not TOKEN.fullmatch(token):
        yield faults.strange_token()
    if key:
        yield good("sealed", faults.SEALED) if KEY.fullmatch(key) else faults.strange_key()


def _code(answer: ProviderAnswer | None) -> int | None:
    """Return the error of an answer, 0 for none, None for silence; a question that is answered tells no code."""
    if not isinstance(answer, HttpAnswer) or answer.status != 200:
        return None
    code = errcode_in(answer)
    return (0 if body_of(answer) else None) if code is None else code


def _of_quota(answer: ProviderAnswer | None) -> Finding:
    code = _code(answer)
    if code != 0 or not isinstance(answer, HttpAnswer):
        return faults.of_sending(answer, code)
    told = map_in(body_of(answer), "quota")
    most, used = number_in(told, "daily_limit"), number_in(told, "used")
    if not most or used is None:
        return faults.may_not_send(text_in(body_of(answer), "errmsg"))
    return faults.spent(int(most)) if used >= most else good("quota", faults.quota(int(used), int(most)))


CONNECTION = Connection(
    channel="wechat",
    about=Said(
        "Una cuenta oficial de WeChat: cada persona le escribe en un chat.",
        "A WeChat Official Account: each person writes to it in a chat.",
        "Uma conta oficial do WeChat: cada pessoa escreve a ela em um chat.",
    ),
    needs=(
        Said("Una cuenta de servicio verificada. Las de suscripción sin verificar no pueden contestar por la API.",
             "A verified service account. Subscription accounts that are not verified cannot answer by the API.",
             "Uma conta de serviço verificada. As de assinatura sem verificação não podem responder pela API."),
        Said("La dirección IP de salida de este servidor, en la lista de IP permitidas de la cuenta.",
             "The IP address that this server calls from, on the account's IP whitelist.",
             "O endereço IP de saída deste servidor, na lista de IPs permitidos da conta."),
        Said("Las respuestas automáticas de WeChat, apagadas: al poner nuestra dirección se apagan solas.",
             "WeChat's automatic replies turned off: setting our address turns them off by itself.",
             "As respostas automáticas do WeChat desligadas: ao definir nosso endereço, desligam-se sozinhas."),
    ),
    fields=(
        Field("app_id", Said("AppID", "AppID", "AppID"), Holder.EXTERNAL_ID,
              hint=Said("Empieza con wx. En mp.weixin.qq.com, la configuración de desarrollo.",
                        "It begins with wx. At mp.weixin.qq.com, the settings for developers.",
                        "Começa com wx. Em mp.weixin.qq.com, as configurações de desenvolvimento.")),
        Field("app_secret", Said("AppSecret", "AppSecret", "AppSecret"), Holder.SECRETS, FieldKind.SECRET,
              hint=Said("WeChat lo muestra una sola vez, al generarlo.", "WeChat shows it once, when it is made.",
                        "O WeChat o mostra uma só vez, ao gerá-lo.")),
        Field("token", Said("Token", "Token", "Token"), Holder.SECRETS, FieldKind.SECRET,
              hint=Said("De 3 a 32 letras y números, inventados aquí; los mismos se escriben después en WeChat.",
                        "3 to 32 letters and digits, made up here; the same are typed at WeChat's afterwards.",
                        "De 3 a 32 letras e números, inventados aqui; os mesmos se escrevem depois no WeChat.")),
        Field("aes_key", Said("EncodingAESKey", "EncodingAESKey", "EncodingAESKey"), Holder.SECRETS, FieldKind.SECRET,
              required=False,
              hint=Said("43 letras y números. Con ella, y el modo seguro en WeChat, los mensajes llegan cifrados y "
                        "nadie puede cambiarlos por el camino. Sin ella WeChat no firma su contenido.",
                        "43 letters and digits. With it, and the secure mode at WeChat's, messages come encrypted and "
                        "nobody can change them on the way. Without it WeChat does not sign what they say.",
                        "43 letras e números. Com ela, e o modo seguro no WeChat, as mensagens chegam cifradas e "
                        "ninguém pode mudá-las no caminho. Sem ela o WeChat não assina o conteúdo.")),
        Field("api_base", Said("Dirección del simulador", "Address of the simulator", "Endereço do simulador"),
              Holder.SETTINGS, required=False, local=True, steers=True,
              hint=Said("Solo para practicar en esta máquina.", "Only to practise on this machine.",
                        "Só para praticar nesta máquina.")),
    ),
    hook=Said(
        "En mp.weixin.qq.com, configuración del servidor: pegar esta dirección como URL, el mismo Token y la misma "
        "EncodingAESKey, elegir el modo seguro y activar. WeChat prueba la dirección al guardar.",
        "At mp.weixin.qq.com, server settings: paste this address as URL, the same Token and the same EncodingAESKey, "
        "choose the secure mode and enable. WeChat tries the address when it is saved.",
        "Em mp.weixin.qq.com, configuração do servidor: colar este endereço como URL, o mesmo Token e a mesma "
        "EncodingAESKey, escolher o modo seguro e ativar. O WeChat testa o endereço ao salvar.",
    ),
    examine=examine,
    write_to=Said(
        "Seguir la cuenta en WeChat por su código QR, y escribirle.",
        "Follow the account on WeChat by its QR code, and write to it.",
        "Seguir a conta no WeChat pelo código QR, e escrever a ela.",
    ),
)  # fmt: skip
