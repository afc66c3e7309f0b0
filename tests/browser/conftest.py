"""A real browser before a real server with the whole demonstration."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.servers import DemoServer, seed_demo

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTINGS = "portal.settings.development"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


def _seeded(factory: pytest.TempPathFactory) -> Path:
    """The demonstration, seeded once for all processes of this run; each serves a copy."""
    shared = factory.getbasetemp().parent / f"seeded-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "done").exists():
            seed_demo(shared, SETTINGS)
            (shared / "done").touch()
    return shared


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    server = DemoServer(tmp_path_factory.mktemp("demo"), SETTINGS, _seeded(tmp_path_factory))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("Chromium is missing: install the package `chromium`.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


def watch(page: Page) -> Page:
    """Collect what the console complains of; the tests that care look at `page.complaints`."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.complaints = complaints  # type: ignore[attr-defined]
    return page


@pytest.fixture
def phone(browser: Browser, server: DemoServer) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, base_url=server.url)
    yield watch(context.new_page())
    context.close()


@pytest.fixture
def desk(browser: Browser, server: DemoServer) -> Iterator[Page]:
    context = browser.new_context(viewport=DESK, base_url=server.url)
    yield watch(context.new_page())
    context.close()


@pytest.fixture
def without_script(browser: Browser, server: DemoServer) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, base_url=server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def sign_in(browser: Browser, server: DemoServer) -> Iterator[Any]:
    """Call with a demo account's name for a page of the admin, signed in."""
    from promo.demo.seeding import PASSWORD

    contexts: list[BrowserContext] = []

    def enter(name: str) -> Page:
        context = browser.new_context(viewport=DESK, base_url=server.url, locale="vi-VN")
        contexts.append(context)
        page = watch(context.new_page())
        page.goto("/admin/login/")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    yield enter
    for context in contexts:
        context.close()
