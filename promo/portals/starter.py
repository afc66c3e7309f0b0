"""The pages every new portal begins with, written in all languages."""

from pathlib import Path
from typing import Any

from wagtail.fields import StreamField

from promo.core.languages import SOURCE, column
from promo.core.models import BasePage
from promo.core.publishing import publish_languages
from promo.portals.content import References, build_body, languages_of, load, text
from promo.portals.models import ContactPage, HomePage, ProfilePage, SectionPage, StandardPage

STARTER = Path(__file__).parent / "starter"
# In the order of the menu. A page whose file names a `parent` stands below that page; what it `points_at` comes before.
SECTIONS = (
    "gioi-thieu",
    "du-lich",
    "diem-den",
    "le-hoi",
    "am-thuc",
    "hanh-trinh",
    "an-o",
    "ban-do",
    "van-hoa-di-san",
    "san-vat",
    "ocop",
    "san-pham",
    "doanh-nghiep",
    "dau-tu",
    "du-an",
    "khu-cong-nghiep",
    "uu-dai",
    "thu-tuc",
    "du-lieu-mo",
    "tin-tuc",
    "thong-tin-doi-ngoai",
    "chuyen-de",
)
LEGAL = ("lien-he", "tro-nang", "dieu-khoan")

_kinds: dict[str, type[BasePage]] = {
    "contact": ContactPage,
    "profile": ProfilePage,
    "section": SectionPage,
    "standard": StandardPage,
}


def register_kind(name: str, model: type[BasePage]) -> None:
    """Let an app above this one give its page type a name that content files use."""
    _kinds[name] = model


def add_page(
    parent: BasePage,
    key: str,
    content: dict[str, Any],
    languages: list[str],
    *,
    kind: str = "",
    names: dict[str, str] | None = None,
    references: References | None = None,
    **attributes: Any,
) -> BasePage:
    """Make a page below `parent` from a content file and publish it in those of `languages` it has.

    `attributes` are fields that no language touches (a picture, a date). Texts that the page type does
    not have are passed over.
    """
    references = references or References()
    model = _kinds[kind or content["kind"]]
    page = model(slug=key, live=True, has_unpublished_changes=False, **attributes)
    for name, value in page_texts(model, key, content, SOURCE, names, references).items():
        setattr(page, f"{name}_{SOURCE}", value)
    page.draft_title = page.title_vi
    parent.add_child(instance=page)
    publish_content(page, key, content, languages, names=names, references=references)
    return page


def publish_content(
    page: BasePage,
    key: str,
    content: dict[str, Any],
    languages: list[str],
    *,
    names: dict[str, str] | None = None,
    references: References | None = None,
    at: Any = None,
) -> None:
    """Publish the target languages of a content file on an existing page."""
    targets = [code for code in languages_of(content) if code != SOURCE and code in languages]
    publish_languages(
        page,
        {code: page_texts(type(page), key, content, code, names, references or References()) for code in targets},
        local_slugs=content.get("local_slug"),
        at=at,
    )


def page_texts(
    model: type[BasePage],
    key: str,
    content: dict[str, Any],
    language: str,
    names: dict[str, str] | None,
    references: References,
) -> dict[str, Any]:
    from promo.core.translated import translated_fields

    texts: dict[str, Any] = {}
    for name in translated_fields(model):
        if name in content and _is_body(model, name):
            texts[name] = build_body(content[name], f"{key}/{name}", language, references, names)
        elif name in content:
            texts[name] = text(content[name], language, names)
    return texts


def _is_body(model: type[BasePage], name: str) -> bool:
    return isinstance(model._meta.get_field(column(name, SOURCE)), StreamField)


def starter_pages(home: HomePage, languages: list[str], names: dict[str, str], *, asean: bool) -> dict[str, BasePage]:
    """Make the starter pages of a portal; returns them by key."""
    pages: dict[str, BasePage] = {}
    for key in (*SECTIONS, *LEGAL):
        content = load(STARTER / f"{key}.toml")
        parent = pages.get(content.get("parent", ""), home)
        others = {field: pages[other] for field, other in content.get("points_at", {}).items()}
        pages[key] = add_page(parent, key, content, languages, names=names, **others)
    if asean:
        pages["asean"] = add_asean(home, languages, names)
    return pages


def add_asean(home: HomePage, languages: list[str], names: dict[str, str]) -> BasePage:
    """The ASEAN section: the same pages on every portal that switches it on."""
    folder = STARTER / "asean"
    section = add_page(home, "asean", load(folder / "index.toml"), languages, names=names)
    for path in sorted(folder.glob("*.toml"), key=lambda path: ((*ASEAN_ORDER, path.stem)).index(path.stem)):
        if path.stem != "index":
            add_page(section, path.stem, load(path), languages, kind="standard", names=names)
    return section


ASEAN_ORDER = ("ba-tru-cot", "muoi-mot-thanh-vien", "dia-phuong-trong-asean", "lien-ket")
