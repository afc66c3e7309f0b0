"""The demonstration: five portals of one real area, with real texts in seven languages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from wagtail.users.models import UserProfile

from promo.core.languages import CODES, SOURCE, TARGETS, column, in_source
from promo.core.models import BasePage, Figure, PortalDocument, PortalImage, Tag
from promo.core.publishing import publish_record_language
from promo.demo.desk import show_work
from promo.demo.entries import Entries, load_entries
from promo.demo.files import CONTENT, load_folder
from promo.demo.investment import add_changes, add_records, section_contents
from promo.demo.pictures import add_pictures, picture_texts
from promo.editorial.models import ArticlePage, RelatedArticle, TopicPage
from promo.investment.models import InvestPage
from promo.languages.glossary_files import seed_glossary
from promo.localities.models import AdministrativeUnit
from promo.portals.content import References, load
from promo.portals.creation import create_portal
from promo.portals.models import HomePage, ProfilePage
from promo.portals.starter import add_page, page_texts, publish_content, register_kind

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
UNITS = CONTENT / "units.toml"
# Key of the content files: unit, host (below the demo's domain), address words below the province.
PORTALS = {
    "hung-yen": ("33", "", "hung-yen"),
    "khoai-chau-huyen": ("district:Khoái Châu", "khoai-chau", "khoai-chau"),
    "xa-khoai-chau": ("12205", "xa-khoai-chau", "xa-khoai-chau"),
    "trieu-viet-vuong": ("12223", "trieu-viet-vuong", "trieu-viet-vuong"),
    "me-so": ("12049", "me-so", "me-so"),
}
SECTION_PICTURES = {
    "van-hoa-di-san": "temple",
    "san-vat": "orchard",
    "dau-tu": "industry",
    "du-an": "delta",
    "khu-cong-nghiep": "industry",
    "uu-dai": "rice",
    "thu-tuc": "meeting",
    "du-lieu-mo": "delta",
    "tin-tuc": "market",
    "du-lich": "river",
    "diem-den": "temple",
    "le-hoi": "festival",
    "am-thuc": "chicken",
    "hanh-trinh": "riverbank",
    "an-o": "lane",
    "ocop": "orchard",
    "san-pham": "turmeric",
    "doanh-nghiep": "industry",
    "thong-tin-doi-ngoai": "meeting",
    "chuyen-de": "lotus",
    "asean": "sea",
}
# Who may sign in to the demonstration, by group of the former district's portal (None: administrator).
ACCOUNTS = {"quantri": None, "bientap": "editors", "kiemduyet": "reviewers", "phiendich": "translators"}
PASSWORD = "datlanh-minhhoa"  # noqa: S105  printed at the start, for the demonstration only


@dataclass
class Demo:
    """The seeding of one demonstration, a piece of work at a time."""

    domain: str
    port: int
    images: dict[str, PortalImage] = field(default_factory=dict)
    homes: dict[str, HomePage] = field(default_factory=dict)
    sections: dict[tuple[str, str], BasePage] = field(default_factory=dict)
    topics: dict[str, TopicPage] = field(default_factory=dict)
    articles: dict[str, ArticlePage] = field(default_factory=dict)
    # Keys of units that have their names in all languages.
    named: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.entries = Entries(self.sections, self.images, self._document)

    def run(self) -> Iterator[str]:
        """Do it all; yields the name of each piece as it is done."""
        register_kind("topic", TopicPage)
        register_kind("article", ArticlePage)
        if not AdministrativeUnit.objects.exists():
            call_command("import_units", verbosity=0)
        yield "units"
        # Outside the transaction: painting takes long, and half a set of pictures is of use next time.
        for key, image in add_pictures(list(picture_texts())):
            self.images[key] = image
            yield f"picture {key}"
        with transaction.atomic(), in_source():
            self._records()
            homes = load_folder("portals")
            for key in PORTALS:
                self._portal(key, homes[key])
                yield f"portal {key}"
            for key, content in load_folder("topics").items():
                self._topic(key, content)
            articles = load_folder("articles")
            for key, content in sorted(articles.items(), key=lambda item: item[1]["date"]):
                self._article(key, content)
                yield f"article {key}"
            entries = load_entries()
            for key in self.entries.add(entries):
                yield key
            self.entries.finish(entries, self._references)
            add_records(self.homes)
            add_changes(entries, self.entries.pages)
            seed_glossary()
            self._finish(homes, load_folder("profiles"), articles)
            self._accounts()
            show_work(self.articles)
            yield "home pages"
        # Reads what is published, and writes files.
        call_command("issue_datasets", verbosity=0)

    # --- Pieces --------------------------------------------------------------------------------

    def _records(self) -> None:
        for code, content in load(UNITS).items():
            unit = self._unit(code)
            self.named.add(unit.pk)
            for language in content["name"]:
                publish_record_language(unit, language, {name: texts[language] for name, texts in content.items()})
        for key, content in load(CONTENT / "figures.toml").items():
            figure = Figure(
                key=key, value=str(content["value"]), decimals=content.get("decimals", 0), as_of=content["as_of"]
            )
            self._texts(figure, content, ("label", "unit", "source"))
        for key, content in load(CONTENT / "tags.toml").items():
            self._texts(Tag(slug=key), content, ("name",))

    @staticmethod
    def _texts(record: Any, content: dict[str, Any], fields: tuple[str, ...]) -> None:
        for name in fields:
            for code in CODES:
                setattr(record, column(name, code), content[name].get(code) or ("" if name == "unit" else None))
        record.save()

    def _portal(self, key: str, content: dict[str, Any]) -> None:
        code, label, slug = PORTALS[key]
        unit = self._unit(code)
        for language in TARGETS if unit.pk not in self.named else ():
            texts = {"name": content["title"].get(language, ""), "full_name": content["full_name"].get(language, "")}
            publish_record_language(unit, language, texts)
        host = f"{label}.{self.domain}" if label else self.domain
        made = create_portal(unit, f"{host}:{self.port}", slug=slug, theme=content["theme"])
        self.homes[key] = made.home
        for section, page in made.pages.items():
            self.sections[key, section] = page
            image = self.images.get(SECTION_PICTURES.get(section, ""))
            if image and hasattr(page, "image_id"):
                page.image = image
                page.save(update_fields=["image"], clean=False)

    @staticmethod
    def _unit(code: str) -> AdministrativeUnit:
        if code.startswith("district:"):
            return AdministrativeUnit.objects.get(kind="district", name_vi=code.split(":")[1])
        return AdministrativeUnit.objects.get(code=code)

    def _references(self, portal: str) -> References:
        def page(key: str) -> int | None:
            found = (
                self.sections.get((portal, key))
                or self.articles.get(key)
                or self.topics.get(key)
                or self.entries.pages.get(key)
            )
            return found.pk if found else None

        figures = dict(Figure.objects.values_list("key", "pk"))
        return References(
            image=lambda key: self.images[key].pk,
            page=page,
            figure=figures.__getitem__,
            document=lambda name: self._document(name).pk,
        )

    @staticmethod
    def _document(name: str) -> PortalDocument:
        path = CONTENT / name
        found = PortalDocument.objects.filter(title=path.stem).first()
        if found is None:
            found = PortalDocument(title=path.stem, file=ContentFile(path.read_bytes(), name=path.name))
            found.file_size = path.stat().st_size
            found.save()
        return found

    def _topic(self, key: str, content: dict[str, Any]) -> None:
        parent = self.sections[content["portal"], "chuyen-de"]
        self.topics[key] = add_page(
            parent, key, content, list(CODES), kind="topic", image=self.images[content["image"]]
        )

    def _article(self, key: str, content: dict[str, Any]) -> None:
        """The article with its text; links to articles that are not there yet are set by `_finish`."""
        parent = self.sections[content["portal"], content["section"]]
        published = datetime.combine(content["date"], time(8, 0), ZONE)
        page = add_page(
            parent,
            key,
            {**content, "body": []},
            [],
            kind="article",
            image=self.images[content["image"]],
            fictional=content.get("fictional", False),
            first_published_at=published,
            last_published_at=published,
        )
        page.tags.set(Tag.objects.filter(slug__in=content.get("tags", [])))
        page.topics.set([self.topics[topic] for topic in content.get("topics", [])])
        page.save(clean=False)
        self.articles[key] = page

    def _finish(self, homes: dict[str, Any], profiles: dict[str, Any], articles: dict[str, Any]) -> None:
        """Bodies and links, now that everything they may point at exists."""
        for key, content in articles.items():
            page = self.articles[key]
            references = self._references(content["portal"])
            published = datetime.combine(content["date"], time(8, 0), ZONE)
            page.body_vi = page_texts(ArticlePage, key, content, SOURCE, None, references)["body"]
            page.save(clean=False)
            publish_content(page, key, content, list(CODES), references=references, at=published)
            RelatedArticle.objects.bulk_create(
                RelatedArticle(article=page, related=self.articles[other], sort_order=number)
                for number, other in enumerate(content.get("related", []))
                if other in self.articles
            )
        for key, content in profiles.items():
            profile = self.sections[key, "gioi-thieu"].specific
            self._rewrite(profile, f"profile/{key}", content, key)
        for key, content in section_contents().items():
            self._rewrite(self.sections[key, "dau-tu"].specific, f"invest/{key}", content, key)
        for key, content in homes.items():
            self._home(key, content)
        for page in BasePage.objects.filter(depth__gt=1).specific():
            page.keep_what_is_public()

    def _rewrite(
        self, page: ProfilePage | InvestPage | HomePage, key: str, content: dict[str, Any], portal: str
    ) -> None:
        references = self._references(portal)
        for name, value in page_texts(type(page), key, content, SOURCE, None, references).items():
            setattr(page, column(name, SOURCE), value)
        if content.get("image"):
            page.image = self.images[content["image"]]
        page.draft_title = page.title_vi
        page.save(clean=False)
        publish_content(page, key, content, list(CODES), references=references)

    def _home(self, key: str, content: dict[str, Any]) -> None:
        home = HomePage.objects.get(pk=self.homes[key].pk)
        contact = content.get("contact", {})
        home.email = contact.get("email", "")
        texts = {
            **content,
            "address": contact.get("address", {SOURCE: ""}),
            "phone": contact.get("phone", {SOURCE: ""}),
            "actions": [{"type": "action", **action} for action in content.get("hero_actions", [])],
            "body": home_body(content, key),
            # The address words are short and Latin, whatever the name is.
            "local_slug": dict.fromkeys(TARGETS, home.slug),
        }
        self._rewrite(home, f"home/{key}", texts, key)

    def _accounts(self) -> None:
        User = get_user_model()
        district = self.homes["khoai-chau-huyen"]
        of_pages = Group.objects.filter(page_permissions__page=district).distinct().order_by("pk")
        groups = [*of_pages, *Group.objects.filter(translated_portals__portal=district)]
        for number, (name, role) in enumerate(ACCOUNTS.items()):
            user = User.objects.create_user(
                name, f"{name}@example.vn", PASSWORD, is_superuser=role is None, is_staff=role is None
            )
            # Their addresses are examples: nothing is mailed to them.
            UserProfile.objects.create(
                user=user, submitted_notifications=False, approved_notifications=False, rejected_notifications=False
            )
            if role is not None:
                user.groups.add(groups[number - 1])


def home_body(content: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The parts of a demonstration home page, in the order of the design."""
    parts: list[dict[str, Any]] = [{"type": "whats_on"}]
    if content.get("doors"):
        parts.append({"type": "doors", "doors": content["doors"]})
    parts.append({"type": "stories", "count": 7 if key in ("hung-yen", "khoai-chau-huyen") else 3})
    if content.get("invest_figures"):
        parts.append({"type": "figures", "figures": content["invest_figures"], "page": "dau-tu"})
    parts.append({"type": "area_map"})
    parts.append({"type": "asean", "page": "asean"})
    parts.append({"type": "portals"})
    if content.get("partners"):
        parts.append({"type": "partners", "partners": content["partners"]})
    return parts


def step_count() -> int:
    """How many pieces `Demo.run` yields, for the progress bar."""
    return 2 + len(picture_texts()) + len(PORTALS) + len(load_folder("articles")) + len(load_entries())


def is_seeded() -> bool:
    return HomePage.objects.exists()
