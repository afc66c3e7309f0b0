from promo.ocop.models.enterprises import EnterpriseIndexPage, EnterprisePage
from promo.ocop.models.links import CheckedLink
from promo.ocop.models.products import Certificate, ProductIndexPage, ProductPage

__all__ = [
    "Certificate",
    "CheckedLink",
    "EnterpriseIndexPage",
    "EnterprisePage",
    "ProductIndexPage",
    "ProductPage",
]
