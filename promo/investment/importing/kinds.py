"""Sheets of projects and of parks. What a project has is `promo.investment.columns`: here, how a list writes it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from promo.investment.columns import COLUMNS, Column
from promo.investment.columns import Type as ColumnType
from promo.investment.importing import amounts, tidying
from promo.investment.importing import words as said
from promo.investment.importing.fields import (
    AmountField,
    AsOfField,
    DayField,
    ListNumberField,
    NoteField,
    ParkField,
    PhoneField,
    SourceField,
    WordedField,
)
from promo.investment.models import ParkPage, ProjectPage
from promo.investment.models.choices import Status
from promo.sheets.fields import CodeField, EmailField, TextField, TruthField
from promo.sheets.kinds import Gone, SheetField, SheetKind, register
from promo.sheets.place_fields import DegreesField, PositionField, UnitField, check_position
from promo.sheets.reading import EXAMPLE
from promo.sheets.text_fields import StoryField

# Column of a project -> the field of a sheet, where it is called otherwise.
RENAMED = {"name": "title", "place": "address"}
_MEASURES = {
    "area": amounts.AREA,
    "capital": amounts.CAPITAL,
    "km_highway": amounts.DISTANCE,
    "km_port": amounts.DISTANCE,
    "km_airport": amounts.DISTANCE,
}
_EXAMPLES: dict[str, Any] = {
    "number": 1,
    "code": EXAMPLE,
    "title": "Nhà máy chế biến nhãn",
    "area": 12.5,
    "capital": 350,
    "commune": "Khoái Châu",
    "called_on": date(2026, 3, 12),
    "source": "Danh mục dự án thu hút đầu tư năm 2026",
}


def register_kinds() -> None:
    register(_projects())
    register(_parks())


def _projects() -> SheetKind:
    fields = [_field(column) for column in COLUMNS if column.written]
    return SheetKind(
        key="projects",
        label=_("Projects calling for investment"),
        model="investment.ProjectPage",
        index_model="investment.ProjectIndexPage",
        fields=(*fields, *_beside()),
        checks=(check_position,),
        listed=True,
        number="number",
        section="group",
        ties=("commune", "number"),
        gone=Gone(field="status", value=Status.WITHDRAWN, but=_NOT_EXPECTED, label=dict(Status.choices)["withdrawn"]),
        whole=True,
        lacking=tidying.lacking_of_project,
        tidy=tidying.tidy_project,
        remember=tidying.newest_changes,
        forget=tidying.forget_changes,
    )


_NOT_EXPECTED = (Status.WITHDRAWN, Status.CHOSEN)


def _field(column: Column) -> SheetField:
    name = RENAMED.get(column.name, column.name)
    more: dict[str, Any] = {
        "name": name,
        "label": column.label,
        "aliases": said.ALIASES.get(name, ()),
        "example": _EXAMPLES.get(name, ""),
    }
    special = _SPECIAL.get(name)
    if special is not None:
        made: SheetField = special(**more)
        return made
    if name in _MEASURES:
        return AmountField(measure=_MEASURES[name], width=14, **more)
    if column.type is ColumnType.CHOICE:
        return WordedField(
            options=column.choices,
            synonyms=said.SYNONYMS.get(name, ()),
            patterns=said.PATTERNS.get(name, ()),
            into="plan_note" if name.endswith("_plan") else "",
            **more,
        )
    if column.type is ColumnType.DATE:
        return DayField(loose=name == "called_on", width=14, **more)
    return TextField(translated=_is_translated(name), lines=name in said.LINES, **more)


def _is_translated(name: str) -> bool:
    return hasattr(ProjectPage, f"{name}_vi")


def _title(**more: Any) -> SheetField:
    return TextField(required=True, translated=True, width=44, **more)


_SPECIAL: dict[str, Any] = {
    "number": lambda **more: ListNumberField(width=8, **more),
    "code": lambda **more: CodeField(width=14, **more),
    "title": _title,
    "commune": UnitField,
    "park": lambda **more: ParkField(model="investment.ParkPage", **more),
    "note": lambda **more: NoteField(translated=True, width=34, **more),
    "plan_note": lambda **more: NoteField(translated=True, width=34, **more),
    "as_of": lambda **more: AsOfField(width=14, **more),
    "source": lambda **more: SourceField(translated=True, width=34, **more),
    "contact_phone": PhoneField,
    "contact_email": EmailField,
    "latitude": lambda **more: DegreesField(width=12, **more),
    "longitude": lambda **more: DegreesField(width=12, **more),
}


def _beside() -> tuple[SheetField, ...]:
    """What the list of columns has not, for it is no figure of the list."""
    return (
        TextField(
            name="introduction",
            label=_("Introduction"),
            aliases=said.ALIASES["introduction"],
            translated=True,
            width=50,
        ),
        TextField(
            name="old_address",
            label=_("Address before July 2025"),
            aliases=said.ALIASES["old_address"],
            translated=True,
            width=34,
        ),
        PositionField(name="position", label=_("Position"), aliases=said.ALIASES["position"]),
        TruthField(name="fictional", label=_("Invented example"), aliases=("hư cấu", "ví dụ hư cấu"), width=12),
        StoryField(name="body", label=_("Description"), aliases=("mô tả", "mô tả chi tiết", "nội dung chi tiết")),
    )


def _amount(name: str, label: Any, measure: amounts.Measure, **more: Any) -> SheetField:
    return AmountField(
        name=name, label=label, measure=measure, aliases=said.PARK_ALIASES.get(name, ()), width=14, **more
    )


def _parks() -> SheetKind:
    shared = {
        "commune", "address", "km_highway", "km_port", "km_airport", "distances_note",
        "legal_basis", "contact_name", "contact_title", "contact_phone", "contact_email", "as_of", "source",
        "latitude", "longitude",
    }  # fmt: skip
    every = {RENAMED.get(column.name, column.name): _field(column) for column in COLUMNS if column.written}
    return SheetKind(
        key="parks",
        label=_("Industrial parks and clusters"),
        model="investment.ParkPage",
        index_model="investment.ParkIndexPage",
        fields=(
            every["code"],
            TextField(
                name="title",
                label=_("Name"),
                aliases=said.PARK_ALIASES["title"],
                required=True,
                translated=True,
                example="Khu công nghiệp Tân Dân",
                width=44,
            ),
            WordedField(
                name="kind",
                label=_("Kind"),
                aliases=said.PARK_ALIASES["kind"],
                options=ParkPage.Kind.choices,
                patterns=((r"cum|ccn", "cluster"), (r"khu|kcn", "park")),
            ),
            WordedField(
                name="state",
                label=_("State"),
                aliases=said.PARK_ALIASES["state"],
                options=ParkPage.State.choices,
                patterns=said.PARK_STATES,
            ),
            TextField(name="developer", label=_("Developer"), aliases=said.PARK_ALIASES["developer"], width=34),
            CodeField(name="decision_number", label=_("Decision"), aliases=said.PARK_ALIASES["decision_number"]),
            DayField(name="decision_date", label=_("Date of the decision"), aliases=said.PARK_ALIASES["decision_date"]),
            _amount("area", _("Area"), amounts.AREA),
            _amount("leasable", _("Land for lease"), amounts.AREA),
            _amount("occupancy", _("Occupied, %"), amounts.PERCENT),
            _amount("rent_from", _("Rent from"), amounts.RENT),
            _amount("rent_to", _("Rent to"), amounts.RENT),
            TextField(
                name="sectors",
                label=_("Sectors that are welcome"),
                aliases=said.PARK_ALIASES["sectors"],
                translated=True,
            ),
            *(one for name, one in every.items() if name in shared),
            NoteField(
                name="utilities", label=every["utilities"].label, aliases=said.ALIASES["utilities"], translated=True
            ),
            *_beside(),
        ),
        checks=(check_position,),
        listed=True,
        ties=("commune",),
        whole=True,
        tidy=tidying.tidy_park,
    )
