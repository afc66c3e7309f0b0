"""Which texts of investment exist in every language."""

from modeltranslation.translator import TranslationOptions, register

from promo.investment.models import (
    DatasetPage,
    ExchangeRate,
    Incentive,
    IncentiveFinderPage,
    InvestPage,
    ParkIndexPage,
    ParkPage,
    ProcedureIndexPage,
    ProcedurePage,
    ProjectIndexPage,
    ProjectPage,
)

SITE = (
    "address",
    "old_address",
    "utilities",
    "distances_note",
    "legal_basis",
    "source",
    "contact_title",
)


@register([InvestPage, ProjectIndexPage, ParkIndexPage, IncentiveFinderPage, ProcedureIndexPage])
class ListTranslation(TranslationOptions):
    fields = ("introduction", "body")


@register(ProjectPage)
class ProjectPageTranslation(TranslationOptions):
    fields = ("introduction", "objective", "capacity", "plan_note", "note", *SITE, "body")


@register(ParkPage)
class ParkPageTranslation(TranslationOptions):
    fields = ("introduction", "sectors", *SITE, "body")


@register(Incentive)
class IncentiveTranslation(TranslationOptions):
    fields = ("name", "text", "condition", "legal_basis")


@register(ExchangeRate)
class ExchangeRateTranslation(TranslationOptions):
    fields = ("source",)


@register(ProcedurePage)
class ProcedurePageTranslation(TranslationOptions):
    fields = ("introduction", "authority", "fee", "steps", "legal_basis", "body")


@register(DatasetPage)
class DatasetPageTranslation(TranslationOptions):
    fields = ("introduction", "keywords", "body")
