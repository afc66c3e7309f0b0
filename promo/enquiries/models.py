"""What visitors ask: a buyer of a product, an investor of a project."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def past_keeping(self) -> "EnquiryQuerySet":
        """Those that are kept longer than ENQUIRY_DAYS."""
        return self.filter(created_at__lt=timezone.now() - timedelta(days=settings.ENQUIRY_DAYS))

    def unmailed(self) -> "EnquiryQuerySet":
        """Those that somebody should have got by e-mail, and has not."""
        return self.filter(mailed_at=None).exclude(portal__email="")


class Enquiry(models.Model):
    """A question about a page. Personal data: kept ENQUIRY_DAYS, then deleted by `forget_enquiries`."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    page = models.ForeignKey(
        "core.BasePage", verbose_name=_("about"), null=True, on_delete=models.SET_NULL, related_name="enquiries"
    )
    page_title = models.CharField(_("title then"), max_length=255)
    portal = models.ForeignKey(
        "portals.HomePage", verbose_name=_("portal"), on_delete=models.CASCADE, related_name="portal_enquiries"
    )
    language = models.CharField(_("language"), max_length=12)
    name = models.CharField(_("name"), max_length=100)
    organisation = models.CharField(_("organisation"), max_length=150, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    quantity = models.CharField(_("quantity"), max_length=100, blank=True)
    message = models.TextField(_("message"), max_length=4000)
    consent_at = models.DateTimeField(_("agreed at"))
    created_at = models.DateTimeField(_("received at"), auto_now_add=True, db_index=True)
    mailed_to = models.EmailField(_("mailed to"), blank=True)
    mailed_at = models.DateTimeField(_("mailed at"), null=True)
    mail_attempts = models.PositiveSmallIntegerField(_("attempts to mail it"), default=0)
    mail_problem = models.CharField(_("why it was not mailed"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW, db_index=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.name}: {self.page_title}"
