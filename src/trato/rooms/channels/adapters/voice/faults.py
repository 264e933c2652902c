"""What can be wrong with a number for calls, in plain words with the remedy."""

from __future__ import annotations

from trato.rooms.channels.adapters.twilio.faults import NUMBER
from trato.rooms.channels.adapters.voice.lines import Strange
from trato.rooms.channels.connecting import Finding, Said, bad

WEBHOOK = Said("Llamadas", "Calls", "Ligações")
STATUS = Said("Avisos de llamada", "Call status", "Avisos de ligação")
MENU = Said("Menú", "Menu", "Menu")
SOFTPHONE = Said("Atender en el navegador", "Answering in the browser", "Atender no navegador")


def no_calls() -> Finding:
    """Name a number that takes no calls."""
    return bad(
        "number", NUMBER,
        Said("Este número no recibe llamadas.", "This number takes no calls.", "Este número não recebe ligações."),
        Said("Elegir otro de la cuenta, o comprar uno con voz para ese país.",
             "Choose another of the account, or buy one with voice for that country.",
             "Escolher outro da conta, ou comprar um com voz para esse país."),
    )  # fmt: skip


def of_webhook(told: str, hook: str) -> Finding:
    """Name calls that are brought elsewhere, or nowhere."""
    now = (
        Said(f"ahora van a {told}", f"they go to {told} now", f"agora vão para {told}")
        if told
        else Said("ahora no van a ninguna parte", "they go nowhere now", "agora não vão a lugar nenhum")
    )
    return bad(
        "webhook", WEBHOOK,
        Said(f"Las llamadas al número no vienen aquí: {now.es}.", f"Calls to the number do not come here: {now.en}.",
             f"As ligações ao número não vêm para cá: {now.pt}."),
        Said(f"En la consola, en el número → Voice → A call comes in: poner {hook} con HTTP POST.",
             f"In the console, at the number → Voice → A call comes in: set {hook} with HTTP POST.",
             f"No console, no número → Voice → A call comes in: pôr {hook} com HTTP POST."),
    )  # fmt: skip


def of_status(hook: str) -> Finding:
    """Name calls whose end nobody tells us: who hangs up in a menu would be lost."""
    return bad(
        "status", STATUS,
        Said("Twilio no avisa aquí cuando una llamada termina: quien cuelga en el menú se pierde.",
             "Twilio does not tell us when a call ends: who hangs up in the menu is lost.",
             "A Twilio não avisa aqui quando uma ligação termina: quem desliga no menu se perde."),
        Said(f"En la consola, en el número → Voice → Call status changes: poner {hook} con HTTP POST.",
             f"In the console, at the number → Voice → Call status changes: set {hook} with HTTP POST.",
             f"No console, no número → Voice → Call status changes: pôr {hook} com HTTP POST."),
    )  # fmt: skip


def half_a_key() -> Finding:
    """Name a key without its secret, or the other way round."""
    return bad(
        "softphone", SOFTPHONE,
        Said("Falta la mitad de la clave de API: con una sola parte no hay teléfono en el navegador.",
             "Half of the API key is missing: with one part alone there is no phone in the browser.",
             "Falta metade da chave de API: só com uma parte não há telefone no navegador."),
        Said("Crear una clave estándar en la consola → API keys & tokens y pegar SID y secreto, o vaciar ambos campos.",
             "Make a standard key in the console → API keys & tokens and paste SID and secret, or empty both fields.",
             "Criar uma chave padrão no console → API keys & tokens e colar SID e segredo, ou esvaziar ambos."),
    )  # fmt: skip


_WHY = {
    "line": Said("no se entiende", "is not understood", "não se entende"),
    "place": Said("no dice a dónde lleva", "does not say where it leads", "não diz para onde leva"),
    "digit": Said("repite una tecla", "repeats a key", "repete uma tecla"),
    "menu": Said("es de un menú al que nada lleva, o que no tiene opciones",
                 "is of a menu that nothing leads to, or that has no options",
                 "é de um menu ao qual nada leva, ou que não tem opções"),
}  # fmt: skip


def of_line(strange: Strange) -> Finding:
    """Name a line of the menu that cannot be followed."""
    why = _WHY[strange.why]
    return bad(
        "menu", MENU,
        Said(f"«{strange.line}» {why.es}: quienes llaman no la oyen.",
             f"“{strange.line}” {why.en}: callers do not hear it.",
             f"“{strange.line}” {why.pt}: quem liga não a ouve."),
        Said("Escribirla así: «1 = pedidos > cola Postventa».", "Write it so: “1 = orders > queue After-sales”.",
             "Escrevê-la assim: “1 = pedidos > fila Pós-venda”."),
    )  # fmt: skip
