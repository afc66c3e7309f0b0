"""The glossary as TBX (ISO 30042:2019, dialect TBX-Basic, style DCA), for terminology programs.

A concept is a Vietnamese term of a kind; each of its rows is a term of another language. What is forbidden is
`deprecatedTerm-admn-sts`; what is never translated repeats the Vietnamese term, in the subset `never-translate`.
Files of the 2008 edition and of the other style (DCT) are read, too.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _
from lxml import etree

from promo.core.languages import SOURCE
from promo.languages.glossary_files import Row, clean, language_code
from promo.languages.models import GlossaryTerm

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_KEEP = "never-translate"
_STATUS = {GlossaryTerm.Rule.USE: "preferredTerm-admn-sts", GlossaryTerm.Rule.FORBID: "deprecatedTerm-admn-sts"}
_FORBIDDEN = {"deprecatedTerm-admn-sts", "deprecatedTerm", "supersededTerm-admn-sts", "supersededTerm"}
_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")


def write(terms: Iterable[GlossaryTerm]) -> bytes:
    root = etree.Element(f"{{{NAMESPACE}}}tbx", nsmap={None: NAMESPACE}, type="TBX-Basic", style="dca")
    root.set(_LANG, SOURCE)
    description = _sub(_sub(root, "tbxHeader"), "fileDesc")
    _sub(_sub(description, "sourceDesc"), "p", text="Bảng thuật ngữ")
    body = _sub(_sub(root, "text"), "body")
    concepts: dict[tuple[str, str], list[GlossaryTerm]] = defaultdict(list)
    for term in terms:
        concepts[term.term, term.kind].append(term)
    for number, ((text, kind), rows) in enumerate(concepts.items(), start=1):
        entry = _sub(body, "conceptEntry", id=f"c{number}")
        _sub(entry, "descrip", type="subjectField", text=kind)
        _sub(_sub(_section(entry, SOURCE), "termSec"), "term", text=text)
        by_language: dict[str, list[GlossaryTerm]] = defaultdict(list)
        for row in rows:
            by_language[row.language].append(row)
        for language, translations in by_language.items():
            section = _section(entry, language)
            for row in translations:
                _term(section, row)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _term(section: etree._Element, row: GlossaryTerm) -> None:
    made = _sub(section, "termSec")
    _sub(made, "term", text=row.translation or row.term)
    if row.rule == GlossaryTerm.Rule.KEEP:
        _sub(made, "admin", type="projectSubset", text=_KEEP)
    else:
        _sub(made, "termNote", type="administrativeStatus", text=_STATUS[GlossaryTerm.Rule(row.rule)])
    if row.note:
        _sub(made, "note", text=row.note)


def _section(entry: etree._Element, language: str) -> etree._Element:
    section = _sub(entry, "langSec")
    section.set(_LANG, language)
    return section


def _sub(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attrib=attributes)
    child.text = clean(text) or None
    return child


def parse(raw: bytes) -> tuple[list[Row], list[str]]:
    """(rows, problems). Nothing outside the file is read, and a file with entities of its own is refused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        where = {"number": error.lineno or 1, "error": error.msg}
        return [], [_("row %(number)d: this is not proper XML (%(error)s).") % where]
    if root.getroottree().docinfo.internalDTD is not None and _has_entities(root):
        return [], [_("The file defines entities of its own, which are not read: save it again without them.")]
    if _name(root) not in ("tbx", "martif", "TBX"):
        return [], [_("This is XML, but not TBX.")]
    entries = [element for element in root.iter() if _name(element) in _ENTRIES]
    rows: list[Row] = []
    problems: list[str] = []
    for entry in entries:
        _read_entry(entry, rows, problems)
    return rows, problems


def _has_entities(root: etree._Element) -> bool:
    dtd = root.getroottree().docinfo.internalDTD
    return any(True for _entity in dtd.iterentities()) or any(True for _node in root.iter(etree.Entity))


def _read_entry(entry: etree._Element, rows: list[Row], problems: list[str]) -> None:
    place = _("row %(number)d") % {"number": entry.sourceline}
    kind = _category(entry, "subjectField", deep=False).lower()
    sections = [element for element in entry if _name(element) in _LANGUAGES]
    by_language = {(section.get(_LANG) or section.get("lang") or ""): section for section in sections}
    vietnamese = next((by_language[code] for code in by_language if code.lower().split("-")[0] == SOURCE), None)
    terms = _terms(vietnamese) if vietnamese is not None else []
    if not terms:
        problems.append(_("%(place)s: there is no Vietnamese term.") % {"place": place})
        return
    for written, section in by_language.items():
        if section is vietnamese:
            continue
        language = language_code(written)
        if not language:
            problems.append(f"{place}: {_('unknown language')} “{written}”.")
            continue
        for source in terms:
            for made in _terms(section):
                rows.append(_row(source, made, language, kind))  # noqa: PERF401


def _row(source: etree._Element, made: etree._Element, language: str, kind: str) -> Row:
    text = _text_of(source, "term")
    translation = _text_of(made, "term")
    rule: str | None = None
    status = _category(made, "administrativeStatus")
    if status in _FORBIDDEN:
        rule = str(GlossaryTerm.Rule.FORBID)
    elif _category(made, "projectSubset") == _KEEP and translation == text:
        rule, translation = str(GlossaryTerm.Rule.KEEP), ""
    elif status:
        rule = str(GlossaryTerm.Rule.USE)
    return Row(
        place=_("row %(number)d") % {"number": made.sourceline},
        language=language,
        term=text,
        translation=translation,
        note=_text_of(made, "note") or None,
        kind=kind if kind in GlossaryTerm.Kind.values else None,
        rule=rule,
    )


def _terms(section: etree._Element) -> list[etree._Element]:
    return [element for element in section.iter() if _name(element) in _TERMS and _text_of(element, "term")]


def _text_of(element: etree._Element, name: str) -> str:
    found = next((child for child in element.iter() if _name(child) == name), None)
    return "" if found is None else clean("".join(found.itertext()))


def _category(element: etree._Element, name: str, deep: bool = True) -> str:
    """A data category: <termNote type="name"> (DCA) or an element of that name (DCT)."""
    for child in element.iter() if deep else element:
        if child.get("type") == name or _name(child) == name:
            return clean("".join(child.itertext()))
    return ""


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
