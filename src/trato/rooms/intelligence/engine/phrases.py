"""What people say when a case goes well or badly, in three languages, as `plain` writes it: small, without accents."""

from __future__ import annotations

import re
from enum import StrEnum


class Reason(StrEnum):
    """Why a case is going well or badly."""

    ANGRY = "angry"
    GETTING_WORSE = "getting_worse"
    REPEATS = "repeats"
    ASKS_FOR_PERSON = "asks_for_person"
    CONTRADICTS = "contradicts"
    OFFENDS = "offends"
    WAITED = "waited"
    UNANSWERED = "unanswered"
    SENT_AWAY = "sent_away"
    LEAVING = "leaving"
    THREATENS = "threatens"
    OFTEN_WRITTEN = "often_written"
    TRANSFERRED = "transferred"
    REOPENED = "reopened"
    THANKS = "thanks"
    SOLVED = "solved"
    TURNS_DOWN = "turns_down"
    GOES_ALONG = "goes_along"


SAID: dict[Reason, re.Pattern[str]] = {
    Reason.ASKS_FOR_PERSON: re.compile(
        r"(?:hablar|comuni\w+|pas\w+|atend\w+|falar|transfer\w+|speak|talk|connect|get) .{0,25}(?:persona|human|alguien|asesor|agente|"
        r"supervisor|gerente|encargad|responsable|atendente|pessoa|alguem|person|someone|representative|manager|agent)|"
        r"\b(?:no|nao|not) .{0,15}\b(?:bot|robot|robo|maquina)\b|supervisor|gerente"
    ),
    Reason.CONTRADICTS: re.compile(
        r"^(?:no|nao|nope|not|wrong|incorrect|negative|falso|mal|tampoco)\b|eso no|no es (?:eso|asi|lo que)|isso nao|nao e isso|"
        r"that'?s not|not what i|ya (?:te|les?|se lo) dije|ja (?:falei|disse)|already told|no me sirve|nao serve|doesn'?t help|instead"
    ),
    Reason.LEAVING: re.compile(
        r"cancel\w* (?:mi|el|la|meu|minha|my|todo|tudo|everything|servi|contrat|cuenta|conta|account|subscription)|"
        r"(?:me|nos) (?:voy|cambio|vamos|paso) (?:a|con|de)|dar\w* de baja|darme de baja|otra (?:compania|empresa|operadora)|(?:a|con) la competencia|"
        r"vou (?:pra|para) (?:a |outr)|(?:pra|para|com) (?:a )?concorren|trocar de (?:operadora|banco)|switch(?:ing)? (?:to|provider)|competitor|leav(?:e|ing) you|"
        r"close my account|encerrar (?:a|minha) conta|cerrar mi cuenta|nunca mas|nunca mais|never again|ultima vez que"
    ),
    Reason.THREATENS: re.compile(
        r"denunci|demand(?:a|o|ar|are)\b|abogad|advogad|lawyer|legal|sue |profeco|sernac|indecopi|defensa del consumidor|defensa al consumidor|"
        r"procon|anatel|reclame aqui|consumidor|facua|oficina del consumidor|superintendencia|bbb\b|fcc\b|ombudsman|justicia|justica|"
        r"redes sociales|prensa|court|regulator"
    ),
    Reason.OFTEN_WRITTEN: re.compile(
        r"(?:segunda|tercera|cuarta|quinta|terceira|second|third|fourth|fifth|otra|outra|enesima) (?:vez|time)|ya (?:van|llame|escribi|he llamado)|"
        r"\d+ (?:veces|vezes|times|llamadas|correos|protocolos|dias)|de nuevo|otra vez|de novo|again|sigo (?:esperando|sin)|continuo (?:sem|esperando)|still (?:waiting|not|no)"
    ),
    Reason.THANKS: re.compile(r"gracias|agradezc|obrigad|valeu|thank|thx|appreciate|excelente|perfect|genial|otimo|great|amable|awesome"),
    Reason.SOLVED: re.compile(
        r"ya (?:funciona|quedo|esta|anda|me llego|puedo)|solucion(?:ado|o|aron)|resuelto|resolv(?:ido|eu|eram)|deu certo|funcionou|"
        r"(?:it|that) (?:works|worked)|fixed|solved|problema resuelto|recibido|listo"
    ),
}  # fmt: skip
SENT_AWAY = re.compile(
    r"no (?:es posible|podemos|puedo|tenemos|contamos|se puede|entiendo|hay)|no entend|lamento|lamentamos|lo siento|disculp|"
    r"nao (?:e possivel|podemos|posso|temos|entendi|consegu)|desculp|sinto muito|infelizmente|"
    r"sorry|unfortunately|unable|cannot|can'?t|couldn'?t|didn'?t (?:understand|go through)|apolog|not possible|no (?:matches|options|availab)"
)
MOVED = re.compile(r"transfer|deriva|escala|asignad|otra area|outro setor|reassign")
AGAIN = re.compile(r"reabiert|reabert|reopen")
