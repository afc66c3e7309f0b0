"""The page every page type derives from, and the old addresses of moved pages."""

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel, TitleFieldPanel
from wagtail.models import AbstractPage, DefaultBasePageMixin
from wagtail.models.pages import AbstractPageMeta
from wagtail.search import index
from wagtail.url_routing import RouteResult

from promo.core import addresses, text, versions
from promo.core.languages import (
    CODES,
    NAMES,
    SOURCE,
    TARGETS,
    column,
    in_source,
    public_language,
    shown_language,
    speaking,
)
from promo.core.querysets import PageManager
from promo.core.sites import owner_of, site_of
from promo.core.translated import desk_columns, form_fields


class BasePage(AbstractPage, DefaultBasePageMixin):
    """One page in every language.

    Texts are in columns by language (`title_en`), which hold what the public may read. Beside them
    each language has its state: `published_at_xx` (null: not public there), `local_slug_xx` (its
    address words) and its stored address. `promo.core.translated` says who may write which.
    """

    slug: str

    # Text fields of a page type that are the same in all languages (a code, a telephone number).
    untranslated_fields: ClassVar[tuple[str, ...]] = ()

    # Whether this very instance was added and not read from the database.
    _is_being_made = False
    # Whether the save that is under way has asked already if its addresses are free.
    _has_free_addresses = False

    # Whether pages of this type are stories: dated, and gathered in lists of news and in feeds.
    is_story: ClassVar[bool] = False

    # Files below the page's address: name -> the method that makes the response (request) of it. Without a
    # Cache-Control of its own the response is kept like a page. A type adds to what it inherits.
    files: ClassVar[dict[str, str]] = {}

    objects = PageManager()

    content_panels = [TitleFieldPanel("title_vi")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title_vi"), FieldPanel("search_description_vi")],
            heading=_("For search engines and addresses"),
        ),
    ]
    settings_panels = [PublishingPanel()]
    # Nothing but the address decides what is served, so that pages can be cached: no private pages.
    private_page_options: ClassVar[list[str]] = []
    allowed_http_methods: ClassVar[list[str]] = ["GET", "HEAD", "OPTIONS"]

    search_fields = [
        *[field for field in AbstractPage.search_fields if field.field_name != "title"],
        *DefaultBasePageMixin.search_fields,
        index.FilterField("title"),
        index.AutocompleteField("draft_title"),
        index.SearchField("draft_title"),
        *[index.SearchField(column("title", code), boost=2) for code in CODES],
        *[index.FilterField(column("published_at", code)) for code in CODES],
    ]

    class Meta(AbstractPageMeta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    # --- Writing -----------------------------------------------------------------------------

    @transaction.atomic
    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> None:
        """Save; without `update_fields` an existing row keeps the desk's columns as they are.

        Raises ValidationError, naming the language, if the page's address is taken in one.
        """
        is_new = self.pk is None
        if self.alias_of_id:
            raise ValidationError(gettext("Aliases are not used here: place the page on the other portal instead."))
        named = kwargs.get("update_fields")
        if not is_new:
            named = kwargs["update_fields"] = form_fields(type(self)) if named is None else list(named)
        with in_source():
            self._follow_live(named)
            changes = self._readdress(named, is_new)
            self._has_free_addresses = is_new or bool(changes)
            try:
                super().save(clean=clean, user=user, log_action=log_action, **kwargs)
            finally:
                self._has_free_addresses = False
            self._is_being_made = self._is_being_made or is_new
            if changes and not is_new:
                addresses.rewrite_descendants(self, changes)
                addresses.remember_changes(self, changes)
        versions.bump()

    def _follow_live(self, update_fields: Any) -> None:
        """The Vietnamese date follows `live`, and its address words the slug."""
        name = column("published_at", SOURCE)
        if self.live and getattr(self, name) is None:
            setattr(self, name, self.first_published_at or timezone.now())
        elif not self.live:
            setattr(self, name, None)
        setattr(self, column("local_slug", SOURCE), self.slug)
        if update_fields is not None and "live" in update_fields and name not in update_fields:
            update_fields.append(name)

    def _readdress(self, update_fields: Any, is_new: bool) -> list[addresses.Change]:
        """Compute the stored addresses where this save can change them, inside its transaction."""
        words = {"slug", *(column("local_slug", code) for code in TARGETS)}
        if not is_new and not words & set(update_fields or ()):
            return []
        with in_source():
            self._set_core_field_defaults()
        if not is_new:
            self._forget_stale_place(set(update_fields or ()))
        parent = self.get_parent(update=not is_new)
        changes = addresses.assign(self, parent)
        if is_new or changes:
            addresses.refuse_clash(self, parent)
        if changes and not is_new:
            update_fields.extend(name for name in self._address_columns() if name not in update_fields)
        return changes

    def _forget_stale_place(self, named: set[str]) -> None:
        """Take place and addresses from the row: what an old instance or revision remembers does not count."""
        names = {
            "path",
            "depth",
            "numchild",
            "slug",
            *self._address_columns(),
            *(column("local_slug", code) for code in TARGETS),
        }
        row = BasePage.objects.filter(pk=self.pk).values(*(names - named)).get()
        for name, value in row.items():
            setattr(self, name, value)

    @staticmethod
    def _address_columns() -> list[str]:
        return [column(field, code) for field in ("public_path", "path_key") for code in CODES]

    def full_clean(self, exclude: Any = None, **kwargs: Any) -> None:
        # `refuse_clash` asks for all addresses at once, and says which language; Django would ask one by one.
        with in_source():
            super().full_clean(exclude={*(exclude or ()), *self._address_columns()}, **kwargs)

    def clean(self) -> None:
        super().clean()
        parent = self.get_parent()
        if self.slug and parent is not None and not self._has_free_addresses:
            addresses.refuse_clash(self, parent)

    def get_parent(self, *args: Any, **kwargs: Any) -> Any:
        """A page being made may know its parent (see `admin_views.CreateView`) before it has a place in the tree."""
        if not self.path:
            return getattr(self, "_cached_parent_obj", None)
        return super().get_parent(*args, **kwargs)

    def _get_autogenerated_slug(self, base_slug: str) -> str:
        # Wagtail's slugify drops the đ of an unaccented slug; ours writes it as d.
        return super()._get_autogenerated_slug(text.slugify(self.title) or base_slug)

    def _set_core_field_defaults(self) -> None:
        if not self.slug and not text.slugify(self.title) and (self.path or hasattr(self, "_cached_parent_obj")):
            self.slug = super()._get_autogenerated_slug("trang")
        super()._set_core_field_defaults()

    # --- Revisions and copies ----------------------------------------------------------------

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        with in_source():
            self.keep_what_is_public()
            return super().save_revision(*args, **kwargs)

    def keep_what_is_public(self) -> None:
        """A page that was made public without a revision (a starter page, an import) gets one before its first edit.

        Without it a scheduled change would take the page down until its time, and nothing could be restored.
        """
        # The admin adds a page before it publishes it: that is no public page yet, and may be meant for later.
        if not self.live or self.live_revision_id or not self.pk or self._is_being_made:
            return
        public = type(self).objects.filter(pk=self.pk, live=True, live_revision=None).first()
        if public is not None:
            self.live_revision = super(BasePage, public).save_revision(changed=False, clean=False)
            type(self).objects.filter(pk=self.pk).update(live_revision=self.live_revision)

    def serializable_data(self) -> dict[str, Any]:
        with in_source():
            data = super().serializable_data()
        owned = desk_columns(type(self))
        return {name: value for name, value in data.items() if name not in owned}

    def with_content_json(self, content: dict[str, Any]) -> "BasePage":
        """A revision turned back into a page has the row's translations and addresses, not its own."""
        with in_source():
            page = super().with_content_json(content)
            for name in desk_columns(type(self)):
                setattr(page, name, getattr(self, name))
            setattr(page, column("published_at", SOURCE), getattr(self, column("published_at", SOURCE)))
        return page

    @property
    def exclude_fields_in_copy(self) -> list[str]:  # type: ignore[override]
        """A copy starts in Vietnamese alone, and its date of publication is its own."""
        return [*desk_columns(type(self)), column("published_at", SOURCE), column("local_slug", SOURCE)]

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic(), in_source():
            copied = super().copy(*args, **kwargs)
            self._tell_of_copies(copied)
        return copied

    def _tell_of_copies(self, copied: "BasePage") -> None:
        from promo.core.signals import page_copied

        page_copied.send(type(self), original=self, copy=copied)
        if copied.numchild:
            # The same shape, in the same order.
            trees = (BasePage.objects.below(page).order_by("path") for page in (self, copied))
            for original, copy in zip(*trees, strict=False):
                page_copied.send(type(self), original=original, copy=copy)

    def create_alias(self, *args: Any, **kwargs: Any) -> Any:
        raise ValidationError(gettext("Aliases are not used here: place the page on the other portal instead."))

    # --- Languages ---------------------------------------------------------------------------

    def published_in(self, language: str) -> datetime | None:
        """When the page became public in `language`; None where it is not."""
        return getattr(self, column("published_at", language)) if self.live else None

    def text_in(self, field: str, language: str) -> Any:
        """A text in exactly this language, without falling back to another."""
        return getattr(self, column(field, language))

    @property
    def live_languages(self) -> list[str]:
        return [code for code in CODES if self.published_in(code)]

    # --- Addresses ---------------------------------------------------------------------------

    def url_in(self, language: str, request: HttpRequest | None = None) -> str | None:
        """Address in `language`: a path on the request's host where that serves the page, else in full."""
        site = site_of(request)
        public_path = getattr(self, column("public_path", language))
        if site and site.holds(self.path):
            return site.page_path(language, public_path)
        return self.full_url_in(language)

    def full_url_in(self, language: str) -> str | None:
        """The page's canonical address, on the host it is at home on; None below no site."""
        site = owner_of(self.path)
        if site is None:
            return None
        return site.root_url + site.page_path(language, getattr(self, column("public_path", language)))

    def get_admin_display_title(self) -> str:
        from promo.core.others import name_in_admin

        return name_in_admin(self, super().get_admin_display_title())

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        site = site_of(request)
        if site is None or not site.holds(self.path):
            site = owner_of(self.path)
        if site is None:
            return None
        language = public_language()
        return site.site_id, site.root_url, site.page_path(language, getattr(self, column("public_path", language)))

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> str | None:
        parts = self.get_url_parts(request)
        if parts is None:
            return None
        site_id, root_url, path = parts
        here = site_of(request)
        if (here and here.site_id == site_id) or (current_site and current_site.pk == site_id):
            return path
        return root_url + path

    url = property(get_url)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Wagtail's own lookups (page choosers, previews) go by the stored address like ours."""
        path = getattr(self, column("public_path", public_language())) + "".join(f"{part}/" for part in path_components)
        key = {column("path_key", public_language()): addresses.path_key(path)}
        page = BasePage.objects.live_in(public_language()).filter(**key).first()
        if page is None:
            raise Http404
        return RouteResult(page.specific)

    # --- Showing -----------------------------------------------------------------------------

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [(code, NAMES[code]) for code in CODES]

    @property
    def default_preview_mode(self) -> str:
        return SOURCE

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from promo.core.views import render_page

        language = mode_name if mode_name in CODES else SOURCE
        request.is_preview = True
        with speaking(language):
            return render_page(request, self, language, shown=language)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Template context. Called while the content's language is active; see `core.views`."""
        from promo.core.seo import page_head

        return {**super().get_context(request, *args, **kwargs), "head": page_head(self, request)}

    @classmethod
    def all_files(cls) -> dict[str, str]:
        """`files` of this type and of those it derives from."""
        found: dict[str, str] = {}
        for base in reversed(cls.__mro__):
            found.update(vars(base).get("files", {}))
        return found

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Schema.org nodes for this page besides its breadcrumbs."""
        return [
            {
                "@type": "WebPage",
                "name": self.title,
                "description": self.search_description,
                "inLanguage": shown_language(request),
                "url": self.full_url_in(shown_language(request)),
            }
        ]

    @property
    def display_date(self) -> datetime | None:
        """The date readers see: when the page was first published, in any language's list."""
        return self.published_in(SOURCE)

    @property
    def share_image(self) -> Any:
        """The picture that stands for the page when it is shared or listed; None for no picture."""
        return getattr(self, "image", None)


# Not modeltranslation's: a date or an address that is missing must not fall back to Vietnamese, and
# without a bare `published_at` no query can read the wrong language's by accident.
for _code in CODES:
    _name = NAMES[_code]
    BasePage.add_to_class(
        column("published_at", _code),
        models.DateTimeField(f"{_name}: published at", null=True, blank=True, editable=False, db_index=True),
    )
    BasePage.add_to_class(
        column("local_slug", _code),
        models.CharField(f"{_name}: address words", max_length=150, blank=True, default="", editable=False),
    )
    BasePage.add_to_class(
        column("public_path", _code),
        models.TextField(f"{_name}: address", blank=True, default="", editable=False),
    )
    BasePage.add_to_class(
        column("path_key", _code),
        models.CharField(f"{_name}: address digest", max_length=32, null=True, unique=True, editable=False),
    )


class PathChange(models.Model):
    """An address a page had before it was renamed or moved; read only where nothing else answers."""

    language = models.CharField(_("language"), max_length=12)
    old_path = models.TextField(_("old address"))
    old_key = models.CharField(_("digest"), max_length=32)
    page = models.ForeignKey(BasePage, verbose_name=_("page"), on_delete=models.CASCADE, related_name="path_changes")
    created_at = models.DateTimeField(_("changed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [models.UniqueConstraint(fields=["language", "old_key"], name="one_target_per_old_address")]

    def __str__(self) -> str:
        return f"{self.language}: {self.old_path}"
