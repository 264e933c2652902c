"""How a mailbox is connected: one server to read it, one to send from it."""

from __future__ import annotations

from collections.abc import Generator

from trato.rooms.channels.connecting import (
    Connection,
    Field,
    FieldKind,
    Finding,
    Holder,
    Made,
    MailServer,
    Probe,
    Said,
    bad,
    good,
    unknown,
)
from trato.rooms.channels.model import AccountView, MailAnswer, ProviderAnswer, TransportFailure

LABELS = {
    "imap": Said("Leer el buzón", "Read the mailbox", "Ler a caixa"),
    "smtp": Said("Enviar desde él", "Send from it", "Enviar a partir dela"),
}
REFUSED = Said(
    "El servidor {host} no acepta ese usuario y contraseña.",
    "The server {host} does not accept this user name and password.",
    "O servidor {host} não aceita esse usuário e senha.",
)
NEW_PASSWORD = Said(
    "Con verificación en dos pasos hace falta una contraseña de aplicación: crearla en la cuenta de correo y pegarla.",
    "With two-step verification an application password is needed: make one in the mail account and paste it.",
    "Com verificação em duas etapas é preciso uma senha de aplicativo: criá-la na conta de e-mail e colá-la.",
)
INSECURE = Said(
    "La conexión con {host} no va cifrada.",
    "The connection to {host} is not encrypted.",
    "A conexão com {host} não é criptografada.",
)
ENCRYPT = Said("Elegir TLS o STARTTLS.", "Choose TLS or STARTTLS.", "Escolher TLS ou STARTTLS.")
SILENT = Said(
    "El servidor {host} no contesta en ese puerto.",
    "The server {host} does not answer on that port.",
    "O servidor {host} não responde nessa porta.",
)
LOOK_UP = Said(
    "Revisar nombre, puerto y cifrado (TLS suele ser 993 y 465; STARTTLS, 143 y 587). Si están bien, reintentar.",
    "Check name, port and encryption (TLS is usually 993 and 465; STARTTLS, 143 and 587). If right, try again.",
    "Conferir nome, porta e criptografia (TLS costuma ser 993 e 465; STARTTLS, 143 e 587). Se estiverem certos, "
    "tentar de novo.",
)


def examine(account: AccountView, hook: str) -> Generator[Probe | Finding, ProviderAnswer | None, None]:
    """Sign in to both servers."""
    for kind, label in LABELS.items():
        answer = yield MailServer(kind)
        yield _judge(kind, label, str(account.settings.get(f"{kind}_host", "")), answer)


def _judge(kind: str, label: Said, host: str, answer: ProviderAnswer | None) -> Finding:
    match answer:
        case MailAnswer(code=250):
            return good(kind, label)
        case MailAnswer(stage="auth", text=text) if "TLS" in text:
            return bad(kind, label, _named(INSECURE, host), ENCRYPT)
        case MailAnswer(stage="auth"):
            return bad(kind, label, _named(REFUSED, host), NEW_PASSWORD)
        case TransportFailure() | MailAnswer():
            return bad(kind, label, _named(SILENT, host), LOOK_UP)
        case _:
            return unknown(kind, label, _named(SILENT, host), LOOK_UP)


def _named(said: Said, host: str) -> Said:
    return Said(*(text.replace("{host}", host) for text in (said.es, said.en, said.pt)))


def _server(kind: str, port: str, name: Said) -> tuple[Field, Field, Field]:
    of = {"es": f"{name.es}: ", "en": f"{name.en}: ", "pt": f"{name.pt}: "}
    return (
        Field(f"{kind}_host", Said(f"{of['es']}servidor", f"{of['en']}server", f"{of['pt']}servidor"), Holder.SETTINGS,
              steers=True),
        Field(f"{kind}_port", Said(f"{of['es']}puerto", f"{of['en']}port", f"{of['pt']}porta"), Holder.SETTINGS,
              FieldKind.NUMBER, usual=port, steers=True),
        Field(f"{kind}_security", Said(f"{of['es']}cifrado", f"{of['en']}encryption", f"{of['pt']}criptografia"),
              Holder.SETTINGS, FieldKind.CHOICE, usual="tls", choices=("tls", "starttls", "none"), steers=True),
    )  # fmt: skip


CONNECTION = Connection(
    channel="email",
    about=Said("Un buzón que Trato lee y desde el que contesta.", "A mailbox that Trato reads and answers from.",
               "Uma caixa que o Trato lê e a partir da qual responde."),
    needs=(
        Said("Un buzón solo para atención, que nadie más lea ni ordene.",
             "A mailbox for care alone, that nobody else reads or sorts.",
             "Uma caixa só para atendimento, que ninguém mais leia ou organize."),
        Said("Su contraseña, o una contraseña de aplicación.", "Its password, or an application password.",
             "Sua senha, ou uma senha de aplicativo."),
        Said("Los servidores IMAP y SMTP que dice el proveedor.", "The IMAP and SMTP servers that the provider names.",
             "Os servidores IMAP e SMTP que o provedor informa."),
    ),
    fields=(
        Field("address", Said("Dirección", "Address", "Endereço"), Holder.EXTERNAL_ID),
        Field("from_name", Said("Nombre que se ve", "Name that is seen", "Nome que aparece"), Holder.SETTINGS,
              required=False),
        Field("username", Said("Usuario", "User name", "Usuário"), Holder.SETTINGS, required=False,
              hint=Said("Vacío: la misma dirección.", "Empty: the address itself.", "Vazio: o próprio endereço.")),
        Field("password", Said("Contraseña", "Password", "Senha"), Holder.SECRETS, FieldKind.SECRET),
        *_server("imap", "993", Said("Entrada (IMAP)", "Incoming (IMAP)", "Entrada (IMAP)")),
        *_server("smtp", "465", Said("Salida (SMTP)", "Outgoing (SMTP)", "Saída (SMTP)")),
    ),
    made=(Made("thread_key"),),
    examine=examine,
    write_to=Said("Escribir un correo a {external_id} desde otra dirección.",
                  "Write an e-mail to {external_id} from another address.",
                  "Escrever um e-mail para {external_id} a partir de outro endereço."),
)  # fmt: skip
