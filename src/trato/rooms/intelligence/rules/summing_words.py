"""How sentences show, in Spanish, Portuguese and English, what they are to whoever takes a case over."""

from __future__ import annotations

import re

SPLIT = re.compile(r"(?<=[.!?…])[\"»”)]*\s+|\n+")
ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:sr|sra|srta|srs|dr|dra|lic|ing|prof|av|avda|jr|ud|uds|vd|núm|nro|no|nº|n|art|pág|tel|ref|apto|ap|"
    r"dpto|mr|mrs|ms|st|approx|aprox|etc|e\.g|i\.e|p\.ej|ex|s/|us\$|r\$|[a-zñç])\.$",
    re.I,
)
CALLED = re.compile(
    r"^[^\W\d_a-zà-ÿ][\w'’-]+(?:\s[^\W\d_a-zà-ÿ][\w'’-]+)?\s*[,:!]+\s+(?=\S)"
)  # a name after a greeting
# a greeting or thanks that stands by itself: ended by a mark, or alone; "gracias por…" says more and stays
GREETING = re.compile(
    r"^[\s¡¿]*(?:(?:muy\s+)?buen(?:[oa]s?)?(?:\s+(?:d[ií]as?|tardes?|noches?))?|hola|qu[eé] tal|estimad[oa]s?|"
    r"(?:muchas\s+)?gracias|ok(?:ay)?|vale|listo|perfecto|saludos|bom dia|boa (?:tarde|noite)|ol[áa]|oi|tudo bem|"
    r"(?:muito\s+)?obrigad[oa]|certo|beleza|hi|hello|hey|good (?:morning|afternoon|evening)|dear|"
    r"thanks?(?: you)?(?: (?:so|very) much)?|great|sure)(?:\s+(?-i:[^\W\d_a-zà-ÿ])[\w'’-]+){0,2}\s*(?:[,.!?:;…]+\s*|$)",
    re.I,
)
# a whole sentence of it: short, and without a comma behind which something else may come
COURTESY = re.compile(
    r"^\W*(?:(?:muchas |mil )?gracias|(?:muito )?obrigad[oa]|thanks?(?: you)?|que teng\w+|que tenh\w+|tenha um|have a|"
    r"saludos|atentamente|atenciosamente|(?:best |kind )?regards)\b[^,;:]{0,40}$",
    re.I,
)
KIND_WORDS = re.compile(
    r"\b(?:con gusto|encantad[oa]|un placer|feliz|a (?:la|su|tu) (?:orden|disposici[oó]n)|quedo (?:atent|pendient)|"
    r"quedamos (?:atent|pendient)|ayudar(?:te|le|lo|la|los)?\b|(?:te|le|les) ayud(?:o|amos)\b|"
    r"gracias por|disculp|lament|com prazer|(?:fico|estou) à disposi|ajud[aá]-l[oa]|obrigad[oa] por|"
    r"desculp|happy to|glad to|help you|assist you|sorry|"
    r"apolog|thanks? (?:you )?for|at your service)",
    re.I,
)
# a bare "no" says nothing in Portuguese, where it is "in the"
TROUBLE = re.compile(
    r"\b(?:no (?:me|se|lo|la|le|les|nos|te|he|ha|han|hay|pued\w+|pude|lleg\w+|funcion\w+|enciend\w+|sirv\w+|tengo|"
    r"tien\w+|recib\w+|abr\w+|carg\w+|dej\w+|es|est[aáo]\w*|quiero|entiendo|encuentr\w+|veo|sé|anda\w*)|nunca|ni|sin|falta\w*|rot[oa]s?|dañad\w*|error\w*|fall\w*|mal[ao]?|demora\w*|tarde|perdi\w*|cobr\w*|"
    r"reclam\w*|quej\w*|devol\w*|reembols\w*|cancel\w*|urgente|problema\w*|quiero|necesito|quisiera|"
    r"não|nem|sem|quebrad\w*|defeito|atras\w*|errad\w*|estorn\w*|quero|preciso|gostaria|"
    r"not|never|\w+n['’]t|without|missing|broken|damaged|wrong|late|fail\w*|charg\w*|refund\w*|complain\w*|issue|"
    r"problem|stuck|cannot|want|need)\b",
    re.I,
)
ALREADY = re.compile(r"\b(?:ya|ayer|anoche|já|ontem|already|just|yesterday)\b", re.I)
PROMISE = re.compile(
    r"\b\w{2,}(?:aré|eré|iré|aremos|eremos|iremos|arei|erei|irei)\b"
    r"|\b(?:voy|vamos) a \w+(?:ar|er|ir)(?:te|le|lo|la|les|los|se)*\b"
    r"|\b(?:vou|vamos) (?:te |lhe |a )?\w+(?:ar|er|ir|or)\b"
    r"|\b(?:me comprometo|nos comprometemos|compromiso|prometo|prometemos|garanti[zc]o|garantimos)\b"
    r"|\b(?:te|le|les|lhe) (?:aviso|avisamos|llamo|llamamos|escribo|escribimos|confirmo|confirmamos|envío|enviamos|"
    r"mando|mandamos|informo|informamos|devolvemos|depositamos|reembolsamos|ligo|ligamos|retorno|retornamos|envio)\b"
    r"|\b(?:recibir|llegar|tendr|podr|receber|chegar|ter|poder)(?:á|ás|án|ão)\b"
    r"|\b(?:será|serán|serão)\s+\w+(?:ad|id)[oa]s?\b"
    r"|\b(?:i|we)(?:['’]ll|\s+will|\s+shall)\b|\b(?:i|we)(?:['’]m|['’]re|\s+am|\s+are)\s+going\s+to\b"
    r"|\bget back to you\b|\byou(?:['’]ll|\s+will)\s+(?:receive|get|have|see|hear)\b"
    r"|\bit\s+will\s+(?:arrive|be)\b|\b(?:i|we)\s+promise\b",
    re.I,
)
DONE = re.compile(
    r"\b(?:he|hemos)\s+(?:ya\s+)?\w+(?:ado|ido|cho|sto|rto)\b"
    r"|\b(?:revis|verifi[cq]|comprob|reinici|reenvi|envi|consult|prob|gener|solicit|reclam|escal|cambi|actualiz|"
    r"desbloque|activ|desactiv|cancel|anul|ped|pregunt|habl|llam|coordin|report|registr|corr?eg|mand)u?"
    r"(?:é|í|amos|imos)\b"
    r"|\babr(?:í|i|imos) (?:un|una|el|la|su|um|uma)\b"
    r"|\b(?:verifi[cq]|revis|reinici|reenvi|envi|consult|test|solicit|ger|cancel|ativ|atualiz|registr|fal|lig|ped|"
    r"mand|troc|corrig|abr)u?(?:ei|i|amos|imos)\b"
    r"|\b(?:i|we)(?:['’]ve|\s+have)\s+(?:already\s+|just\s+)?(?!a\b|no\b|to\b|the\b|any\b|not\b)\w+"
    r"|\b(?:i|we)\s+(?:already\s+|just\s+)?(?:checked|reset|restarted|resent|sent|contacted|tried|verified|refunded|"
    r"asked|escalated|changed|updated|opened|requested|cancelled|canceled|reported|unlocked|called)\b",
    re.I,
)
