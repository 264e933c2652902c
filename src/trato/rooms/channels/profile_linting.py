"""What is wrong with a channel profile: by the manuals (S139, S149, S150, S152), and by what its provider takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trato.rooms.channels.connecting import Said
from trato.rooms.channels.library import Complaint
from trato.rooms.channels.profiles import LANGUAGES, Entry, EntryKind, Profile, ProfileLimits, title_of

_KEY = re.compile(r"[a-z][a-z0-9_]{0,29}")
_MENU = re.compile(
    r"\W*(?:el |the |o )?(?:menu|menú)(?: (?:principal|inicial|main))?\W*|\W*main menu\W*", re.IGNORECASE
)
_WAIT = re.compile(r"\b(?:hora|hour|minut|d[ií]a|day|24/7)", re.IGNORECASE)
_VERB = re.compile(r"[^\W\d_]+(?:ar|er|ir|ár|ír)(?:me|nos|te|se|lo|la)?", re.IGNORECASE)
_ENGLISH = frozenset(
    "ask book buy call cancel change chat check choose compare contact download find follow get give learn leave open "
    "order pay read renew report return schedule see send share sign speak start talk tell track try update view visit "
    "write".split()
)


def lint(profile: Profile, limits: ProfileLimits) -> list[Complaint]:
    """Return what is wrong with a profile; what is grave the provider or the manuals would not take."""
    return [*_of_greeting(profile, limits), *_of_entries(profile, limits), *_of_languages(profile, limits)]


def _of_greeting(profile: Profile, limits: ProfileLimits) -> Iterator[Complaint]:
    if not limits.greeting:
        return
    for language, text in profile.greeting.items():
        if len(text) > limits.greeting:
            yield _grave(
                f"greeting.{language}",
                f"El saludo ({language}) tiene {len(text)} caracteres; este canal muestra {limits.greeting}.",
                f"The greeting ({language}) has {len(text)} characters; this channel shows {limits.greeting}.",
                f"A saudação ({language}) tem {len(text)} caracteres; este canal mostra {limits.greeting}.",
            )
    told = [text for text in profile.greeting.values() if text.strip()]
    if told and not all(_WAIT.search(text) for text in told):
        yield _mild(
            "greeting",
            "El saludo no dice cuándo se responde: el manual pide para qué sirve el canal y cuánto se espera (S139).",
            "The greeting does not say when answers come: the manual asks what the channel is for and the wait (S139).",
            "A saudação não diz quando se responde: o manual pede para que serve o canal e quanto se espera (S139).",
        )


def _of_entries(profile: Profile, limits: ProfileLimits) -> Iterator[Complaint]:
    for name, entries, most, longest in (
        ("menu", profile.menu, limits.menu, limits.menu_title),
        ("openers", profile.openers, limits.openers, limits.opener_title),
    ):
        if entries and not most:
            yield _grave(
                name,
                "Este canal no muestra estas entradas: quitarlas.",
                "This channel does not show these entries: take them away.",
                "Este canal não mostra estas entradas: retirá-las.",
            )
        elif len(entries) > most:
            yield _grave(
                name,
                f"Son {len(entries)} entradas; este canal muestra {most}.",
                f"There are {len(entries)} entries; this channel shows {most}.",
                f"São {len(entries)} entradas; este canal mostra {most}.",
            )
        for place, entry in enumerate(entries):
            yield from _of_entry(f"{name}.{place}", entry, profile, longest)
    keys = [one.key for one in profile.entries]
    for key in sorted({one for one in keys if keys.count(one) > 1}):
        yield _grave(
            "menu",
            f"Dos entradas se llaman «{key}»: cada nombre va una vez.",
            f"Two entries are called “{key}”: each name goes once.",
            f"Duas entradas se chamam «{key}»: cada nome vai uma vez.",
        )
    if profile.entries and all(one.kind is not EntryKind.PERSON for one in profile.entries):
        yield _grave(
            "menu",
            "Falta cómo llegar a una persona: una entrada debe pasar a alguien del equipo (S152).",
            "There is no way to a person: one entry must lead to somebody of the team (S152).",
            "Falta como chegar a uma pessoa: uma entrada deve levar a alguém da equipe (S152).",
        )


def _of_entry(where: str, entry: Entry, profile: Profile, longest: int) -> Iterator[Complaint]:
    if not _KEY.fullmatch(entry.key):
        yield _grave(
            f"{where}.key",
            f"El nombre «{entry.key}» lleva solo minúsculas sin acento, números y guion bajo, y empieza con letra.",
            f"The name “{entry.key}” takes only small letters, digits and underscores, and begins with a letter.",
            f"O nome «{entry.key}» leva só minúsculas sem acento, números e sublinhado, e começa com letra.",
        )
    for language, title in entry.titles.items():
        if _MENU.fullmatch(title):
            yield _grave(
                f"{where}.titles.{language}",
                f"«{title}» no dice qué se obtiene: el manual pide no llamarlo menú, sino por lo que hace (S149).",
                f"“{title}” does not say what one gets: the manual asks to call it by what it does, not a menu (S149).",
                f"«{title}» não diz o que se obtém: o manual pede para não chamar de menu, e sim pelo que faz (S149).",
            )
        elif len(title) > longest > 0:
            yield _grave(
                f"{where}.titles.{language}",
                f"«{title}» tiene {len(title)} caracteres; aquí caben {longest}.",
                f"“{title}” has {len(title)} characters; {longest} fit here.",
                f"«{title}» tem {len(title)} caracteres; aqui cabem {longest}.",
            )
        elif title.strip() and "?" not in title and not _begins_with_verb(title, language):
            yield _mild(
                f"{where}.titles.{language}",
                f"«{title}» se entiende antes si empieza con lo que se hace: ver, seguir, pedir, hablar (S150).",
                f"“{title}” is understood sooner if it begins with what one does: see, track, ask, talk (S150).",
                f"«{title}» se entende antes se começa com o que se faz: ver, acompanhar, pedir, falar (S150).",
            )
    name = title_of(entry, profile.language, profile.language) or entry.key
    if not _leads_somewhere(entry, profile):
        yield _grave(
            where,
            f"«{name}» no lleva a nada: falta su respuesta, su texto guardado o una dirección https.",
            f"“{name}” leads nowhere: its answer, its saved text or an https address is missing.",
            f"«{name}» não leva a nada: falta a resposta, o texto salvo ou um endereço https.",
        )


def _leads_somewhere(entry: Entry, profile: Profile) -> bool:
    match entry.kind:
        case EntryKind.REPLY:
            return bool(entry.texts.get(profile.language, "").strip())
        case EntryKind.CANNED:
            return entry.canned_id is not None
        case EntryKind.LINK:
            return entry.url.startswith("https://") and len(entry.url) > len("https://") and " " not in entry.url
        case EntryKind.PERSON:
            return True


def _of_languages(profile: Profile, limits: ProfileLimits) -> Iterator[Complaint]:
    wanted = profile.languages if limits.languages else (profile.language,)
    texts = [("greeting", profile.greeting)] if limits.greeting and any(profile.greeting.values()) else []
    texts += [(f"entry.{one.key}", one.titles) for one in profile.entries]
    texts += [(f"entry.{one.key}", one.texts) for one in profile.entries if one.kind is EntryKind.REPLY]
    for where, told in texts:
        lacking = [one for one in wanted if not told.get(one, "").strip()]
        if lacking:
            named = ", ".join(lacking)
            yield _grave(
                where,
                f"Falta en {named}: lo que se escribe en un idioma va entero en ese idioma.",
                f"It is missing in {named}: what is written in a language is written in it whole.",
                f"Falta em {named}: o que se escreve em um idioma vai inteiro nesse idioma.",
            )
    missing = [one for one in LANGUAGES if one not in wanted]
    if limits.languages and wanted and missing:
        named = ", ".join(missing)
        yield _mild(
            "languages",
            f"Sin {named}: quien tenga el teléfono en ese idioma lo verá en el habitual.",
            f"Without {named}: who has their telephone in that language sees the usual one.",
            f"Sem {named}: quem tem o telefone nesse idioma verá o habitual.",
        )


def _begins_with_verb(title: str, language: str) -> bool:
    first = title.strip().split()[0].strip("¿¡!.,:")
    return first.lower() in _ENGLISH if language == "en" else _VERB.fullmatch(first) is not None


def _grave(field: str, es: str, en: str, pt: str) -> Complaint:
    return Complaint(field, Said(es, en, pt))


def _mild(field: str, es: str, en: str, pt: str) -> Complaint:
    return Complaint(field, Said(es, en, pt), grave=False)
