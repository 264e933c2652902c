"""How a web chat is connected: nobody but us is asked."""

from __future__ import annotations

from collections.abc import Generator
from urllib.parse import urlsplit

from trato.rooms.channels.connecting import Connection, Field, FieldKind, Finding, Holder, Made, Probe, Said, bad, good
from trato.rooms.channels.model import AccountView, ProviderAnswer

SITES = Said("Sitios", "Sites", "Sites")


def examine(account: AccountView, hook: str) -> Generator[Probe | Finding, ProviderAnswer | None, None]:
    """Look at the list of sites."""
    sites = [str(one) for one in account.settings.get("origins", ())]
    strange = [one for one in sites if not _is_site(one)]
    if not sites:
        yield bad(
            "sites", SITES,
            Said("La lista de sitios está vacía: el chat no se abre en ninguno.",
                 "The list of sites is empty: the chat opens on none.",
                 "A lista de sites está vazia: o chat não abre em nenhum."),
            Said("Agregar la dirección del sitio, como https://tienda.example.",
                 "Add the site's address, like https://shop.example.",
                 "Adicionar o endereço do site, como https://loja.example."),
        )  # fmt: skip
    elif strange:
        yield bad(
            "sites", SITES,
            Said(f"{strange[0]} no es la dirección de un sitio.", f"{strange[0]} is not the address of a site.",
                 f"{strange[0]} não é o endereço de um site."),
            Said("Escribirla con https:// y sin ruta, como https://tienda.example.",
                 "Write it with https:// and without a path, like https://shop.example.",
                 "Escrevê-lo com https:// e sem caminho, como https://loja.example."),
        )  # fmt: skip
    else:
        yield good("sites", SITES)


def _is_site(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.path in {"", "/"} and not parts.query


CONNECTION = Connection(
    channel="webchat",
    about=Said("Un chat en los sitios propios.", "A chat on one's own sites.", "Um chat nos próprios sites."),
    needs=(
        Said("La dirección de cada sitio que tendrá el chat.", "The address of each site that will have the chat.",
             "O endereço de cada site que terá o chat."),
        Said("Alguien que pueda pegar una línea de código en él.", "Somebody who can paste a line of code into it.",
             "Alguém que possa colar uma linha de código nele."),
    ),
    fields=(
        Field("key", Said("Clave del chat", "Key of the chat", "Chave do chat"), Holder.EXTERNAL_ID,
              hint=Said("Va en el código del sitio; minúsculas, cifras y guiones.",
                        "It goes into the site's code; lower case, digits and hyphens.",
                        "Vai no código do site; minúsculas, dígitos e hifens.")),
        Field("origins", SITES, Holder.SETTINGS, FieldKind.LIST,
              hint=Said("Uno por línea. https://*.tienda.example vale por todos los que cuelgan de él.",
                        "One a line. https://*.shop.example stands for all below it.",
                        "Um por linha. https://*.loja.example vale por todos abaixo dele.")),
        Field("greeting", Said("Saludo", "Greeting", "Saudação"), Holder.SETTINGS, required=False),
        Field("locale", Said("Idioma", "Language", "Idioma"), Holder.SETTINGS, FieldKind.CHOICE, usual="es",
              choices=("es", "en", "pt")),
        Field("accent", Said("Color", "Colour", "Cor"), Holder.SETTINGS, required=False, usual="#0b6b57"),
    ),
    made=(
        Made("visitor_secret"),
        Made("identity_secret", Said("Secreto de identidad, para el servidor del sitio",
                                     "Identity secret, for the site's server",
                                     "Segredo de identidade, para o servidor do site"), elsewhere=True),
    ),
    examine=examine,
    write_to=Said("Abrir el sitio y escribir en el chat.", "Open the site and write in the chat.",
                  "Abrir o site e escrever no chat."),
)  # fmt: skip
