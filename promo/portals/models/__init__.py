from promo.portals.models.home import HomePage
from promo.portals.models.menus import Menu
from promo.portals.models.notices import Notice
from promo.portals.models.pages import ContactPage, ProfilePage, SectionPage, StandardPage

__all__ = ["ContactPage", "HomePage", "Menu", "Notice", "ProfilePage", "SectionPage", "StandardPage"]
