"""Files with columns, as people export them: any of the usual encodings and separators, columns by many names."""

from __future__ import annotations

import codecs
import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from trato.rooms.imports.errors import FileGone, SourceRefused
from trato.rooms.imports.sources.reading import fold

csv.field_size_limit(min(sys.maxsize, 10_000_000))
CHUNK = 256 * 1024
MAPPING = "mapping.json"
MOST_UNPACKED = 20 * 1024**3

# what a column may be called, folded; the first is the documented one
COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "organisations": {
        "id": ("codigo",),
        "name": ("nombre", "nome", "razon_social", "organisation", "organization"),
        "kind": ("tipo",),
    },
    "contacts": {
        "id": ("codigo", "contact_id"),
        "name": ("nombre", "nome", "full_name", "nombre_completo", "nome_completo"),
        "email": ("correo", "correo_electronico", "e_mail", "mail", "emails"),
        "phone": ("telefono", "telefone", "celular", "movil", "mobile", "whatsapp", "phone_number", "phones"),
        "language": ("idioma", "locale", "lingua"),
        "country": ("pais", "country_code"),
        "organisation_id": ("organizacion", "organizacao", "organization_id", "empresa"),
        "created_at": ("creado", "creado_el", "criado_em", "created", "fecha_de_alta"),
        "marketing": ("acepta_marketing", "aceita_marketing", "opt_in", "newsletter", "consent"),
        "marketing_evidence": ("evidencia", "prueba", "prova", "opt_in_source", "consent_evidence"),
        "marketing_at": ("fecha_de_consentimiento", "data_do_consentimento", "opt_in_at", "consent_at"),
    },
    "tags": {"id": ("codigo",), "name": ("nombre", "nome", "tag", "etiqueta")},
    "canned": {
        "id": ("codigo",),
        "shortcut": ("atajo", "atalho", "short_code"),
        "title": ("titulo", "name", "nombre", "nome"),
        "text_es": ("text", "texto", "content", "texto_es"),
        "text_en": ("texto_en",),
        "text_pt": ("texto_pt",),
        "folder": ("carpeta", "pasta"),
    },
    "articles": {
        "id": ("codigo",),
        "title": ("titulo",),
        "body": ("texto", "cuerpo", "conteudo", "content"),
        "language": ("idioma", "locale"),
        "category": ("categoria", "section", "seccion"),
        "published": ("publicado",),
        "changed_at": ("updated_at", "actualizado", "atualizado"),
    },
    "conversations": {
        "id": ("codigo", "conversation_id", "ticket_id", "caso", "numero"),
        "contact_id": ("contacto", "contato", "requester_id"),
        "subject": ("asunto", "assunto"),
        "channel": ("canal",),
        "inbox": ("bandeja", "cuenta", "caixa"),
        "status": ("estado", "situacao", "state"),
        "opened_at": ("abierto", "abierto_el", "aberto_em", "created_at", "fecha"),
        "closed_at": ("cerrado", "cerrado_el", "fechado_em", "resolved_at", "solved_at"),
        "priority": ("prioridad", "prioridade"),
        "tags": ("etiquetas", "labels"),
    },
    "messages": {
        "id": ("codigo", "message_id"),
        "conversation_id": ("conversacion", "conversa", "ticket_id", "caso"),
        "at": ("fecha", "data", "created_at", "hora"),
        "author": ("autor", "author_type", "de"),
        "author_name": ("nombre_del_autor", "nome_do_autor"),
        "author_email": ("correo_del_autor", "email_do_autor"),
        "text": ("texto", "mensaje", "mensagem", "body", "content"),
        "private": ("nota", "privado", "internal", "interno"),
        "attachments": ("adjuntos", "anexos", "files"),
    },
}
NEEDED = {
    "organisations": {"id", "name"}, "contacts": {"id"}, "tags": {"name"}, "canned": {"shortcut", "text_es"},
    "articles": {"title", "body"}, "conversations": {"id", "contact_id", "opened_at"},
    "messages": {"id", "conversation_id", "at", "author"},
}  # fmt: skip
FILES = {
    "organisations": ("organizations", "organizaciones", "organizacoes", "empresas"),
    "contacts": ("contactos", "contatos", "customers", "clientes"),
    "tags": ("etiquetas",),
    "canned": ("canned_replies", "respuestas", "respostas", "macros"),
    "articles": ("articulos", "artigos"),
    "conversations": ("conversaciones", "conversas", "tickets", "casos"),
    "messages": ("mensajes", "mensagens", "comments"),
}


@dataclass(slots=True)
class Folder:
    """The files of a folder or a zip, by name; a zip may have one folder around all of them."""

    path: Path
    _zip: zipfile.ZipFile | None = None
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.path.is_dir():
            names = [one.relative_to(self.path).as_posix() for one in self.path.rglob("*") if one.is_file()]
        elif zipfile.is_zipfile(self.path):
            self._zip = zipfile.ZipFile(self.path)
            if sum(one.file_size for one in self._zip.infolist()) > MOST_UNPACKED:
                raise SourceRefused(reason="too_big", what=self.path.name)
            names = [one for one in self._zip.namelist() if not one.endswith("/") and "__MACOSX" not in one]
        else:
            raise SourceRefused(reason="no_folder", what=self.path.name)
        roots = {PurePosixPath(one).parts[0] for one in names if len(PurePosixPath(one).parts) > 1}
        alone = len(roots) == 1 and all(len(PurePosixPath(one).parts) > 1 for one in names)
        around = f"{next(iter(roots))}/" if alone else ""
        self._names = {one.removeprefix(around): one for one in names}

    def names(self) -> list[str]:
        """Return the names of all files."""
        return sorted(self._names)

    def stream(self, name: str) -> BinaryIO:
        """Open a file. Raises FileGone; names lead nowhere but into the folder."""
        inside = self._names.get(PurePosixPath(name).as_posix().removeprefix("./"))
        if inside is None:
            raise FileGone("not_in_folder")
        if self._zip is not None:
            return self._zip.open(inside)  # type: ignore[return-value]
        return (self.path / inside).open("rb")


@dataclass(frozen=True, slots=True)
class Table:
    """One file with columns: which records it holds, its name, and how it is written."""

    what: str
    name: str
    encoding: str
    separator: str
    columns: Mapping[int, str]  # place -> our name

    def rows(self, folder: Folder, after: int = 0) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield (line of the file as a table counts them, values by our names) from the row after `after`."""
        with folder.stream(self.name) as raw, io.TextIOWrapper(raw, self.encoding, "replace", newline="") as text:
            reader = csv.reader(text, delimiter=self.separator)
            next(reader, None)
            for n, row in enumerate(reader, 1):
                if n > after and any(row):
                    yield n, {self.columns[i]: value.strip() for i, value in enumerate(row) if i in self.columns}


def tables_of(folder: Folder, given: Mapping[str, Mapping[str, str]]) -> list[Table]:
    """Return the tables of a folder in the order in which they need each other. Raises SourceRefused.

    `given` says for a table which of its columns is ours: {"contacts": {"Correo del cliente": "email"}}; a file
    `mapping.json` in the folder says the same.
    """
    mapping = {**_mapping_of(folder), **given}
    by_name = {fold(PurePosixPath(one).stem): one for one in folder.names() if one.lower().endswith(".csv")}
    found = []
    for what, others in FILES.items():
        name = next((by_name[one] for one in (what, *others) if one in by_name), None)
        if name is not None:
            found.append(_table(folder, what, name, mapping.get(what, {})))
    if not found:
        raise SourceRefused(reason="no_tables", what=", ".join(sorted(FILES)))
    return found


def _mapping_of(folder: Folder) -> dict[str, dict[str, str]]:
    if MAPPING not in folder.names():
        return {}
    with folder.stream(MAPPING) as raw:
        try:
            told = json.loads(raw.read(1_000_000))
            return {fold(PurePosixPath(what).stem): {str(k): str(v) for k, v in names.items()}
                    for what, names in told.items()}  # fmt: skip
        except (ValueError, AttributeError) as error:
            raise SourceRefused(reason="bad_mapping", what=MAPPING) from error


def _table(folder: Folder, what: str, name: str, given: Mapping[str, str]) -> Table:
    encoding = _encoding(folder, name)
    with folder.stream(name) as raw, io.TextIOWrapper(raw, encoding, "replace", newline="") as text:
        first = text.readline(100_000)
    separator = max(";,\t|", key=lambda one: _outside_quotes(first, one))
    header = next(csv.reader([first], delimiter=separator), [])
    named = {fold(theirs): ours for theirs, ours in given.items()}
    known = COLUMNS[what]
    columns: dict[int, str] = {}
    for i, theirs in enumerate(header):
        told = fold(theirs)
        ours = named.get(told) or next((o for o, names in known.items() if told == o or told in names), "")
        if ours in known and ours not in columns.values():
            columns[i] = ours
    missing = NEEDED[what] - set(columns.values())
    if missing:
        raise SourceRefused(reason="columns_missing", what=f"{name}: {', '.join(sorted(missing))}")
    return Table(what, name, encoding, separator, columns)


def _outside_quotes(line: str, character: str) -> int:
    return sum(part.count(character) for part in line.split('"')[::2])


def _encoding(folder: Folder, name: str) -> str:
    """Return how a file is written: by its mark, else UTF-8 where all of it is, else Latin-1 as Windows has it."""
    with folder.stream(name) as raw:
        head = raw.read(4)
        if head.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if len(head) == 4 and head[1] == 0 and head[3] == 0:
            return "utf-16-le"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(head)
            while chunk := raw.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"
