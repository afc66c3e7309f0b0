from promo.investment.models.changes import ProjectChange
from promo.investment.models.datasets import DatasetPage, DatasetVersion
from promo.investment.models.incentives import Incentive, IncentiveFinderPage
from promo.investment.models.parks import ParkIndexPage, ParkPage
from promo.investment.models.procedures import ProcedureIndexPage, ProcedurePage
from promo.investment.models.projects import ProjectIndexPage, ProjectPage
from promo.investment.models.rates import ExchangeRate
from promo.investment.models.sections import InvestPage

__all__ = [
    "DatasetPage",
    "DatasetVersion",
    "ExchangeRate",
    "Incentive",
    "IncentiveFinderPage",
    "InvestPage",
    "ParkIndexPage",
    "ParkPage",
    "ProcedureIndexPage",
    "ProcedurePage",
    "ProjectChange",
    "ProjectIndexPage",
    "ProjectPage",
]
