"""What a page type derives from to be asked about."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest

from promo.core.languages import public_language
from promo.enquiries.links import enquiry_url


class TakesEnquiries(models.Model):
    """Abstract, for pages: visitors may ask about it, and its portal's people read what they ask.

    `enquiry_fields` names the questions of the form that not every page asks ("quantity"). `asks_for_goods` says that
    somebody makes and sells what is asked about: the form then speaks of makers.
    """

    accepts_enquiries: ClassVar[bool] = True
    asks_for_goods: ClassVar[bool] = False
    enquiry_fields: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def enquiry_url(self, request: HttpRequest | None = None) -> str:
        """The form, on the host being read and in the reader's language."""
        page: Any = self
        return enquiry_url(page, public_language())

    @property
    def enquiry_email(self) -> str:
        """Of the page's own person in charge, where it names one; else the portal's address is taken."""
        return getattr(self, "contact_email", "")
