"""Values that projects, parks and incentives share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """What a project is, in the words of the lists that offices publish."""

    INDUSTRY = "industry", _("industry")
    AGRICULTURE = "agriculture", _("agriculture and processing")
    TRADE = "trade", _("trade and services")
    LOGISTICS = "logistics", _("logistics and transport")
    TOURISM = "tourism", _("tourism and leisure")
    URBAN = "urban", _("towns and housing")
    ENERGY = "energy", _("energy")
    ENVIRONMENT = "environment", _("water, waste, environment")
    SOCIAL = "social", _("education, health, culture, sport")
    TECHNOLOGY = "technology", _("technology and innovation")


class Section(models.TextChoices):
    """Sections of the Vietnamese classification of economic activities, Decision 36/2025/QĐ-TTg: A to V."""

    A = "A", _("A · Agriculture, forestry, fishing")
    B = "B", _("B · Mining and quarrying")
    C = "C", _("C · Manufacturing")
    D = "D", _("D · Electricity, gas, steam and air conditioning")
    E = "E", _("E · Water supply, sewerage, waste")
    F = "F", _("F · Construction")
    G = "G", _("G · Wholesale and retail trade")
    H = "H", _("H · Transport and storage")
    I = "I", _("I · Accommodation and food service")  # noqa: E741  the section's letter
    J = "J", _("J · Publishing, broadcasting, content")
    K = "K", _("K · Telecommunications, programming, computing")
    L = "L", _("L · Finance and insurance")
    M = "M", _("M · Real estate")
    N = "N", _("N · Professional, scientific, technical activities")
    O = "O", _("O · Administrative and support services")  # noqa: E741
    P = "P", _("P · Public administration, defence")
    Q = "Q", _("Q · Education")
    R = "R", _("R · Health and social work")
    S = "S", _("S · Arts, sports, recreation")
    T = "T", _("T · Other services")
    U = "U", _("U · Households as employers")
    V = "V", _("V · International organisations")


class Form(models.TextChoices):
    """Whose capital, and by what kind of contract."""

    ANY = "any", _("domestic or foreign capital")
    DOMESTIC = "domestic", _("domestic capital")
    FOREIGN = "foreign", _("foreign capital")
    JOINT = "joint", _("joint venture")
    PPP = "ppp", _("public-private partnership")


class Selection(models.TextChoices):
    """How the investor is chosen (Law on investment, law on bidding, law on land)."""

    BIDDING = "bidding", _("bidding")
    AUCTION = "auction", _("auction of land-use rights")
    APPROVAL = "approval", _("approval without bidding or auction")
    AGREEMENT = "agreement", _("agreement with the users of the land")


class PlanState(models.TextChoices):
    """In the provincial plan, or in a construction plan."""

    IN = "in", _("in the plan")
    ADJUSTING = "adjusting", _("the plan is being adjusted")
    MAKING = "making", _("the plan is being made")
    OUT = "out", _("not in the plan yet")


class LandState(models.TextChoices):
    PUBLIC = "public", _("land the state manages")
    FARMLAND = "farmland", _("farmland, change of use needed")
    ALLOCATED = "allocated", _("allocated or leased already")
    MIXED = "mixed", _("of several kinds")


class Clearance(models.TextChoices):
    DONE = "done", _("cleared")
    PARTLY = "partly", _("cleared in part")
    PLANNED = "planned", _("clearance planned")
    NONE = "none", _("not cleared")


class Status(models.TextChoices):
    CALLING = "calling", _("calling for investment")
    NEGOTIATING = "negotiating", _("in negotiation")
    CHOSEN = "chosen", _("investor chosen")
    WITHDRAWN = "withdrawn", _("withdrawn")
