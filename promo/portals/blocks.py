"""The parts a portal's home page and menus are put together from."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from promo.core.blocks.base import FigureChooser, PageChooser, PictureChooser, PortalBlock


def _heading() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=_("Heading"), required=False, max_length=120, help_text=_("The usual heading if empty.")
    )


class HomePart(PortalBlock):
    """A part of the home page. Its template shows what `HomePage.get_context` prepares under its name."""

    heading = _heading()


class WhatsOnBlock(HomePart):
    class Meta:
        icon = "calendar"
        label = _("What is on")
        description = _("The next events; the newest articles where none is to come.")


class StoriesBlock(HomePart):
    count = blocks.IntegerBlock(label=_("How many"), default=7, min_value=3, max_value=13)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Stories")
        description = _("The newest articles, the first one large.")


class DoorBlock(PortalBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=60)
    text = blocks.CharBlock(label=_("Text"), required=False, max_length=160)
    image = PictureChooser(label=_("Picture"), required=False)
    page = PageChooser(label=_("Page"))

    class Meta:
        icon = "image"
        label = _("Door")


class DoorsBlock(HomePart):
    doors = blocks.ListBlock(DoorBlock(), label=_("Doors"), min_num=1, max_num=6)

    class Meta:
        icon = "grip"
        label = _("Doors")
        description = _("Large pictures that lead into the portal: see, taste, bring home.")


class SectionsBlock(HomePart):
    class Meta:
        icon = "list-ul"
        label = _("Sections")
        description = _("The sections of the portal with their introductions.")


class HomeFiguresBlock(HomePart):
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=400)
    figures = blocks.ListBlock(FigureChooser(), label=_("Figures"), min_num=1, max_num=6)
    page = PageChooser(label=_("Page that tells more"), required=False)

    class Meta:
        icon = "decimal"
        label = _("Key figures")
        description = _("Figures with their year and source.")


class AreaMapBlock(HomePart):
    class Meta:
        icon = "site"
        label = _("Map of the area")
        description = _("The outline of the area with its communes, drawn from our own data.")


class AseanBlock(HomePart):
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=400)
    page = PageChooser(label=_("ASEAN section"))

    class Meta:
        icon = "globe"
        label = _("ASEAN and partners")


class PortalsBlock(HomePart):
    class Meta:
        icon = "site"
        label = _("Portals of the area")
        description = _("The portals of the communes below this one, and of the province above.")


class PartnerBlock(PortalBlock):
    label = blocks.CharBlock(label=_("Name"), max_length=120)
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Partner")


class PartnersBlock(HomePart):
    partners = blocks.ListBlock(PartnerBlock(), label=_("Partners"), min_num=1, max_num=24)

    class Meta:
        icon = "link-external"
        label = _("Links to partners")


HOME_PARTS: list[tuple[str, blocks.Block]] = [
    ("whats_on", WhatsOnBlock()),
    ("doors", DoorsBlock()),
    ("stories", StoriesBlock()),
    ("sections", SectionsBlock()),
    ("figures", HomeFiguresBlock()),
    ("area_map", AreaMapBlock()),
    ("asean", AseanBlock()),
    ("portals", PortalsBlock()),
    ("partners", PartnersBlock()),
]


class ActionBlock(PortalBlock):
    label = blocks.CharBlock(label=_("Words on the button"), max_length=40)
    page = PageChooser(label=_("Page"))

    class Meta:
        icon = "pick"
        label = _("Button")


class LinkBlock(PortalBlock):
    label = blocks.CharBlock(label=_("Name"), max_length=80)
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link-external"
        label = _("Link")


class MenuLinkBlock(PortalBlock):
    label = blocks.CharBlock(
        label=_("Words in the menu"), required=False, max_length=60, help_text=_("The page's title if empty.")
    )
    page = PageChooser(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Or an address elsewhere"), required=False)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not value["page"] and not value["url"]:
            raise blocks.StructBlockValidationError({"page": ValidationError(_("Choose a page or give an address."))})
        if value["url"] and not value["page"] and not value["label"]:
            raise blocks.StructBlockValidationError({"label": ValidationError(_("An address needs words to show."))})
        return value

    class Meta:
        icon = "link"
        label = _("Link")


class MenuItemBlock(MenuLinkBlock):
    children = blocks.ListBlock(MenuLinkBlock(), label=_("Below it"), required=False, default=[])

    class Meta:
        icon = "link"
        label = _("Item")


class MenuGroupBlock(PortalBlock):
    title = blocks.CharBlock(label=_("Heading"), max_length=60)
    links = blocks.ListBlock(MenuLinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Group with a heading")


MENU_PARTS: list[tuple[str, blocks.Block]] = [("item", MenuItemBlock()), ("group", MenuGroupBlock())]
