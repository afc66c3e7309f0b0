"""What machines read of a page: canonical and alternate addresses, Open Graph, Dublin Core, JSON-LD."""

import json
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe

from promo.core.languages import SOURCE, column, language_tag, shown_language
from promo.core.pictures import share_url
from promo.core.portals import Portal, portal_of
from promo.core.sites import site_of
from promo.core.trail import STEP, places

if TYPE_CHECKING:
    from promo.core.models import BasePage

_OG_LOCALES = {
    "vi": "vi_VN",
    "en": "en_GB",
    "zh-hans": "zh_CN",
    "ja": "ja_JP",
    "ko": "ko_KR",
    "fr": "fr_FR",
    "lo": "lo_LA",
}
# Characters that could end the script element or start a comment in it.
_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def alternates(page: "BasePage", portal: Portal | None) -> list[dict[str, str]]:
    """The languages the page is public in, each with its address, and x-default (the reader's choice)."""
    offered = portal.offered_languages if portal else [SOURCE]
    rows = [
        {"hreflang": language_tag(code), "url": page.full_url_in(code) or ""}
        for code in page.live_languages
        if code in offered
    ]
    if rows:
        default = next((row for row in rows if row["hreflang"] == "en"), rows[0])
        rows.append({"hreflang": "x-default", "url": default["url"]})
    return rows


def breadcrumbs(page: "BasePage", request: HttpRequest, language: str) -> list[dict[str, str]]:
    """From the portal's home down to the page itself; what is not public in the language is left out."""
    portal = portal_of(page)
    if portal is None or portal.pk == page.pk:
        return []
    above = [page.path[:end] for end in range(len(portal.path), len(page.path), STEP)]
    found = places(set(above), language)
    site = site_of(request)
    crumbs = [
        {"title": found[path].title, "url": found[path].url(language, site)}
        for path in above
        if path in found and found[path].public
    ]
    return [*crumbs, {"title": str(page.title), "url": page.url_in(language, request) or ""}]


def page_head(page: "BasePage", request: HttpRequest) -> dict[str, Any]:
    """All that base.html prints in <head>. Called in the language of the page's texts."""
    shown = shown_language(request)
    portal = portal_of(page)
    portal_name = portal.full_name if portal else ""
    is_home = portal is not None and portal.pk == page.pk
    title = str(page.seo_title or page.title)
    description = strip_tags(str(page.search_description or getattr(page, "introduction", "") or ""))
    canonical = page.full_url_in(shown) or ""
    image = share_url(page.share_image)
    site = portal.full_url_in(shown) if portal else ""
    if image and site:
        image = site.split("/" + shown + "/", 1)[0] + image if image.startswith("/") else image
    trail = breadcrumbs(page, request, shown)
    open_graph = {
        "title": title,
        "description": description,
        "url": canonical,
        "type": "website" if is_home else "article",
        "site_name": portal_name,
        "locale": _OG_LOCALES.get(shown, shown),
        "image": image,
    }
    elements = dublin_core(page, title, description, shown, portal_name, canonical)
    return {
        "title": title if is_home or not portal_name else f"{title} · {portal_name}",
        "description": description,
        "canonical": canonical,
        "alternates": alternates(page, portal),
        "robots": "noindex"
        if getattr(request, "missing_language", None) or getattr(request, "is_preview", False)
        else "",
        "og": open_graph,
        "dublin_core": elements,
        "meta": meta_elements(open_graph, elements),
        "json_ld": json_ld(page, request, portal, trail),
        "breadcrumbs": trail,
    }


def meta_elements(open_graph: dict[str, str], elements: list[tuple[str, str]]) -> SafeString:
    """The <meta> lines of both; made here because a template loops over them ten times as slowly."""
    properties = format_html_join(
        "\n", '<meta property="og:{}" content="{}">', [item for item in open_graph.items() if item[1]]
    )
    return format_html("{}\n{}\n", properties, format_html_join("\n", '<meta name="{}" content="{}">', elements))


def dublin_core(
    page: "BasePage", title: str, description: str, language: str, publisher: str, identifier: str
) -> list[tuple[str, str]]:
    """The elements Vietnamese state portals carry; several values of one are separated by ";"."""
    published = page.published_in(language)
    subject = ";".join(getattr(page, "tag_names", []))
    rows = [
        ("DC.title", title),
        ("DC.creator", publisher),
        ("DC.subject", subject),
        ("DC.description", description),
        ("DC.publisher", publisher),
        ("DC.contributor", ""),
        ("DC.date", timezone.localdate(published).isoformat() if published else ""),
        ("DC.type", "Text"),
        ("DC.format", "text/html"),
        ("DC.identifier", identifier),
        ("DC.source", getattr(page, "dublin_core_source", "")),
        ("DC.language", language),
        ("DC.relation", ""),
        ("DC.coverage", publisher),
        ("DC.rights", publisher),
    ]
    return [(name, value) for name, value in rows if value]


def json_ld(page: "BasePage", request: HttpRequest, portal: Portal | None, trail: list[dict[str, str]]) -> SafeString:
    """One graph of the page's nodes, its breadcrumbs and its publisher, safe inside a script element."""
    language = shown_language(request)
    nodes = page.structured_data(request)
    if portal is not None:
        home = portal.full_url_in(language)
        for node in nodes:
            node.setdefault("publisher", {"@id": f"{home}#publisher"})
        nodes.append(
            {"@type": "GovernmentOrganization", "@id": f"{home}#publisher", "name": portal.full_name, "url": home}
        )
    if trail:
        root = (page.full_url_in(language) or "").split(f"/{language}/", 1)[0]
        nodes.append(
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {
                        "@type": "ListItem",
                        "position": number,
                        "name": crumb["title"],
                        "item": _absolute(root, crumb["url"]),
                    }
                    for number, crumb in enumerate(trail, 1)
                ],
            }
        )
    graph = {"@context": "https://schema.org", "@graph": [_without_empty(node) for node in nodes]}
    return mark_safe(json.dumps(graph, ensure_ascii=False).translate(_JSON_ESCAPES))


def _absolute(root: str, url: str) -> str:
    return root + url if url.startswith("/") else url


def _without_empty(node: dict[str, Any]) -> dict[str, Any]:
    return {
        key: str(value) if not isinstance(value, (dict, list, int, float, bool)) else value
        for key, value in node.items()
        if value not in (None, "", [])
    }


def sitemap_entries(root: "BasePage", languages: list[str]) -> list[dict[str, Any]]:
    """Every public address of a portal, with its alternates. `root` is the portal's home page.

    One query; portals further down have sitemaps of their own and are left out.
    """
    from promo.core.models import BasePage
    from promo.core.portals import portal_paths

    below = [path for path in portal_paths() if path.startswith(root.path) and path != root.path]
    pages = (
        BasePage.objects.filter(path__startswith=root.path, live=True)
        .only_columns_of(SOURCE, bodies=False)
        .order_by("path")
    )
    entries = []
    for page in pages.iterator(chunk_size=500):
        if any(page.path.startswith(path) for path in below):
            continue
        live = [code for code in page.live_languages if code in languages]
        links = [{"hreflang": language_tag(code), "url": page.full_url_in(code)} for code in live]
        alternates_of_page = links if len(links) > 1 else []
        entries += [
            {
                "location": page.full_url_in(code),
                "lastmod": page.last_published_at or getattr(page, column("published_at", code)),
                "alternates": alternates_of_page,
            }
            for code in live
        ]
    return entries
