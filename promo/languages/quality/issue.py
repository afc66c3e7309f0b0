"""What a check found."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Issue:
    code: str
    message: str  # in the interface's language
    severity: Severity


def error(code: str, message: str) -> Issue:
    return Issue(code, message, "error")


def warning(code: str, message: str) -> Issue:
    return Issue(code, message, "warning")
