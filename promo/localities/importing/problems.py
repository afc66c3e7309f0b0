"""What is wrong with the files, all of it at once."""

from pathlib import Path


class ImportProblems(Exception):  # noqa: N818
    """Nothing was written; `problems` says why, a line each: "units.csv: row 12: …"."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Problems:
    def __init__(self) -> None:
        self._found: list[str] = []

    def add(self, path: Path, where: str, reason: str) -> None:
        self._found.append(": ".join(part for part in (path.name, where, reason) if part))

    def __len__(self) -> int:
        return len(self._found)

    def raise_if_any(self) -> None:
        if self._found:
            raise ImportProblems(self._found)
