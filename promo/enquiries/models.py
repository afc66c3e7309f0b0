"""What visitors ask: a buyer of a product, an investor of a project."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Monday to Friday. The page after the form tells visitors to write again after a week.
ANSWER_WORKING_DAYS = 5


def working_days_after(day: date, number: int) -> date:
    """The working day that many working days after `day`; holidays are not known here."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def past_keeping(self) -> "EnquiryQuerySet":
        """Those that are kept longer than ENQUIRY_DAYS."""
        return self.filter(created_at__lt=timezone.now() - timedelta(days=settings.ENQUIRY_DAYS))

    def unmailed(self) -> "EnquiryQuerySet":
        """Those that nobody has got by e-mail, nor dealt with in the admin."""
        return self.filter(mailed_at=None, state=Enquiry.State.NEW)

    def overdue(self, today: date | None = None) -> "EnquiryQuerySet":
        """Those that nobody has answered by their day."""
        return self.filter(state=Enquiry.State.NEW, answer_by__lt=today or timezone.localdate())

    def of_person(self, email: str) -> "EnquiryQuerySet":
        """All that came from one address, however it was typed."""
        return self.filter(email__iexact=email.strip())


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
    answer_by = models.DateField(_("answer by"), null=True, db_index=True)
    answer = models.TextField(
        _("what was answered"), blank=True, max_length=4000, help_text=_("For your colleagues; visitors do not see it.")
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handled by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    handled_at = models.DateTimeField(_("handled at"), null=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        # Nothing of the person: the admin's log keeps it for longer than the enquiry may be kept.
        return f"{self.page_title} (#{self.pk})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self.answer_by is None:
            self.answer_by = working_days_after(timezone.localdate(), ANSWER_WORKING_DAYS)
        super().save(*args, **kwargs)

    @property
    def is_overdue(self) -> bool:
        return self.state == self.State.NEW and self.answer_by is not None and self.answer_by < timezone.localdate()
