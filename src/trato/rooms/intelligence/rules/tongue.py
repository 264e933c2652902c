"""Which of our three languages a text is in, by its small words: for texts of ours, where no model is at hand."""

from __future__ import annotations

import re

SMALL = {
    "es": frozenset(
        "el los las un una unos unas y del al que en con por para su sus se lo le les no si muy ya pero como "
        "cuando donde este esta estos estas ese esa eso hay es son fue ser ha han hemos puede pueden nos "
        "usted tu te mi sin sobre hasta desde también más gracias hola aquí ahora porque está están tiene "
        "tienen".split()
    ),
    "pt": frozenset(
        "o os as um uma uns umas e do da dos das ao à aos no na nos nas que em com por para pra seu sua seus "
        "suas se lhe não sim muito já mas como quando onde este esta isso isto há é são foi ser tem têm temos "
        "pode podem você vocês te meu minha sem sobre até desde também mais obrigado obrigada olá oi aqui "
        "agora porque está estão pelo pela".split()
    ),
    "en": frozenset(
        "the a an and of to in on at for with by from is are was were be been has have had do does did not no "
        "yes it its this that these those you your we our us they their he she his her i my me can could will "
        "would please thank thanks hello here there when where how what which if or as so but about".split()
    ),
}  # fmt: skip
LEAST = 3  # small words that must be heard
SURE = 1.5  # times as many as of the next language


def tongue_of(text: str) -> str:
    """Return es, pt or en where the small words of `text` tell it; "" where they are too few or of several."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    heard = sorted(((sum(one in small for one in words), lang) for lang, small in SMALL.items()), reverse=True)
    (most, lang), (next_most, _) = heard[0], heard[1]
    return lang if most >= LEAST and most >= SURE * next_most else ""
