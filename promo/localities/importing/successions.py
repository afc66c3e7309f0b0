"""Former communes and districts, and the units they became."""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from promo.core.text import fold, slugify
from promo.localities.importing.problems import Problems
from promo.localities.importing.tables import read_table
from promo.localities.importing.units import REFORM, Known, UnitRecord
from promo.localities.models import Kind

REQUIRED = ("former_kind", "former_name", "former_district", "former_province", "successor_code", "successor_name")
# So that the codes made from them fit, whatever the kind.
LIMITS = {"former_name": 30, "former_district": 30, "former_province": 22}
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


def former_code(province: str, district: str, kind: Any = Kind.DISTRICT, commune: str = "") -> str:
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
    """(former units by code, pairs of a predecessor's and a successor's code)."""
    former: dict[str, UnitRecord] = {}
    links: dict[tuple[str, str], str] = {}
    for label, row in read_table(path, REQUIRED, (), problems):
        reasons = _reasons(row, known)
        if not reasons:
            district, commune = _units(row, known)
            reasons = _clashes(district, commune, row["successor_code"], former, links)
        for reason in reasons:
            problems.add(path, label, reason)
        if not reasons:
            for unit in (district, commune):
                former.setdefault(unit.code, unit)
                links.setdefault((unit.code, row["successor_code"]), label)
    return former, list(links)


def _reasons(row: dict[str, str], known: Known) -> list[str]:
    reasons = [_("the column %(name)s is empty") % {"name": name} for name in REQUIRED if not row[name]]
    if row["former_kind"] and row["former_kind"] not in COMMUNES:
        reasons.append(_("unknown kind “%(kind)s”") % {"kind": row["former_kind"]})
    reasons += [
        _("the column %(name)s is longer than %(limit)d") % {"name": name, "limit": limit}
        for name, limit in LIMITS.items()
        if len(row[name]) > limit
    ]
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
    district: UnitRecord,
    commune: UnitRecord,
    successor: str,
    former: dict[str, UnitRecord],
    links: dict[tuple[str, str], str],
) -> list[str]:
    reasons = [
        _("%(name)s would lie in two places") % {"name": unit.full_name}
        for unit in (district, commune)
        if unit.code in former and former[unit.code].parent_code != unit.parent_code
    ]
    if (commune.code, successor) in links:
        reasons.append(_("the same succession is in %(row)s already") % {"row": links[commune.code, successor]})
    return reasons


def _units(row: dict[str, str], known: Known) -> tuple[UnitRecord, UnitRecord]:
    """The row's former district, in the province that holds it today, and its former commune."""
    name: str = row["former_district"]
    kind: Any = Kind.DISTRICT
    for candidate, wording in DISTRICTS.items():
        if name.startswith(f"{wording.vietnamese} "):
            name, kind = name.removeprefix(f"{wording.vietnamese} "), candidate
    province_code = known[row["successor_code"]][1]
    district = _former(former_code(row["former_province"], name, kind), kind, name, DISTRICTS[kind], province_code)
    commune_name, commune_kind = row["former_name"], Kind(row["former_kind"])
    code = former_code(row["former_province"], name, commune_kind, commune_name)
    return district, _former(code, commune_kind, commune_name, COMMUNES[commune_kind], district.code)


def _in_english(name: str, kind: str) -> str:
    """ "Khoai Chau District", but "Ward 1"."""
    return f"{kind.removeprefix('Urban ')} {name}" if name.isdigit() else f"{unmarked(name)} {kind}"


def _former(code: str, kind: Kind, name: str, wording: Wording, parent_code: str) -> UnitRecord:
    return UnitRecord(
        code=code,
        kind=kind,
        name=name,
        full_name=f"{wording.vietnamese} {name}",
        name_en=unmarked(name),
        full_name_en=_in_english(name, wording.english),
        parent_code=parent_code,
        valid_until=LAST_DAY,
        default_from=None,
    )
