"""Former communes and districts, and the units they became."""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from promo.core.text import fold, slugify
from promo.localities.importing.problems import Problems
from promo.localities.importing.tables import read_table
from promo.localities.importing.units import REFORM, Known, UnitRecord
from promo.localities.models import Kind

REQUIRED = ("former_kind", "former_name", "former_district", "former_province", "successor_code", "successor_name")
LAST_DAY = REFORM - timedelta(days=1)


@dataclass(frozen=True)
class Wording:
    vietnamese: str
    english: str


COMMUNES = {
    Kind.COMMUNE: Wording("Xã", "Commune"),
    Kind.WARD: Wording("Phường", "Ward"),
    Kind.TOWN: Wording("Thị trấn", "Township"),
}
# A district's cell holds its bare name if it was a rural district ("huyện"), else its kind as well.
DISTRICTS = {
    Kind.DISTRICT: Wording("Huyện", "District"),
    Kind.URBAN_DISTRICT: Wording("Quận", "Urban District"),
    Kind.PROVINCIAL_TOWN: Wording("Thị xã", "Town"),
    Kind.PROVINCIAL_CITY: Wording("Thành phố", "City"),
}


def former_code(province: str, district: str, kind: str = Kind.DISTRICT, commune: str = "") -> str:
    """Our code of a former unit: ("Hưng Yên", "Khoái Châu") -> "cu-hung-yen-khoai-chau-huyen".

    With its province: ten provinces had a district called Châu Thành.
    """
    province = slugify(province.removeprefix("Thành phố ").removeprefix("Tỉnh "))
    words = {**COMMUNES, **DISTRICTS}[Kind(kind)].vietnamese
    return "-".join(filter(None, ("cu", province, slugify(district), slugify(commune), slugify(words))))


def unmarked(name: str) -> str:
    """A Vietnamese name as English texts write it: "Đông Tảo" -> "Dong Tao"."""
    plain = unicodedata.normalize("NFD", name.translate(str.maketrans("đĐ", "dD")))
    return "".join(character for character in plain if not unicodedata.combining(character))


def read_successions(
    path: Path, problems: Problems, known: Known
) -> tuple[dict[str, UnitRecord], list[tuple[str, str]]]:
    """(former units by code, pairs of predecessor's and successor's codes); a district comes before its communes."""
    former: dict[str, UnitRecord] = {}
    links: dict[tuple[str, str], str] = {}
    for label, row in read_table(path, REQUIRED, (), problems):
        reasons = _reasons(row, known)
        if not reasons:
            district = _district(row, known)
            commune = _former_commune(row, district.code)
            reasons = _clashes(former.setdefault(district.code, district), district, (commune.code, row["successor_code"]), links)
        if reasons:
            for reason in reasons:
                problems.add(path, label, reason)
            continue
        former.setdefault(commune.code, commune)
        for code in (commune.code, district.code):
            links.setdefault((code, row["successor_code"]), label)
    return former, list(links)


def _reasons(row: dict[str, str], known: Known) -> list[str]:
    reasons = [_("the column %(name)s is empty") % {"name": name} for name in REQUIRED if not row[name]]
    if row["former_kind"] and row["former_kind"] not in COMMUNES:
        reasons.append(_("unknown kind “%(kind)s”") % {"kind": row["former_kind"]})
    for name, limit in (("former_name", 70), ("former_district", 70), ("former_province", 40)):
        if len(row[name]) > limit:
            reasons.append(_("the column %(name)s is longer than %(limit)d") % {"name": name, "limit": limit})
    code, name = row["successor_code"], row["successor_name"]
    if code and code not in known:
        reasons.append(_("there is no unit %(code)s to succeed it") % {"code": code})
    elif code and name and fold(known[code][0]) != fold(name):
        reasons.append(
            _("unit %(code)s is called %(name)s, not %(given)s") % {"code": code, "name": known[code][0], "given": name}
        )
    elif code and not known[code][1]:
        reasons.append(_("unit %(code)s is part of no province") % {"code": code})
    return reasons


def _clashes(
    first: UnitRecord, district: UnitRecord, link: tuple[str, str], links: dict[tuple[str, str], str]
) -> list[str]:
    reasons = []
    if first.parent_code != district.parent_code:
        reasons.append(_("the successors of %(name)s lie in two provinces") % {"name": district.full_name})
    if link in links:
        reasons.append(_("the same succession is in %(row)s already") % {"row": links[link]})
    return reasons


def _district(row: dict[str, str], known: Known) -> UnitRecord:
    name, kind = row["former_district"], Kind.DISTRICT
    for candidate, wording in DISTRICTS.items():
        if name.startswith(f"{wording.vietnamese} "):
            name, kind = name.removeprefix(f"{wording.vietnamese} "), candidate
    code = former_code(row["former_province"], name, kind)
    return _former(code, kind, name, DISTRICTS[kind], known[row["successor_code"]][1])


def _former_commune(row: dict[str, str], district_code: str) -> UnitRecord:
    kind = Kind(row["former_kind"])
    # The district's code is the commune's without the district's own kind.
    stem = next(
        district_code.removesuffix(f"-{slugify(wording.vietnamese)}")
        for wording in DISTRICTS.values()
        if district_code.endswith(f"-{slugify(wording.vietnamese)}")
    )
    code = f"{stem}-{slugify(row['former_name'])}-{slugify(COMMUNES[kind].vietnamese)}"
    return _former(code, kind, row["former_name"], COMMUNES[kind], district_code)


def _former(code: str, kind: Kind, name: str, wording: Wording, parent_code: str) -> UnitRecord:
    return UnitRecord(
        code=code,
        kind=kind,
        name=name,
        full_name=f"{wording.vietnamese} {name}",
        name_en=unmarked(name),
        full_name_en=f"{unmarked(name)} {wording.english}",
        parent_code=parent_code,
        valid_until=LAST_DAY,
        default_from=None,
    )
