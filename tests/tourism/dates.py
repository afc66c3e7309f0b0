"""What tests of events share."""

from datetime import date
from typing import Any


def change(event: Any, planned: date, kind: str, **value: Any) -> Any:
    """One year's event is cancelled, moved or confirmed; returns its row."""
    event.changes_vi = [{"type": "change", "value": {"planned": planned, "kind": kind, **value}}]
    event.save()
    return event.occurrences.get(planned_on=planned)
