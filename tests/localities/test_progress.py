"""core's progress bar, which the import draws."""

import io

import pytest

from promo.core.progress import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_sees_a_bar_and_everything_is_passed_on():
    stream = Terminal()
    assert list(progress(range(300), "Units", stream=stream)) == list(range(300))
    lines = stream.getvalue().split("\r")
    assert len(lines) == 101
    assert lines[50].startswith("Units [###############...............] 150/300")
    assert lines[-1].endswith("300/300\n")


def test_without_a_length_it_counts():
    stream = Terminal()
    list(progress(iter("ab"), "Units", stream=stream))
    assert stream.getvalue() == "\rUnits: 1\rUnits: 2\n"


def test_a_failure_leaves_the_line_finished():
    stream = Terminal()
    with pytest.raises(RuntimeError):
        for item in progress([1, 2], "Units", stream=stream):
            if item == 2:
                raise RuntimeError
    del item
    assert stream.getvalue().endswith("1/2\n")


def test_where_nobody_watches_nothing_is_drawn():
    stream = io.StringIO()
    assert list(progress([1, 2], "Units", stream=stream)) == [1, 2]
    assert stream.getvalue() == ""
