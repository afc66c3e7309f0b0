"""QR codes: the drawing is the code."""

import re

import segno

from promo.leaflets.codes import QUIET, qr


def dark_modules(svg: str) -> set[tuple[int, int]]:
    """(column, row) of all that the path covers."""
    return {
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg)
        for step in range(int(length))
    }


def test_every_module_is_where_it_belongs() -> None:
    address = "https://hung-yen.example.vn/id/0b0bd3d0-7e62-4e6c-9a55-8d3a6a6f5e11/"
    code = segno.make(address, error="q", micro=False, boost_error=False)
    svg = str(qr(address, "Mã QR"))
    assert dark_modules(svg) == {(x, y) for y, row in enumerate(code.matrix) for x, module in enumerate(row) if module}
    side = len(code.matrix) + 2 * QUIET
    assert f'viewBox="-{QUIET} -{QUIET} {side} {side}"' in svg


def test_no_address_no_code() -> None:
    assert qr("", "Mã QR") == ""


def test_the_label_is_escaped() -> None:
    assert 'aria-label="&quot;&gt;&lt;x"' in qr("https://example.vn/", '"><x')
