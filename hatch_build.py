"""Build hook of the wheel: builds the web with Node from PyPI, so that people who install a wheel need no Node.

An editable installation does nothing here: `run.py` and `test.py` build the web themselves. TRATO_SKIP_WEB=1 leaves
the web out.
"""

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebBuild(BuildHookInterface):  # type: ignore[type-arg]  # generic in newer versions of hatchling only
    """Called by hatchling before it collects the files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put SQL, catalogues and the built web beside the code; `version` is `standard` or `editable`."""
        if version == "editable":
            return
        for folder in ("migrations", "locales"):
            build_data["force_include"][str(Path(self.root) / folder)] = f"trato/{folder}"
        if os.environ.get("TRATO_SKIP_WEB"):
            return
        sys.path.insert(0, self.root)
        from tools.web import build_web  # noqa: PLC0415 (found only after the line above)

        build_web(Path(sys.executable).parent)
        build_data["artifacts"].append("src/trato/app/static/**")
