"""Short utterances, folded so that small rules can read them: "¡Graciasss! 👍🏽" becomes ("gracias", "👍")."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_EMOTICONS: Final = re.compile(r"(?<![\w])(?:[:;=]-?[)dp3]|<3|\(y\))(?![\w])")
_LONG_RUN: Final = re.compile(r"([^\W\d_])\1{2,}")
_LAST_RUN: Final = re.compile(r"([^\W\d_])\1+\b")
_TOKEN: Final = re.compile(r"[^\W_]+|[^\w\s]")
_SKIN: Final = re.compile("[\U0001f3fb-\U0001f3ff\u200d\ufe0e\ufe0f\u20e3]")


def words_of(text: str, limit: int = 400) -> tuple[str, ...]:
    """Return the words and emoji of `text`, in order, without case, accents, punctuation or skin tones.

    Stretched letters are shortened ("siii" reads "si"), and the commonest emoticons read "🙂". Texts longer than
    `limit` characters have no words here: they are not short utterances.
    """
    if len(text) > limit:
        return ()
    folded = text.casefold()
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if unicodedata.category(c)[0] != "M")
    folded = _EMOTICONS.sub(" 🙂 ", _SKIN.sub("", folded))
    folded = _LAST_RUN.sub(r"\1", _LONG_RUN.sub(r"\1", folded))
    return tuple(token for token in _TOKEN.findall(folded) if _speaks(token))


def _speaks(token: str) -> bool:
    return token[0].isalnum() or unicodedata.category(token[0]) in ("So", "Cn", "Sk")
