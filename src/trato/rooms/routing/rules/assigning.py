"""The assignment of scipy, without the hundreds of modules that come with `scipy.optimize`: 50 MB for each process.

It is one file of compiled code that needs numpy only, and is loaded as such.
"""

from __future__ import annotations

import importlib.util
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def linear_sum_assignment(value: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows and columns of the assignment with the greatest sum, as `scipy.optimize` does."""
    rows, columns = _SOLVER.linear_sum_assignment(value, maximize=True)
    return rows, columns


def _solver() -> Any:
    """Load the compiled solver from where scipy is installed. Raises ImportError where it is not there."""
    package = importlib.util.find_spec("scipy")
    places = [str(Path(one) / "optimize") for one in (package.submodule_search_locations or ())] if package else []
    found = PathFinder.find_spec("_lsap", places)
    if found is None or found.loader is None:
        raise ImportError("scipy has no compiled assignment where it is looked for", name="scipy.optimize._lsap")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


_SOLVER = _solver()
