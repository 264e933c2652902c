"""What imports refuse."""

from __future__ import annotations

from trato.kit.errors import Conflict, Invalid, NotFound, TratoError


class SourceRefused(TratoError):
    """A source cannot be read at all. Data: `reason`, a code; `what`, which part of it."""

    code = "import_source_refused"
    status = 422


class FileGone(Exception):
    """An attachment cannot be had; the text is a code."""


class ImportUnknown(NotFound):
    code = "import_unknown"


class ImportRunning(Conflict):
    """Another import of the workspace runs."""

    code = "import_running"


class ImportTouched(Conflict):
    """Somebody worked with what came: it cannot be taken back whole. Data: `cases`, how many were touched."""

    code = "import_touched"


class ImportNotOver(Conflict):
    """Only what is done, cancelled or failed, and was no dry run, can be taken back."""

    code = "import_not_over"


class BrandWanted(Invalid):
    """A workspace of several brands: name one. Data: `brands`, their names."""

    code = "import_brand_wanted"


class ImportStopped(TratoError):
    """A bug stopped a run; what came until then is there, and it goes on from there when it is started again."""

    code = "import_stopped"
    status = 500
