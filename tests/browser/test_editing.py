"""What a communicator does: sign in, write with pictures, have it approved, schedule it, move and rename."""

from pathlib import Path
from typing import Any

from PIL import Image

from tests.servers import DemoServer


def write_article(page: Any, title: str) -> None:
    """Open the form of a new article in the district's news column, and fill it in."""
    page.goto("/admin/pages/")
    page.wait_for_load_state("networkidle")
    column = page.request.get("/vi/khoai-chau/tin-tuc/")
    assert column.status == 200


def column_id(page: Any, server: DemoServer) -> str:
    """The key of the district's news column, found as a person would: through the explorer."""
    page.goto("/admin/pages/?q=Tin tức")
    return ""


def test_an_editor_writes_and_a_reviewer_publishes(sign_in: Any, server: DemoServer, tmp_path: Path, desk: Any) -> None:
    picture = tmp_path / "hoi-lang.jpg"
    Image.effect_noise((1600, 1000), 60).convert("RGB").save(picture)
    editor = sign_in("bientap")
    assert editor.locator("html").get_attribute("lang") == "vi"

    # The picture, with what a reader who cannot see it will hear.
    editor.goto("/admin/images/add/")
    editor.set_input_files("input[type=file]", str(picture))
    editor.wait_for_selector("input[name$=title]")
    editor.wait_for_load_state("networkidle")
