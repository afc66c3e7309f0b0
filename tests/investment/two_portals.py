"""Two communes side by side, each with all that an office has: public, half finished, asked, imported.

Every text of what is no visitor's carries its portal's secret word, every figure its secret number; what is public has
a public word.
"""

import itertools
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import models
from django.utils import timezone
from wagtail.models import Collection, GroupPagePermission

from promo.core.languages import SOURCE, column, in_source
from promo.core.models import BasePage, PortalDocument, PortalImage
from promo.core.translated import form_fields, translated_fields
from promo.editorial.models import ArticlePage
from promo.enquiries.models import Enquiry
from promo.investment.models import DatasetPage, Incentive, ParkPage, ProcedurePage, ProjectPage
from promo.languages import desk, originals
from promo.leaflets.models import LeafletJob
from promo.portals.creation import NewPortal, create_portal
from promo.portals.models import Menu, Notice
from promo.sheets.models import ColumnMapping
from tests.factories import UnitFactory
from tests.sheets.helpers import book, checked, imported, picture, uploaded

# In all texts, so that a search finds them and does not show the secret word by itself.
FINDABLE = "timthay"
_addresses = itertools.count(1)


@dataclass
class Commune:
    """A portal with its work, and an officer who writes, approves and translates there and nowhere else."""

    portal: NewPortal
    host: str
    mark: str
    number: str  # four digits that all its secret figures begin with
    officer: Any = None
    pages: dict[str, Any] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)

    @property
    def home(self) -> Any:
        return self.portal.home

    @property
    def secret(self) -> str:
        return f"bimat{self.mark}"

    @property
    def public(self) -> str:
        return f"congkhai{self.mark}"

    def hidden_pages(self) -> list[Any]:
        return [page for name, page in self.pages.items() if name.startswith("draft")]


def values(model: type[models.Model], word: str) -> dict[str, Any]:
    """A value with the word for each text of the model that an editor fills in."""
    texts = set(translated_fields(model))
    names = {column(name, SOURCE) for name in texts} | set(getattr(model, "untranslated_fields", ()))
    own = set(form_fields(model)) if issubclass(model, BasePage) else names
    found: dict[str, Any] = {}
    for one in model._meta.concrete_fields:
        if one.name not in names & own or one.choices or one.name in ("slug", "draft_title"):
            continue
        if isinstance(one, models.EmailField):
            found[one.name] = f"{word}@example.vn"
        elif isinstance(one, models.URLField):
            found[one.name] = f"https://example.vn/{word}"
        elif isinstance(one, models.CharField) or type(one) is models.TextField:
            found[one.name] = f"{word} {FINDABLE} {one.name}"[: one.max_length or 300]
    return found


def figures(number: str) -> dict[str, Any]:
    return {
        "area": Decimal(f"{number}.41"),
        "km_port": Decimal(f"{number[:3]}.4"),
        "latitude": float(f"20.8{number}"),
        "longitude": float(f"105.9{number}"),
    }


def outline(north: float, east: float) -> dict[str, Any]:
    return {
        "type": "Polygon",
        "coordinates": [[[east, north], [east + 0.01, north], [east, north + 0.01], [east, north]]],
    }


def added(parent: Any, model: type[BasePage], word: str, *, live: bool, **fields: Any) -> Any:
    """A page with the word in each text; with a revision, as one has that somebody saved."""
    with in_source():
        texts = {**values(model, word), **fields}
        texts["title_vi"] = texts["draft_title"] = f"{word} {FINDABLE} {model.__name__}"
        page = model(**texts, slug=f"{word}-{next(_addresses)}", live=live)
        BasePage.objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision(clean=False)
    return page


def make_commune(above: Any, code: str, name: str, mark: str, number: str) -> Commune:
    unit = UnitFactory(code=code, name_vi=name, full_name_vi=f"Xã {name}", name_en=name, parent=above.unit)
    host = f"{mark}.testserver"
    commune = Commune(create_portal(unit, host, languages=["vi", "en"]), host, mark, number)
    commune.officer = _officer(commune)
    _pages(commune)
    _records(commune)
    _imports(commune)
    _desk(commune)
    return commune


def _officer(commune: Commune) -> Any:
    """In all groups that the portal has got."""
    user = get_user_model().objects.create_user(f"canbo-{commune.mark}", "", "secret-for-tests")
    groups = set(Group.objects.filter(pk__in=GroupPagePermission.objects.filter(page=commune.home).values("group")))
    groups |= set(Group.objects.filter(name__startswith=f"{commune.home.full_name_vi}: "))
    assert len(groups) == 3, groups
    user.groups.add(*groups)
    return user


def _pages(commune: Commune) -> None:
    home, secret, public, pages = commune.portal.pages, commune.secret, commune.public, commune.pages
    projects, parks = home["du-an"], home["khu-cong-nghiep"]
    numbers = {**figures(commune.number), "as_of": date(2026, 1, 1)}
    pages["index"] = projects
    pages["park"] = added(parks, ParkPage, public, live=True, latitude=20.83, longitude=105.94)
    known = {"as_of": date(2026, 1, 1), "called_on": date(2026, 2, 1)}
    pages["project"] = added(
        projects, ProjectPage, public, live=True, area=Decimal("12.5"), latitude=20.84, longitude=105.95, **known
    )
    pages["draft park"] = added(
        parks, ParkPage, secret, live=False, **numbers, go_live_at=timezone.now() + timedelta(9)
    )
    pages["draft project"] = added(
        projects,
        ProjectPage,
        secret,
        live=False,
        capital=Decimal(f"{commune.number}.219"),
        park=pages["draft park"],
        outline=outline(numbers["latitude"], numbers["longitude"]),
        locked=True,
        locked_by=commune.officer,
        locked_at=timezone.now(),
        **{**numbers, **known},
    )
    pages["draft procedure"] = added(home["thu-tuc"], ProcedurePage, secret, live=False)
    pages["draft article"] = added(home["tin-tuc"], ArticlePage, secret, live=False)
    pages["dataset"] = added(home["dau-tu"], DatasetPage, public, live=True, source=projects)
    pages["draft dataset"] = added(home["dau-tu"], DatasetPage, secret, live=False, source=projects)
    # Public, with other figures and texts that wait for approval.
    changed = pages["changed"] = added(
        projects, ProjectPage, public, live=True, area=Decimal("3"), park=pages["draft park"], **known
    )
    with in_source():
        again = ProjectPage.objects.get(pk=changed.pk)
        for name, value in {**values(ProjectPage, secret), **numbers, "title_vi": f"{secret} {FINDABLE} new"}.items():
            setattr(again, name, value)
        again.draft_title = again.title_vi
        again.save_revision(user=commune.officer, log_action=True)
        again.get_workflow().start(again, commune.officer)
    for page in commune.hidden_pages():
        page.get_latest_revision_as_object().save_revision(user=commune.officer, log_action=True)


def _records(commune: Commune) -> None:
    secret, records, pages = commune.secret, commune.records, commune.pages
    soon = timezone.now() + timedelta(days=90)
    records["incentive"] = Incentive.objects.create(
        portal=commune.home, **{**values(Incentive, secret), "key": secret}, valid_from=soon.date()
    )
    texts = ("page_title", "name", "organisation", "phone", "quantity", "message", "answer")
    for name, page in (("new", pages["project"]), ("answered", pages["draft project"])):
        records[f"enquiry {name}"] = Enquiry.objects.create(
            portal=commune.home,
            page=page,
            language="vi",
            state=name,
            consent_at=timezone.now(),
            email=f"{secret}@example.vn",
            **dict.fromkeys(texts, f"{secret} {FINDABLE}"),
        )
    records["job"] = LeafletJob.objects.create(
        portal=commune.home,
        kind="pack",
        site_id=commune.portal.site.pk,
        language="vi",
        paper="A4",
        title=f"{secret} {FINDABLE}",
        pages=[str(pages["index"].translation_key)],
        state=LeafletJob.State.DONE,
        file=ContentFile(f"%PDF {secret}".encode(), name="pack.pdf"),
    )
    shelf = Collection.objects.get(name=commune.home.full_name_vi)
    records["image"] = PortalImage.objects.create(
        title=f"{secret} {FINDABLE}", collection=shelf, file=ContentFile(picture(), name="one.png"), width=40, height=30
    )
    records["document"] = PortalDocument.objects.create(
        title=f"{secret} {FINDABLE}", collection=shelf, file=ContentFile(secret.encode(), name=f"{secret}.txt")
    )
    records["menu"] = Menu.objects.filter(portal=commune.home).first()
    records["notice"] = Notice.objects.create(
        portal=commune.home, text_vi=f"{secret} {FINDABLE}", starts=soon, ends=soon
    )


def _imports(commune: Commune) -> None:
    secret, user = commune.secret, commune.officer

    def sheet(number: int) -> bytes:
        cells = (f"{secret}-{number}", f"{secret} {FINDABLE} {number}", f"{secret} {FINDABLE}", f"{commune.number}.41")
        return book(("Mã", "Tên dự án", "Mục tiêu", "Diện tích (ha)"), cells)

    about = {"kind": "projects", "name": f"{secret}.xlsx"}
    records = commune.records
    records["batch uploaded"] = uploaded(commune.home, user, sheet(1), **about)
    records["batch checked"] = checked(commune.home, user, sheet(2), **about)
    done = records["batch done"] = imported(commune.home, user, sheet(3), afterwards="draft", **about)
    assert done.rows.filter(done="created").count() == 1, done.report
    commune.pages["draft imported"] = done.rows.get().page.specific
    ColumnMapping.objects.update_or_create(portal=commune.home, kind="parks", defaults={"columns": {secret: "note"}})


def _desk(commune: Commune) -> None:
    """A translation that nobody has published yet: of a page everybody may read, and of a draft."""
    for name in ("project", "draft project"):
        translation = originals.original_of(commune.pages[name]).translations.get(language="en")
        unit = desk.worksheet(translation)[0]
        desk.save_unit(
            translation,
            unit.key,
            target=f"{commune.secret} {FINDABLE}",
            state="draft",
            version=unit.version,
            user=commune.officer,
        )
        commune.records[f"translation {name}"] = translation


def make_two() -> tuple[Any, Commune, Commune]:
    """(the province's portal, a commune's, another's)."""
    unit = UnitFactory(code="33", kind="province", name_vi="Hưng Yên", full_name_vi="Tỉnh Hưng Yên", name_en="Hung Yen")
    province = create_portal(unit, "tinh.testserver", languages=["vi", "en"]).home
    one = make_commune(province, "12049", "Mễ Sở", "meso", "7193")
    two = make_commune(province, "12061", "Khoái Châu", "khoaichau", "8317")
    call_command("issue_datasets", verbosity=0)
    return province, one, two
