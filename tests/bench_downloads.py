"""make bench: the list of projects as files, beside bare loops over the same rows.

10,000 projects. Counted are rows per second of CPU, the queries, and how far the process grows above its idle state. A
bare loop reads the same columns of the same rows from the database and hands them to `csv`, `json` (as objects) or
XlsxWriter as they are: without labels, computed columns, units, notes, or anything that keeps a text from being a
formula.
"""

import csv
import io
import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROJECTS, ROUNDS = 10_000, 3
# Of the bare loop's speed at least; megabytes above idle at most.
SHARE, MEGABYTES = 0.5, 60


def prepare() -> str:
    """The data; gives the address of the list."""
    from datetime import date
    from decimal import Decimal

    from promo.core.languages import in_source
    from promo.investment.models import ExchangeRate
    from tests.factories import PortalFactory, UnitFactory
    from tests.investment.conftest import IncentiveFactory, ProjectIndexPageFactory, ProjectPageFactory
    from tests.investment.many import fill

    portal = PortalFactory(key="33", name="Hưng Yên", kind="province", host="localhost")
    index = ProjectIndexPageFactory(parent=portal, title="Dự án", slug="du-an")
    ExchangeRate.objects.create(day=date(2026, 11, 20), vnd=Decimal("26000"), source_vi="Ngân hàng Nhà nước")
    for number in range(3):
        IncentiveFactory(portal=portal, groups=["industry"], least_capital=number * 1000 or None)
    commune = UnitFactory(name_vi="Việt Tiến", full_name_vi="Xã Việt Tiến", parent=portal.unit)
    with in_source():
        sample = ProjectPageFactory(
            parent=index,
            title="Nhà máy linh kiện",
            slug="nha-may",
            code="DA-01",
            section="C",
            form="foreign",
            selection="bidding",
            objective_vi="Sản xuất linh kiện điện tử cho xuất khẩu, công nghệ sạch, không dùng nước ngầm.",
            capacity_vi="2 triệu bộ một năm",
            area=Decimal("12.5"),
            capital=Decimal("1300"),
            provincial_plan="in",
            construction_plan="making",
            land="public",
            clearance="partly",
            commune=commune,
            address_vi="Thôn Đồng",
            latitude=20.85,
            longitude=105.95,
            utilities_vi="Điện 110 kV.\nNước 5.000 m³/ngày.",
            km_highway=Decimal("3.2"),
            km_port=Decimal("78"),
            km_airport=Decimal("55"),
            called_on=date(2026, 3, 1),
            legal_basis_vi="Quyết định 1688/QĐ-UBND",
            contact_name="Nguyễn Văn A",
            contact_phone="0221 3 862 862",
            as_of=date(2026, 3, 1),
            source_vi="Danh mục dự án 2026",
        )
    fill(sample, PROJECTS - 1)
    return str(index.full_url_in("vi")).split("localhost", 1)[1]


# --- Bare loops --------------------------------------------------------------------------------


def bare_fields(*more: str) -> dict[str, str]:
    """Field -> its column; `more` are those of a file that has others than people see."""
    from promo.core.languages import column
    from promo.investment.columns import COLUMNS, _texts

    fields = dict.fromkeys((*more, *(field for found in COLUMNS for field in found.fields)))
    return {name: column(name, "vi") if name in _texts() or name == "public_path" else name for name in fields}


def bare_rows(fields: dict[str, str]) -> Any:
    from promo.investment.models import ProjectPage

    projects = ProjectPage.objects.filter(live=True).order_by("listed__weight", "listed__sort_name_vi", "path")
    return projects.rewrite(False).values_list(*fields.values()).iterator(chunk_size=500)


def bare_csv(*more: str) -> None:
    writer = csv.writer(io.StringIO(newline=""))
    for row in bare_rows(bare_fields(*more)):
        writer.writerow(row)


def bare_json(*more: str) -> None:
    fields = bare_fields(*more)
    for row in bare_rows(fields):
        json.dumps(dict(zip(fields, row, strict=True)), default=str, ensure_ascii=False)


def bare_xlsx() -> None:
    from xlsxwriter import Workbook

    with tempfile.TemporaryFile() as file:
        book = Workbook(file, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet()
        for number, row in enumerate(bare_rows(bare_fields())):
            sheet.write_row(number, 0, row)
        book.close()


BARE: dict[str, Callable[[], None]] = {
    "projects.xlsx": bare_xlsx,
    "projects.csv": bare_csv,
    "projects-plain.csv": lambda: bare_csv("translation_key"),
    "projects.json": lambda: bare_json("translation_key"),
    "projects.geojson": lambda: bare_json("translation_key", "outline"),
}


# --- Measuring ---------------------------------------------------------------------------------


def seconds(run: Callable[[], Any]) -> float:
    run()
    before = time.process_time()
    for _round in range(ROUNDS):
        run()
    return (time.process_time() - before) / ROUNDS


def memory(name: str) -> int:
    """Megabytes of this process: "VmRSS" now, "VmHWM" at most since the last reset."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) // 1024


def grown(url: str, results: Any) -> None:
    """In a process of its own, which has done nothing before: how far one download makes it grow."""
    import django

    django.setup()
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    b"".join(client.get(f"{url}?q=khongcogi").streaming_content)
    idle = memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    for _piece in client.get(url).streaming_content:
        pass
    results.put(memory("VmHWM") - idle)


def growth(url: str) -> int:
    fresh = multiprocessing.get_context("spawn")
    results = fresh.Queue()
    child = fresh.Process(target=grown, args=(url, results))
    child.start()
    found = results.get(timeout=600)
    child.join()
    return int(found)


def download(client: Any, url: str) -> int:
    size = 0
    for piece in client.get(url).streaming_content:
        size += len(piece)
    return size


def table(url: str) -> tuple[list[str], bool]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    lines = [
        f"{'':20} {'KB':>7} {'queries':>8} {'rows/s CPU':>11} {'bare loop':>10} {'share':>6} {'least':>6}"
        f" {'MB more':>8} {'limit':>6}"
    ]
    failed = False
    for name, bare in BARE.items():
        with CaptureQueriesContext(connection) as queries:
            size = download(client, f"{url}{name}")
        asked = len(queries)
        ours = seconds(lambda name=name: download(client, f"{url}{name}"))  # type: ignore[misc]
        least = seconds(bare)
        share, more = least / ours, growth(f"{url}{name}")
        failed |= share < SHARE or more > MEGABYTES
        lines.append(
            f"{name:20} {size // 1024:7} {asked:8} {PROJECTS / ours:11.0f} {PROJECTS / least:10.0f}"
            f" {share:6.2f} {SHARE:6} {more:8} {MEGABYTES:6}"
        )
    return lines, failed


def main() -> int:
    """Print the table; 1 if something is over its limit."""
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tests.bench_settings",
            "DATABASE_URL": f"sqlite:///{Path(name)}/bench.sqlite3",
            "CACHE_URL": f"filecache://{Path(name)}/cache",
            "MEDIA_ROOT": f"{Path(name)}/media",
        }
        import django

        django.setup()
        from django.core.management import call_command

        call_command("compile_catalogues", verbosity=0)
        call_command("migrate", verbosity=0)
        lines, failed = table(prepare())
    sys.stdout.write("\n".join(lines) + "\n")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
