"""The shapes of personal data in Spanish, Portuguese and English; where a shape says too little, what stands before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trato.rooms.intelligence.engine.personal import check_digits as checks
from trato.rooms.intelligence.model import PersonalKind


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern whose group 1, or else the whole, is personal data; with a check it must also pass that."""

    kind: PersonalKind
    pattern: re.Pattern[str]
    check: checks.Check | None = None


def _shape(kind: PersonalKind, pattern: str, check: checks.Check | None = None, flags: int = re.I) -> Shape:
    return Shape(kind, re.compile(pattern, flags), check)


_EDGE, _END = r"(?<![\w.#/+-])", r"(?![\w/-])"
_NUMBERED = r"\.?(?:\s*(?:(?:n[úu]mero|number|num|nro|no|id|é|es|is|with|do|da|de|del|la|el|o|mi|meu|minha|my|con|com)\b\.?|n\.?\s?[º°o]))*"
_UNTIL = rf"(?:/\w{{2,4}})?{_NUMBERED}\s*[:#º°.]*\s*"
_ID_WORD = (
    r"\b(?:dni|nie|nif|cif|rut|run|cpf|cnpj|rg|curp|rfc|cuit|cuil|r\.?u\.?c|nit|rif|rtn|dui|dpi|cui|cip|c\.?\s?c|c[ée]d(?:ula)?(?: de "
    r"(?:identidad|ciudadan[íi]a))?|c\.?i|documento(?: de identidad)?|identificaci[óo]n|identidade?|pasaporte|passaporte|passport|"
    r"ssn|social(?: security)?|nss|ni(?: number)?|clave(?: de elector)?|"
    r"ine|nino|cart[ãa]o de cidad[ãa]o|bilhete de identidade|contribuinte|carnet(?: de (?:identidad|extranjer[íi]a))?|id card)\b"
)
_ORDER_WORD = (
    r"\b(?:pedido|orden|[óo]rdenes|order|compra|folio|reserva|reservaci[óo]n|booking|reservation|ticket|tiquete|gu[íi]a|rastreo|"
    r"rastreio|tracking|seguimiento|protocolo|expediente|localizador|localizer|referencia|refer[êe]ncia|reference|"
    r"ref|confirmation|confirmaci[óo]n|po|factura|fatura|invoice|boleta|nota fiscal|contrato|contract|caso|case|reclamo|reclamaci[óo]n|radicado|"
    r"env[íi]o|shipment|encomenda|transacci[óo]n|transa[çc][ãa]o|transaction|p[óo]liza|ap[óo]lice|policy|pnr|solicitud|solicita[çc][ãa]o)\b"
)
_PLATE_WORD = r"\b(?:placas?|patente|matr[íi]cula|dominio|chapa|ppu|license plate|plates?|plate's|number plate|licence plate|reg|registration)\b"
_WAY = (
    r"(?:calle|c/|cl|cll|avenida|avda|avd|av|ave|paseo|plaza|plz|carrera|cra|kra|kr|diagonal|dg|transversal|tv|pasaje|"
    r"psje|jir[óo]n|jr|camino|boulevard|blvd|bulevar|calzada|callej[óo]n|ronda|traves[íi]a|carretera|cerrada|privada|"
    r"circuito|rua|r\.|travessa|alameda|al\.|pra[çc]a|rodovia|estrada|largo|ladeira|quadra)"
)
_NAME_OF_WAY = r"[\wÀ-ÿ.'ºª°]+(?:\s+[\wÀ-ÿ.'ºª°]+){0,5}?"
_REST_OF_ADDRESS = (
    r"(?:\s*,?\s*(?:(?:piso|depto|dpto|departamento|apto|apt|apartamento|ap|int|interior|local|oficina|of|torre|bloque|"
    r"bloco|casa|lote|manzana|mz|esc|escalera|puerta|sala|conjunto|conj|unit|suite)\.?\s*[\w-]{1,6}|(?:principal\s)?"
    r"\d{1,2}\.?\s?[ºª°]\s?(?:dto|esq|izq|dcha|izda|[\w-]{0,3})\b\.?|bajo\b))*"
)

IN_ORDER: tuple[Shape, ...] = (
    _shape(PersonalKind.EMAIL, r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}(?!\w)"),
    _shape(
        PersonalKind.EMAIL,
        r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:\(at\)|\[at\]|\barroba\b|\(arroba\)|\[arroba\])\s?[\w-]{1,63}\s?(?:\.|\bpunto\b|\bponto\b|\bdot\b)"
        r"\s?[a-z]{2,24}\b",
    ),
    _shape(
        PersonalKind.ACCOUNT,
        # a bank's letters in the first group; a group after it has a digit, or the words that follow would be groups
        _EDGE + r"[a-z]{2}\d{2}[\s-]?[a-z0-9]{4}(?:[\s-]?(?=[a-z]{0,3}\d)[a-z0-9]{4}){1,6}"
        r"(?:[\s-]?(?=[a-z]{0,2}\d)[a-z0-9]{1,3})?" + _END,
        checks.iban,
    ),
    _shape(PersonalKind.ACCOUNT, _EDGE + r"[a-z]{2}\d{2}[a-z0-9]{11,30}" + _END, checks.iban),
    _shape(PersonalKind.ACCOUNT, _EDGE + r"\d{18}" + _END, checks.clabe),
    _shape(PersonalKind.ACCOUNT, _EDGE + r"\d{3}[\s-]\d{3}[\s-]\d{11}[\s-]\d" + _END, checks.clabe),
    _shape(PersonalKind.ACCOUNT, _EDGE + r"\d{22}" + _END, checks.cbu),
    _shape(PersonalKind.ACCOUNT, _EDGE + r"\d{8}[\s-]\d{14}" + _END, checks.cbu),
    _shape(PersonalKind.ACCOUNT, rf"\b(?:clabe|cbu|cvu|iban)\b{_UNTIL}((?:[a-z]{{2}})?\d[\d\s-]{{14,30}}\d)(?!\d)"),
    _shape(PersonalKind.CARD, _EDGE + r"\d(?:[\s-]?\d){12,18}" + _END, checks.card),
    _shape(
        PersonalKind.CARD,
        r"\b(?:tarjeta|cart[ãa]o|card)\b[\w\s]{0,25}?[:#]?\s*(\d{4}[\s-]\d{4}[\s-]\d{4}[\s-]\d{4}|3\d{3}[\s-]\d{6}[\s-]\d{5})(?!\d)",
    ),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"[a-z]{4}\d{6}[hmx][a-z]{5}[a-z0-9]\d" + _END),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"\d{3}\.\d{3}\.\d{3}-\d{2}" + _END),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"\d{11}" + _END, checks.cpf),
    _shape(PersonalKind.NATIONAL_ID, r"(?<![\w.#-])\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}" + _END, checks.cnpj),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"\d{14}" + _END, checks.cnpj),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"\d{1,2}\.\d{3}\.\d{3}-[\dkx]" + _END),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"\d{7,8}-[\dk]" + _END, checks.rut),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"[a-z]{6}\d{8}[hm]\d{3}" + _END),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"(?:\d{3}-\d{7}-\d|\d{4}-\d{4}-\d{5}|\d-\d{4}-\d{4})" + _END),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"\d{8}\s?\d\s?(?-i:[A-Z]{2}\d)" + _END),
    _shape(
        PersonalKind.NATIONAL_ID,
        _EDGE + r"(?-i:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])(?:\s?\d{2}){3}\s?(?-i:[A-D])" + _END,
    ),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"(?-i:[XYZ]-?\d{7}|\d{8})-?(?-i:[A-Z])" + _END),
    _shape(PersonalKind.NATIONAL_ID, r"\bsin[:\s]+(\d{3}[\s-]\d{3}[\s-]\d{3})(?![\w-])", checks.sin),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"[xyz\d][.-]?\d{1,2}\.?\d{3}\.?\d{2,3}[\s-]?[a-z]" + _END, checks.nif),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"(?:2[0347]|3[034])-\d{8}-\d" + _END),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"\d{11}" + _END, checks.cuit),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"\d{11}" + _END, checks.ruc),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"[a-zñ&]{4}-?\d{6}-?[a-z0-9]{3}" + _END, checks.rfc),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"(?:[ve]-?|[jg]-)\d{1,2}\.?\d{3}\.?\d{3}(?:-\d)?" + _END),
    _shape(PersonalKind.NATIONAL_ID, _EDGE + r"(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}" + _END),
    _shape(
        PersonalKind.NATIONAL_ID,
        rf"{_ID_WORD}{_UNTIL}((?:[vejg]|[xyz])[\s-]?\d[\d.-]{{5,12}}\d(?:-?[a-z](?!\w))?|[a-z]{{2}}(?:\s?\d{{2}}){{3}}\s?[a-d](?!\w)|"
        r"[a-zñ&]{3,4}[\s-]?\d{6}[\s-]?[a-z0-9]{3}(?!\w)|(?:(?!(?:al|el|en|em|es|de|da|do|no|na|is|a|e|o|y)\b)[a-z]{1,4}[\s-]?)?\d[\d.\s-]{4,16}[\dx]"
        r"(?:-?[a-z](?!\w)|\s(?-i:[A-Z]|LP|SC|CB|OR|PT|TJ|CH|BE|PD)(?!\w))?|[a-z]{1,4}\d{5,10}[a-z0-9]{0,5})(?![\w])",
    ),
    _shape(
        PersonalKind.PLATE,
        rf"{_PLATE_WORD}(?:\s(?!es\b|is\b)[a-zé]{{3,10}}(?=\s))?{_UNTIL}((?!(?:al|el|en|em|es|de|da|do|no|na|is|a|e|o|y)\b)[a-z]{{1,4}}[\s·-]?\d{{1,4}}(?:[·-]?[a-z]{{1,3}}|\s(?-i:[A-Z]{{1,3}})|"
        r"[\s·-]\d{1,4}(?:[\s-](?-i:[A-Z]))?|-\d{2,3}-[a-z])?|\d{1,4}(?:[·-]?[a-z]{2,3}|\s(?-i:[A-Z]{2,3}))(?:[\s·-]?\d{1,3})?|\d{4}\s[bcdfghjklmnprstvwxyz]{3}|[a-z]{2}[\s·-]?[a-z]{2}[\s·-]?\d{2}|"
        r"\d{2}-\d{2}-[a-z]{2}|[a-z]{3}\d[a-z]\d{2})(?!\w)",
    ),
    _shape(
        PersonalKind.PLATE,
        r"(?<![\w-])(?:[A-Z]{2}\s?\d{3}\s?[A-Z]{2}|[A-Z]{3}-?\d[A-J]\d{2}|\d{4}[\s-]?[BCDFGHJKLMNPRSTVWXYZ]{3}|"
        r"[BCDFGHJKLPRSTVWXYZ]{2}[·-]?[BCDFGHJKLPRSTVWXYZ]{2}[·-]\d{2}|[A-Z]{3}-\d{2}-\d{2}|[A-Z]{3}-\d{3}-[A-Z]|[A-Z]{2}-\d{2}-[A-Z]{2}|"
        r"\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}\d{2}\s[A-Z]{3})(?![\w-])",
        flags=0,
    ),
    _shape(
        PersonalKind.ADDRESS,
        r"(?<![\w.])(?:carrera|cra|kra|kr|calle|cll|cl|diagonal|diag|dg|transversal|tv|avenida|av)\.?\s*\d{1,3}\s?[a-z]?(?:\s?(?:bis|sur|norte|este))?\s*(?:#|n[o°º]\.?|nro\.?|con)\s*\d{1,3}\s?[a-z]?(?:\s?[-–]\s?\d{1,3})?"
        + _REST_OF_ADDRESS
        + r"(?!\w)",
    ),
    _shape(
        PersonalKind.ADDRESS,
        rf"(?<![\w.]){_WAY}\.?\s+{_NAME_OF_WAY},?\s*(?:n[úu]mero|n[úu]m|nro|n[o°º]|#)?\.?\s*\d{{1,5}}\s?[a-z]?(?![\w%$€])(?!\s*(?:d[íi]as|dias|horas|pesos|euros|reais|mil|min)\b){_REST_OF_ADDRESS}",
    ),
    _shape(
        PersonalKind.ADDRESS,
        r"(?<![\w.])\d{1,5}\s+(?:[NSEW]\.?\s+)?(?-i:[A-Z][\w'.]+)(?:\s+(?:(?-i:[A-Z])[\w'.]+|\d{1,3}(?:st|nd|rd|th))){0,3}\s+(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|"
        r"blvd|court|ct|way|place|pl|terrace|square|crescent|close)\b\.?(?:,?\s*(?:apt|unit|suite|flat|#)\.?\s*[\w-]{1,6})?",
    ),
    _shape(
        PersonalKind.ORDER,
        rf"{_ORDER_WORD}{_UNTIL}(\d{{4}}(?:\s\d{{4}}){{1,4}}(?!\w)|(?=[a-z0-9-]*\d)[a-z0-9]+(?:-[a-z0-9]+){{0,4}})(?<=[\w-]{{4}})(?![\w-])",
    ),
    _shape(
        PersonalKind.ORDER,
        rf"\b(?:localizador|pnr|reserva|booking|reservation){_UNTIL}((?-i:[A-Z][A-Z0-9]{{5}}))(?!\w)",
    ),
    _shape(PersonalKind.ORDER, r"(?<![\w&#])#\s?((?=[a-z0-9-]*\d)[a-z]{0,4}-?\d[\d-]{3,15})(?![\w-])"),
    _shape(
        PersonalKind.ORDER, r"(?<![\w-])[A-Z]{2,5}-(?:\d{4,8}|\d{2,8}-\d{2,10})(?:-\d{2,10})?(?![\w-])(?!-)", flags=0
    ),
    _shape(
        PersonalKind.ORDER, r"(?<![\w-])(?:[A-Z]{2}\d{9}[A-Z]{2}|\d{3}-\d{7}-\d{7}|1Z[A-Z0-9]{16})(?![\w-])", flags=0
    ),
)
PHONE = re.compile(r"(?<![\w.#/-])\+?\(?\d(?:[\s().–-]{0,3}\d){6,16}(?![\w/-])(?!\.\d)(?!,\d)")
PHONE_WORD = re.compile(
    r"(?:tel(?:[ée]fono|efone|\.)?|cel(?:ular)?|m[óo]vil|telem[óo]vel|whats?app|zap|wsp|phone|mobile|ll[áa]m(?:ame|eme|enme|en|ar)|"
    r"llama|liga(?:r|m)?|ligue|call|fono|contacto|n[úu]mero|number|contato|text)\W*(?:\w+\W+){0,4}$",
    re.I,
)
