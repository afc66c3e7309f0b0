"""An event's occurrences follow the event."""
