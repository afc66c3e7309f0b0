from typing import Any

import pytest

from tests.languages.conftest import group_at, person
from tests.shared import shared


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@shared
def officer(province: Any, projects: Any) -> Any:
    """Keeps the province's list."""
    return person("can-bo", group_at(province, "Cán bộ", "add", "change", "publish"))
