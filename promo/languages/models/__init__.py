from promo.languages.models.glossary import GlossaryTerm
from promo.languages.models.memory import MemoryEntry
from promo.languages.models.originals import Original, TranslatorGroup
from promo.languages.models.takedowns import Takedown
from promo.languages.models.translations import Translation
from promo.languages.models.units import Unit

__all__ = ["GlossaryTerm", "MemoryEntry", "Original", "Takedown", "Translation", "TranslatorGroup", "Unit"]
