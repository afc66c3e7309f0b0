"""What an engine must do."""

from typing import Protocol

from django.core.exceptions import ValidationError

# Texts a request.
BATCH = 20


class MachineError(ValidationError):
    """The engine did not do its work; the message says why to the person who asked for it."""


class Engine(Protocol):
    name: str

    def translate(self, texts: list[str], source: str, target: str, markup: bool = False) -> list[str]:
        """One translation for each text, in order, empty for a text it refuses. Raises MachineError.

        `source` and `target` are our language codes. With `markup`, texts are HTML, of which elements and
        their ids must come back, and what is in an element with translate="no" as it was.
        """
