"""What there is to see, taste, do, buy and invest in: ten page types of the demonstration, seeded in one way.

A file of `content/<folder>/` names each field of its page by the model's own name. Texts are leaves by language;
all else stands as it is, and what a field points at is named by its key.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField
from django.utils import timezone
from wagtail.fields import StreamField

from promo.core.languages import CODES, SOURCE, column
from promo.core.models import BasePage, PortalImage
from promo.core.translated import translated_fields
from promo.demo.files import load_folder
from promo.investment.models import ParkPage, ProcedurePage, ProjectPage
from promo.localities.models import AdministrativeUnit
from promo.ocop.models import EnterprisePage, ProductPage
from promo.portals.content import References, build_body, text
from promo.portals.starter import page_texts, publish_content
from promo.tourism.models import DestinationPage, DishPage, EventPage, RoutePage, VenuePage


@dataclass(frozen=True)
class Folder:
    """The page type of a folder's files, and the section that the pages stand in."""

    model: type[BasePage]
    section: str


# What fields of others point at comes before those others.
FOLDERS = {
    "destinations": Folder(DestinationPage, "diem-den"),
    "enterprises": Folder(EnterprisePage, "doanh-nghiep"),
    "dishes": Folder(DishPage, "am-thuc"),
    "venues": Folder(VenuePage, "an-o"),
    "products": Folder(ProductPage, "san-pham"),
    "events": Folder(EventPage, "le-hoi"),
    "routes": Folder(RoutePage, "hanh-trinh"),
    "parks": Folder(ParkPage, "khu-cong-nghiep"),
    "projects": Folder(ProjectPage, "du-an"),
    "procedures": Folder(ProcedurePage, "thu-tuc"),
}
# What a file says of its page besides fields.
_NO_FIELDS = ("portal", "local_slug", "changes")


def load_entries() -> dict[str, dict[str, Any]]:
    """All files by "folder/key", in the order of `FOLDERS`."""
    return {f"{folder}/{key}": content for folder in FOLDERS for key, content in load_folder(folder).items()}


def folder_of(name: str) -> Folder:
    return FOLDERS[name.partition("/")[0]]


@dataclass
class Entries:
    """The pages made so far, by "folder/key". `document` finds a file's document by the file's name."""

    sections: dict[tuple[str, str], BasePage]
    images: dict[str, PortalImage]
    document: Callable[[str], Any]
    pages: dict[str, BasePage] = field(default_factory=dict)

    def add(self, entries: dict[str, dict[str, Any]]) -> Iterator[str]:
        """Make the pages in Vietnamese, without what may point at pages to come; yields each name."""
        for name, content in entries.items():
            folder = folder_of(name)
            texts = {key: text(content[key], SOURCE) for key in _lines(folder.model) if key in content}
            page = folder.model(
                slug=name.partition("/")[2],
                live=True,
                has_unpublished_changes=False,
                draft_title=texts["title"],
                **{column(key, SOURCE): value for key, value in texts.items()},
                **self.plain_values(folder.model, name, content),
            )
            self.sections[content["portal"], folder.section].add_child(instance=page)
            self.pages[name] = page
            yield name

    def finish(self, entries: dict[str, dict[str, Any]], references: Callable[[str], References]) -> None:
        """Bodies, stops, and the other languages. `references` finds what a portal's pages point at."""
        for name, content in entries.items():
            page, found = self.pages[name], references(content["portal"])
            for field_name, value in page_texts(type(page), name, content, SOURCE, None, found).items():
                setattr(page, column(field_name, SOURCE), value)
            page.save(clean=False)
            publish_content(page, name, content, list(CODES), references=found)

    def plain_values(self, model: type[BasePage], name: str, content: dict[str, Any]) -> dict[str, Any]:
        """Every field that is no text. A name that the model does not know raises FieldDoesNotExist."""
        texts = translated_fields(model)
        values: dict[str, Any] = {}
        for key, value in content.items():
            if key in texts or key in _NO_FIELDS:
                continue
            target: Any = model._meta.get_field(key)
            if isinstance(target, StreamField):
                values[key] = build_body(value, f"{name}/{key}", SOURCE, References())
            elif target.one_to_many:
                values[key] = [self._child(target.related_model, row) for row in value]
            elif target.is_relation:
                values[key] = self._pointed_at(target.related_model, value)
            elif isinstance(target, DecimalField):
                # As a float, 199.87 would be 199.8700000000000045.
                values[key] = Decimal(str(value))
            else:
                values[key] = value
        return values

    def _child(self, model: Any, row: dict[str, Any]) -> Any:
        """A row of the page's own: a certificate. `days_ago` is when it was issued, counted from today."""
        values = dict(row)
        if "days_ago" in values:
            values["issued_on"] = timezone.localdate() - timedelta(days=values.pop("days_ago"))
        if "file" in values:
            values["file"] = self.document(values["file"])
        return model(**values)

    def _pointed_at(self, model: Any, key: str) -> Any:
        if model is AdministrativeUnit:
            return AdministrativeUnit.objects.get(code=key)
        if model is PortalImage:
            return self.images[key]
        folder = next(name for name, folder in FOLDERS.items() if folder.model is model)
        return self.pages[f"{folder}/{key}"]


def _lines(model: type[BasePage]) -> list[str]:
    """The texts of a page type that are no blocks, which may point at pages to come."""
    return [
        name
        for name in translated_fields(model)
        if not isinstance(model._meta.get_field(column(name, SOURCE)), StreamField)
    ]
