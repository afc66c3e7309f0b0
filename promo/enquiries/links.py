"""Addresses of the form."""

from typing import Any

from django.urls import reverse


def enquiry_url(page: Any, language: str) -> str:
    """`/enquiry/<language>/<key>/` on whichever of our hosts the page is read."""
    return reverse("enquiries:ask", args=[language, page.translation_key])


def thanks_url(page: Any, language: str) -> str:
    return reverse("enquiries:thanks", args=[language, page.translation_key])
