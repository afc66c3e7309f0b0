"""The board: what a portal has, by languages. Asks tables of counters only, never a page's texts."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from promo.core.languages import NAMES, SOURCE, TARGETS, column
from promo.core.models import BasePage
from promo.core.versions import Remembered
from promo.languages import access
from promo.languages.board_cells import ICONS, Cell, Chip, Column, Row, kind_name, make_cell, words_text
from promo.languages.board_filters import OVERDUE, FilterForm, is_open, matching, sorted_by
from promo.languages.board_people import gives_work, translators_of
from promo.languages.models import Original, Translation
from promo.languages.names import language_label, person_name
from promo.portals.models import HomePage

PER_PAGE = 50
SHARED = "shared"
State = Translation.State

# What the filters offer changes with the content, and is read once until it does.
_sections = Remembered(size=512)
_models = Remembered(size=512)


class Board:
    """A portal's originals as `user` may see them, narrowed and ordered by `data` (the address's parameters).

    With `portal` None: the records that all portals share.
    """

    def __init__(self, user: Any, portal: HomePage | None, data: QueryDict) -> None:
        self.user = user
        self.portal = portal
        self.data = data
        self.languages = [code for code in portal.offered_languages if code != SOURCE] if portal else list(TARGETS)
        self.originals = access.visible_originals(user, portal)

    @cached_property
    def gives_work(self) -> bool:
        """Whether he may give translations to others."""
        return gives_work(self.user, self.portal)

    # --- What there is to choose from ----------------------------------------------------------

    @cached_property
    def sections(self) -> dict[str, tuple[str, str]]:
        """Tree path of each top-level section -> (its key, its title)."""
        if self.portal is None:
            return {}
        portal = self.portal

        def read() -> dict[str, tuple[str, str]]:
            pages = BasePage.objects.filter(path__startswith=portal.path, depth=portal.depth + 1)
            rows = pages.exclude(pk__in=HomePage.objects.values("pk")).order_by("path")
            titles = rows.values_list("path", "pk", column("title", SOURCE))
            return {path: (str(pk), title) for path, pk, title in titles}

        return _sections.get(portal.pk, read)

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Key of each content type there is -> its name."""
        place = (self.portal.pk if self.portal else None, self.user.pk)
        keys = self.originals.order_by().values("content_type").distinct()
        models = _models.get(
            place, lambda: {str(kind.pk): kind.model_class() for kind in ContentType.objects.filter(pk__in=keys)}
        )
        return dict(sorted(((key, kind_name(model)) for key, model in models.items()), key=lambda item: item[1]))

    @cached_property
    def people(self) -> dict[int, str]:
        return {person.pk: person_name(person) for person in translators_of(self.portal, self.originals, self.user)}

    @cached_property
    def form(self) -> FilterForm:
        return FilterForm(
            self.data,
            sections=list(self.sections.values()),
            kinds=list(self.kinds.items()),
            people=[(str(pk), name) for pk, name in self.people.items()],
            languages=[(code, language_label(code)) for code in self.languages],
        )

    # --- What was asked for --------------------------------------------------------------------

    @cached_property
    def values(self) -> dict[str, Any]:
        """The filters that are set, cleaned."""
        return self.form.chosen

    @cached_property
    def found(self) -> QuerySet[Original]:
        """The originals that match, in order."""
        paths = {key: path for path, (key, _title) in self.sections.items()}
        found = matching(self.originals, self.values, self.languages, self.user, paths)
        return sorted_by(found, self.values.get("sort", ""), self.languages)

    @cached_property
    def page(self) -> Page:
        # Counted without its order, which would be computed for nothing.
        paginator = Paginator(self.found, PER_PAGE)
        paginator.count = self.found.order_by().count() if self.is_filtered else self._total
        return paginator.get_page(self.data.get("p"))

    def query(self, **changes: str) -> str:
        """The address's parameters with `changes`; what is empty is left out, and so is the page number."""
        data = {name: value for name, value in {**self.values, **changes}.items() if value}
        query = QueryDict(mutable=True)
        query["portal"] = str(self.portal.pk) if self.portal else SHARED
        query.update({name: "on" if value is True else str(value) for name, value in data.items()})
        return query.urlencode()

    @property
    def is_filtered(self) -> bool:
        return any(value for name, value in self.values.items() if name != "sort")

    @property
    def width(self) -> int:
        """Columns of the table."""
        return len(self.languages) + 2

    # --- What is shown -------------------------------------------------------------------------

    @cached_property
    def _counts(self) -> dict[str, dict[str, int]]:
        """Language -> counts over the whole portal, in one query."""
        translations = Translation.objects.filter(
            original__in=self.originals.order_by().values("pk"), language__in=self.languages
        )
        today = timezone.localdate()
        counts = {f"in_{state}": Count("pk", filter=Q(state=state)) for state in State.values}
        rows = (
            translations.order_by()
            .values("language")
            .annotate(
                todo=Sum("words_todo"),
                words=Sum("original__words"),
                originals=Count("pk"),
                overdue=Count("pk", filter=is_open(Q(due__lt=today))),
                **counts,
            )
        )
        return {row["language"]: row for row in rows}

    @property
    def _total(self) -> int:
        """How many originals there are: each has a translation in every language, but for one just added."""
        return max((row["originals"] for row in self._counts.values()), default=0)

    @cached_property
    def columns(self) -> list[Column]:
        made = []
        for code in self.languages:
            counts = self._counts.get(code, {})
            todo, words = counts.get("todo") or 0, counts.get("words") or 0
            percent = max(0, 100 * (words - todo) // words) if words else 0
            chosen = code == self.values.get("language")
            query = self.query(language="" if chosen else code)
            made.append(Column(code, language_label(code), NAMES[code], percent, todo, query, chosen))
        return made

    @cached_property
    def chips(self) -> list[Chip]:
        chosen = self.values.get("state", "")
        languages = [self.values["language"]] if self.values.get("language") else self.languages
        kinds = [(value, str(label), ICONS[State(value)], f"in_{value}") for value, label in State.choices]
        kinds.append((OVERDUE, _("Overdue"), "warning", "overdue"))
        return [
            Chip(
                value,
                label,
                icon,
                sum(self._counts.get(code, {}).get(name, 0) for code in languages),
                self.query(state="" if value == chosen else value),
                value == chosen,
            )
            for value, label, icon, name in kinds
        ]

    @cached_property
    def rows(self) -> list[Row]:
        return list(self._rows())

    def _rows(self) -> Iterator[Row]:
        names = ("pk", "title", "words", "changed_at", "content_type_id", "page__path", "page__depth", "page__live")
        originals = list(self.page.object_list.values(*names))
        cells = self._cells({original["pk"]: original for original in originals})
        in_order = not self.values.get("sort")
        last = None
        for original in originals:
            path, depth = original["page__path"], original["page__depth"]
            kind = self.kinds.get(str(original["content_type_id"]), "")
            section = self._section_of(path) if path else kind
            yield Row(
                key=str(original["pk"]),
                url=reverse("translation_overview", args=[original["pk"]]),
                title=original["title"] or _("Untitled"),
                kind=kind,
                section=section,
                words=words_text(original["words"]),
                depth=min(4, max(0, depth - self.portal.depth - 1)) if depth and self.portal and in_order else 0,
                is_section=in_order and self._heads_section(path),
                is_live=path is None or original["page__live"],
                cells=cells[original["pk"]],
                # A section's own page needs no heading: it is one.
                heading=section if in_order and section != last and not self._heads_section(path) else "",
            )
            last = section

    def _heads_section(self, path: str | None) -> bool:
        return path is not None and (path in self.sections or (self.portal is not None and path == self.portal.path))

    def _section_of(self, path: str) -> str:
        if self.portal is None or path == self.portal.path:
            return _("Home page")
        return self.sections.get(path[: len(self.portal.path) + self.portal.steplen], ("", ""))[1]

    def _cells(self, originals: dict[int, dict[str, Any]]) -> dict[int, list[Cell]]:
        names = ("original_id", "language", "state", "live", "units_total", "units_done", "words_todo")
        rows = Translation.objects.filter(original__in=originals, language__in=self.languages).values(
            *names, "changed_at", "translator_id", "due"
        )
        found = {(row["original_id"], row["language"]): row for row in rows}
        made: dict[int, list[Cell]] = {}
        for pk, original in originals.items():
            # A language added a moment ago may have no row yet.
            absent = {"state": State.MISSING, "words_todo": original["words"], "original_id": pk}
            made[pk] = [
                self._cell(original, {**absent, **found.get((pk, code), {}), "language": code})
                for code in self.languages
            ]
        return made

    def _cell(self, original: dict[str, Any], row: dict[str, Any]) -> Cell:
        person = self.people.get(row.get("translator_id") or 0, "")
        return make_cell(original, row, person, chosen=row["language"] == self.values.get("language"))
