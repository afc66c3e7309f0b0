"""Whether a position can be right: in the land, the right way round, in its commune."""

from typing import Any


def position_problem(latitude: float | None, longitude: float | None, unit: Any = None) -> str:
    """What is wrong with a position in degrees, in the active language; empty where nothing is.

    `unit` is the AdministrativeUnit the position should lie in, or None.
    """
    return ""
