"""Texts for the tests of exchange files: everything that has ever gone wrong in one format or another."""

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from promo.languages.exchange import formats
from promo.languages.exchange.bundle import TextFile, TextUnit, stamp
from promo.languages.models import Unit
from promo.languages.segments import Kind, inline

State = Unit.State
ROOT = Path(__file__).resolve().parents[2]

LINES = [
    "Đền Đa Hòa: lễ hội mùa xuân",
    "多和祠：春季庙会",
    "ダーホア寺の春祭り",
    "다화사 봄 축제",
    "ບຸນລະດູໃບໄມ້ປົ່ງ ວິຫານດາຮວ່າ",
    "“Quotes”, 'single', \"double\" & <ampersand> ]]> <![CDATA[x]]>",
    "  leading, trailing and  double spaces  ",
    "=SUM(A1:A9)",
    "+84 221 386 2345",
    "-5 °C",
    "@dat-lanh",
    "\\n is no line break, \\\\ is no backslash",
    "<1>looks like a tag</1> <2/> \\<3>",
    "_x000D_ looks like an escaped letter",
    "%s %(name)s {0} {{ name }}",
    "no-break\u00a0space, zero\u200bwidth, soft\u00adhyphen, 👩‍🌾, e\u0301",
    'msgid "x"',
    "#, fuzzy",
    "2025",
    "'apostrophe first",
]
TEXTS = [
    "Dòng một\nDòng hai\n\nDòng bốn",
    "\nbegins and ends with a line break\n",
    "old\r\nWindows\r\nlines",
    "tab\there, line\u2028separator, next\u0085line, vertical\x0btab, form\x0cfeed, bell\x07",
]
RICH = [
    "Đất <1>lành</1> chim đậu.",
    "<1>Tất cả <2>lồng</2> nhau</1><3/>dòng mới",
    "  <1> spaces </1>  around <2/> tags ",
    "\\<4> is text, <1>this</1> is none; a\\\\<2/>",
    "no tags at all & <b>markup</b>",
    "<1></1>empty",
]
TARGETS = {
    "en": "The temple",
    "fr": "Le temple « Đa Hòa »",
    "zh-hans": "多和祠",
    "ja": "神社",
    "ko": "사원",
    "lo": "ວິຫານ",
}


def unit(
    key: str, source: str, target: str = "", state: str = State.EMPTY, kind: str = Kind.LINE, **more: Any
) -> TextUnit:
    tags = inline.from_html("<b>x</b><a href='#'>y</a><br/>")[1] if kind == Kind.RICH else ()
    return TextUnit(key, source, target, state, kind=kind, tags=tags, seen=stamp(target), label="Tiêu đề", **more)


def sample(language: str = "fr", states: tuple[str, ...] = tuple(State)) -> TextFile:
    """Every kind of text in every state."""
    units = [
        unit("title", "Đền Đa Hòa", TARGETS[language], State.REVIEWED, max_length=150, comment="Xem lại\nnhé"),
        unit("introduction", "Chưa dịch", context='Đoạn: "mở đầu"'),
    ]
    for kind, texts in ((Kind.LINE, LINES), (Kind.TEXT, TEXTS), (Kind.RICH, RICH)):
        for number, text in enumerate(texts):
            state = states[(number + 1) % len(states)]
            target = "" if state == State.EMPTY else f"{text}{TARGETS[language]}"
            previous = "Chữ cũ <1>đậm</1>" if state == State.OUTDATED else ""
            key = f"body_{kind}#0b7e2c1a-0000-4000-8000-{number:012}.text#p{number}~2"
            units.append(unit(key, text, target, state, kind, previous=previous, context="Ảnh: Mùa lễ hội"))
    # The same text at two places, translated in two ways.
    units += [unit("body#a.x", "Chợ", "Marché", State.DRAFT), unit("body#b.x", "Chợ", "Le marché", State.DRAFT)]
    return TextFile("6f1a7c1e-2f5b-4b0e-9c39-8a5a0b1d2c3e", language, tuple(units), title="Đền Đa Hòa: “xuân” / 2026")


def texts_of(file: TextFile) -> list[tuple[str, str, str, str]]:
    """What must come back from every format."""
    return [(unit.key, unit.source, unit.target, unit.comment) for unit in file.units]


def round_trip(file: TextFile, name: str) -> TextFile:
    (back,) = formats.read(formats.FORMATS[name].write(file))
    return back


@cache
def schema(name: str) -> Any:
    """A schema of OASIS; the test is skipped, and says so, where nobody has them."""
    folder = Path(os.environ.get("SCHEMAS_DIR") or ROOT.parent / "shared" / "schemas")
    if not folder.is_dir():
        pytest.skip("SCHEMAS_DIR is not set: XLIFF is not checked against its schemas")
    return etree.XMLSchema(etree.parse(str(folder / name)))
