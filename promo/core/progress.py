"""A progress bar for commands, seen by people only."""

import sys
from collections.abc import Iterable, Iterator, Sized
from typing import TextIO, TypeVar

T = TypeVar("T")
WIDTH = 30


def progress(iterable: Iterable[T], label: str, total: int | None = None, stream: TextIO | None = None) -> Iterator[T]:
    """Pass `iterable` on, drawing how far it is to stderr. Silent where no terminal reads along.

    Without a length it counts; with one it draws a bar. At most one redraw per hundredth.
    """
    stream = stream or sys.stderr
    if not stream.isatty():
        yield from iterable
        return
    if total is None and isinstance(iterable, Sized):
        total = len(iterable)
    step = max(1, (total or 0) // 100)
    done = 0
    try:
        for item in iterable:
            yield item
            done += 1
            if done % step == 0 or done == total:
                stream.write("\r" + _line(label, done, total))
                stream.flush()
    finally:
        # The next message starts on a line of its own, after a failure too.
        if done:
            stream.write("\n")
            stream.flush()


def _line(label: str, done: int, total: int | None) -> str:
    if not total:
        return f"{label}: {done}"
    filled = min(WIDTH, WIDTH * done // total)
    return f"{label} [{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{total}"
