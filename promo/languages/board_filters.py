"""What the board can be asked for: its filters, and the conditions they mean."""

from typing import Any

from django import forms
from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from promo.core.text import fold
from promo.languages.models import Original, Translation

State = Translation.State

RECORDS = "records"
MINE = "me"
NOBODY = "none"
OVERDUE = "overdue"
SORTS = (
    ("", _("Place on the portal")),
    ("new", _("Changed last")),
    ("old", _("Waiting longest")),
    ("words", _("Most words to do")),
    ("due", _("Due first")),
)


class FilterForm(forms.Form):
    """Everything optional; a value that is no choice (any more) is as if it were not there."""

    q = forms.CharField(label=_("Search titles"), required=False, max_length=100)
    section = forms.ChoiceField(label=_("Section"), required=False)
    kind = forms.ChoiceField(label=_("Type"), required=False)
    person = forms.ChoiceField(label=_("Translator"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *State.choices, (OVERDUE, _("Overdue"))]
    )
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORTS)

    def __init__(
        self,
        data: Any,
        *,
        sections: list[tuple[str, str]],
        kinds: list[tuple[str, str]],
        people: list[tuple[str, str]],
        languages: list[tuple[str, str]],
    ) -> None:
        super().__init__(data, auto_id="board-%s")
        choices = {
            "section": [("", _("All sections")), *sections, (RECORDS, _("Menus, notices, pictures …"))],
            "kind": [("", _("All types")), *kinds],
            "person": [("", _("Everybody")), (MINE, _("Mine")), (NOBODY, _("Given to nobody")), *people],
            "language": [("", _("All languages")), *languages],
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        self.fields["q"].widget.attrs.update({"type": "search", "placeholder": _("Words of the title")})

    @property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def is_open(condition: Q) -> Q:
    """`condition` on translations that a translator has still to do something about."""
    return condition & ~Q(state__in=(State.LIVE, State.REVIEW))


def matching(
    originals: QuerySet[Original], values: dict[str, str], languages: list[str], user: Any, paths: dict[str, str]
) -> QuerySet[Original]:
    """The originals that `values` ask for. `paths`: key of a section -> its place in the tree.

    State, person and delay must hold of one and the same translation.
    """
    section = values.get("section")
    if section == RECORDS:
        originals = originals.filter(page=None)
    elif section:
        originals = originals.filter(page__path__startswith=paths[section])
    if values.get("kind"):
        originals = originals.filter(content_type=values["kind"])
    if values.get("q"):
        originals = originals.filter(_titled(values["q"]))
    wanted = _wanted(values, user)
    if wanted:
        chosen = [values["language"]] if values.get("language") else languages
        # Not Exists: SQLite would look up all of a translator's work again for each original.
        some = Translation.objects.filter(wanted, language__in=chosen)
        originals = originals.filter(pk__in=some.values("original"))
    return originals


def _wanted(values: dict[str, str], user: Any) -> Q:
    wanted = Q()
    state, person = values.get("state"), values.get("person")
    if state == OVERDUE:
        wanted &= is_open(Q(due__lt=timezone.localdate()))
    elif state:
        wanted &= Q(state=state)
    if person == NOBODY:
        wanted &= is_open(Q(translator=None))
    elif person:
        wanted &= Q(translator=user.pk if person == MINE else int(person))
    return wanted


def _titled(words: str) -> Q:
    """Every word in the title, with its marks or without."""
    condition = Q()
    for word in fold(words).split():
        condition &= Q(title_folded__contains=word)
    return condition


def sorted_by(originals: QuerySet[Original], order: str, languages: list[str]) -> QuerySet[Original]:
    if order == "new":
        return originals.order_by(F("changed_at").desc(nulls_last=True), "-pk")
    if order == "old":
        return originals.order_by(F("changed_at").asc(nulls_last=True), "pk")
    rows = Translation.objects.filter(original=OuterRef("pk"), language__in=languages).order_by().values("original")
    if order == "words":
        todo = Subquery(rows.annotate(todo=Sum("words_todo")).values("todo"))
        return originals.alias(todo=todo).order_by(F("todo").desc(nulls_last=True), "pk")
    if order == "due":
        first = rows.filter(is_open(Q(due__isnull=False))).annotate(first=Min("due")).values("first")
        return originals.alias(first_due=Subquery(first)).order_by(F("first_due").asc(nulls_last=True), "pk")
    # Pages as in the tree; records after them, by kind.
    return originals.order_by(F("page__path").asc(nulls_last=True), "content_type", "title_folded", "pk")
