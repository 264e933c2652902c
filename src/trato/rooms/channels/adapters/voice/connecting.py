"""How a Twilio number for calls is connected, and what Twilio says of it: that it speaks, where calls and news go."""

from __future__ import annotations

from typing import Any

from trato.rooms.channels.adapters.twilio.examining import Steps, can, find_number, same_address
from trato.rooms.channels.adapters.twilio.faults import NUMBER
from trato.rooms.channels.adapters.voice import faults
from trato.rooms.channels.adapters.voice.script import read_script
from trato.rooms.channels.connecting import Connection, Field, FieldKind, Holder, Said, good
from trato.rooms.channels.model import AccountView


def examine(account: AccountView, hook: str) -> Steps:
    """Look at account, key, number and webhooks; what hangs on something broken is not asked."""
    number = yield from find_number(account)
    if number is None:
        return
    if not can(number, "voice"):
        yield faults.no_calls()
        return
    yield good("number", NUMBER)
    key, secret = account.settings.get("api_key_sid"), account.secrets.get("api_key_secret")
    if bool(key) != bool(secret):
        yield faults.half_a_key()
    elif key:
        yield good("softphone", faults.SOFTPHONE)
    if hook:
        yield from _examine_webhooks(hook, number)
    _, strange = read_script(account)
    yield faults.of_line(strange[0]) if strange else good("menu", faults.MENU)


def _examine_webhooks(hook: str, number: dict[str, Any]) -> Steps:
    url, method = str(number.get("voice_url") or ""), str(number.get("voice_method") or "POST")
    if number.get("voice_application_sid"):
        url = f"{number['voice_application_sid']} (TwiML app)"
    same = same_address(url, hook) and method.upper() == "POST"
    yield good("webhook", faults.WEBHOOK) if same else faults.of_webhook(f"{url} ({method})" if url else "", hook)
    told, by = str(number.get("status_callback") or ""), str(number.get("status_callback_method") or "POST")
    same = same_address(told, hook) and by.upper() == "POST"
    yield good("status", faults.STATUS) if same else faults.of_status(hook)


NEEDS = (
    Said("Un número de Twilio con voz, en el país de quienes llaman.",
         "A Twilio number with voice, in the country of those who call.",
         "Um número da Twilio com voz, no país de quem liga."),
    Said("El SID de la cuenta y su token, de la primera página de la consola de Twilio.",
         "The account SID and its auth token, from the first page of Twilio's console.",
         "O SID da conta e o token, da primeira página do console da Twilio."),
    Said("Para atender en el navegador, una clave de API estándar; sin ella, se llama al teléfono de cada persona.",
         "To answer in the browser, a standard API key; without it, calls go to each person's telephone.",
         "Para atender no navegador, uma chave de API padrão; sem ela, liga-se para o telefone de cada pessoa."),
)  # fmt: skip

FIELDS = (
    Field("number", Said("Número", "Number", "Número"), Holder.EXTERNAL_ID,
          hint=Said("Con + y el código del país, sin espacios: +56229382000.",
                    "With + and the country code, without spaces: +56229382000.",
                    "Com + e o código do país, sem espaços: +56229382000.")),
    Field("account_sid", Said("SID de la cuenta", "Account SID", "SID da conta"), Holder.SETTINGS, steers=True,
          hint=Said("Empieza por AC.", "It begins with AC.", "Começa com AC.")),
    Field("auth_token", Said("Token de la cuenta", "Auth token", "Token da conta"), Holder.SECRETS, FieldKind.SECRET,
          hint=Said("Con él firma Twilio lo que llega: hace falta también con una clave de API.",
                    "Twilio signs what comes with it: it is needed with an API key too.",
                    "Com ele a Twilio assina o que chega: é necessário também com uma chave de API.")),
    Field("api_key_sid", Said("SID de una clave de API", "SID of an API key", "SID de uma chave de API"),
          Holder.SETTINGS, required=False, steers=True,
          hint=Said("Empieza por SK. Con ella se atiende en el navegador; sin ella, en el teléfono de cada persona.",
                    "It begins with SK. With it calls are answered in the browser; without it, on people's telephones.",
                    "Começa com SK. Com ela se atende no navegador; sem ela, no telefone de cada pessoa.")),
    Field("api_key_secret", Said("Secreto de la clave", "Secret of the key", "Segredo da chave"), Holder.SECRETS,
          FieldKind.SECRET, required=False),
    Field("language", Said("Idioma", "Language", "Idioma"), Holder.SETTINGS, FieldKind.CHOICE, usual="es",
          choices=("es", "en", "pt"),
          hint=Said("En el que se habla a quienes llaman.", "In which callers are spoken to.",
                    "No qual se fala com quem liga.")),
    Field("greeting", Said("Saludo", "Greeting", "Saudação"), Holder.SETTINGS, required=False,
          hint=Said("Lo primero que se oye; vacío, uno corto nuestro.", "What is heard first; empty, a short one.",
                    "O que se ouve primeiro; vazio, uma curta nossa.")),
    Field("menu", Said("Menú", "Menu", "Menu"), Holder.SETTINGS, FieldKind.LIST, required=False,
          hint=Said("Una opción por línea: «1 = pedidos y entregas > cola Postventa». Tras la flecha: cola y su "
                    "nombre, horarios, mensaje, buzón o menú; «3.1 = …» es una opción del menú de la 3. Sin líneas, "
                    "directo a la cola.",
                    "One option a line: “1 = orders and deliveries > queue After-sales”. After the arrow: queue and "
                    "its name, hours, message, voicemail or menu; “3.1 = …” is an option of the menu of 3. Without "
                    "lines, straight to the queue.",
                    "Uma opção por linha: “1 = pedidos e entregas > fila Pós-venda”. Depois da seta: fila e seu nome, "
                    "horários, mensagem, caixa postal ou menu; “3.1 = …” é uma opção do menu da 3. Sem linhas, direto "
                    "para a fila.")),
    Field("hours_said", Said("Horarios, en palabras", "Hours, in words", "Horários, em palavras"), Holder.SETTINGS,
          required=False),
    Field("closed_said", Said("Fuera de horario", "Out of hours", "Fora do horário"), Holder.SETTINGS, required=False,
          hint=Said("Vacío, se dice cuándo se vuelve.", "Empty, it is said when we are back.",
                    "Vazio, diz-se quando voltamos.")),
    Field("consent_said", Said("Aviso antes de todo", "Notice before all", "Aviso antes de tudo"), Holder.SETTINGS,
          required=False,
          hint=Said("Si las llamadas se graban, por ejemplo.", "Where calls are recorded, for one.",
                    "Se as ligações são gravadas, por exemplo.")),
    Field("music", Said("Música de espera", "Music on hold", "Música de espera"), Holder.SETTINGS, required=False,
          hint=Said("La dirección https de un archivo de sonido que se puede usar.",
                    "The https address of a sound file that may be used.",
                    "O endereço https de um arquivo de som que se pode usar.")),
    Field("out_of_hours", Said("Llamadas fuera de horario", "Calls out of hours", "Ligações fora do horário"),
          Holder.SETTINGS, FieldKind.CHOICE, usual="voicemail", choices=("voicemail", "queue"),
          hint=Said("Con el buzón se dice cuándo se vuelve y se graba un mensaje.",
                    "With voicemail it is said when we are back, and a message is recorded.",
                    "Com a caixa postal diz-se quando voltamos e grava-se uma mensagem.")),
    Field("voicemail", Said("Buzón de voz", "Voicemail", "Caixa postal"), Holder.SETTINGS, FieldKind.CHOICE,
          usual="yes", choices=("yes", "no")),
    Field("aside", Said("Ofrecer mensajes a quien espera", "Offer messages to who waits",
                        "Oferecer mensagens a quem espera"),
          Holder.SETTINGS, FieldKind.CHOICE, usual="no", choices=("no", "yes"),
          hint=Said("Con una tecla, el mismo caso sigue por escrito.",
                    "With one key, the same case goes on in writing.",
                    "Com uma tecla, o mesmo caso continua por escrito.")),
    Field("aside_by", Said("Por dónde va el enlace", "How the link goes", "Por onde vai o link"), Holder.SETTINGS,
          FieldKind.CHOICE, usual="either", choices=("either", "template", "text"),
          hint=Said("La plantilla llega a quien ya nos escribió en ese canal desde el mismo número. Una opción del "
                    "menú puede decidirlo: «> plantilla», «> sms».",
                    "The template reaches who has written to us there from the same number. An option of the menu may "
                    "decide: “> template”, “> sms”.",
                    "O modelo chega a quem já nos escreveu nesse canal do mesmo número. Uma opção do menu pode "
                    "decidir: “> modelo”, “> sms”.")),
    Field("aside_template", Said("Plantilla con el enlace", "Template with the link", "Modelo com o link"),
          Holder.SETTINGS, required=False,
          hint=Said("El nombre de una plantilla aprobada de la misma marca, como las de WhatsApp; {{1}} es el enlace, "
                    "o {{1}} la marca y {{2}} el enlace.",
                    "The name of an approved template of the same brand, as WhatsApp has them; {{1}} is the link, or "
                    "{{1}} the brand and {{2}} the link.",
                    "O nome de um modelo aprovado da mesma marca, como os do WhatsApp; {{1}} é o link, ou {{1}} a "
                    "marca e {{2}} o link.")),
    Field("aside_page", Said("Página con el chat web", "Page with the web chat", "Página com o chat web"),
          Holder.SETTINGS, required=False,
          hint=Said("A donde lleva el enlace que se envía: una página del sitio con el chat.",
                    "Where the link that is sent leads: a page of the site with the chat.",
                    "Para onde leva o link enviado: uma página do site com o chat.")),
    Field("aside_texts", Said("Número que envía el enlace", "Number that sends the link", "Número que envia o link"),
          Holder.SETTINGS, required=False,
          hint=Said("Un número de SMS conectado aquí, como +56229382000.",
                    "An SMS number that is connected here, as +56229382000.",
                    "Um número de SMS conectado aqui, como +56229382000.")),
    Field("ring_seconds", Said("Segundos que suena", "Seconds that it rings", "Segundos que toca"), Holder.SETTINGS,
          FieldKind.NUMBER, required=False, usual="20",
          hint=Said("A cada persona, de 5 a 60; después la llamada vuelve a la cola.",
                    "At each person, from 5 to 60; then the call goes back to the queue.",
                    "Para cada pessoa, de 5 a 60; depois a ligação volta para a fila.")),
    Field("calls_from", Said("Llamar desde las", "Call from", "Ligar a partir das"), Holder.SETTINGS, FieldKind.NUMBER,
          required=False, usual="9",
          hint=Said("La hora de quien recibe la llamada, de 0 a 24. Antes no se llama a nadie, salvo a quien acaba de "
                    "llamar.",
                    "The hour where the person called is, from 0 to 24. Nobody is called before it, but who has just "
                    "called.",
                    "A hora de quem recebe a ligação, de 0 a 24. Antes não se liga para ninguém, salvo quem acaba de "
                    "ligar.")),
    Field("calls_until", Said("Llamar hasta las", "Call until", "Ligar até as"), Holder.SETTINGS, FieldKind.NUMBER,
          required=False, usual="20"),
    Field("api_base", Said("Dirección del simulador", "Address of the simulator", "Endereço do simulador"),
          Holder.SETTINGS, required=False, local=True, steers=True,
          hint=Said("Solo para practicar en esta máquina.", "Only to practise on this machine.",
                    "Só para praticar nesta máquina.")),
)  # fmt: skip

CONNECTION = Connection(
    channel="voice",
    about=Said("Un número de Twilio para llamadas: menú, cola, buzón de voz. Se atiende en navegador o teléfono.",
               "A Twilio number for calls: menu, queue, voicemail, and answering in the browser or by telephone.",
               "Um número da Twilio para ligações: menu, fila, caixa postal. Atende-se no navegador ou telefone."),
    needs=NEEDS,
    fields=FIELDS,
    hook=Said(
        "Pegar esta dirección en la consola de Twilio → Phone Numbers → el número → Voice, dos veces y con HTTP POST: "
        "en «A call comes in» y en «Call status changes».",
        "Paste this address into Twilio's console → Phone Numbers → the number → Voice, twice and with HTTP POST: in "
        "“A call comes in” and in “Call status changes”.",
        "Colar este endereço no console da Twilio → Phone Numbers → o número → Voice, duas vezes e com HTTP POST: em "
        "“A call comes in” e em “Call status changes”.",
    ),
    examine=examine,
    write_to=Said("Llamar al número, desde cualquier teléfono.", "Call the number, from any telephone.",
                  "Ligar para o número, de qualquer telefone."),
)  # fmt: skip
