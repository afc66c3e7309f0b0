from promo.localities.models.successions import Succession
from promo.localities.models.units import AdministrativeUnit, Kind

__all__ = ["AdministrativeUnit", "Kind", "Succession"]
