"""Production refuses to start with what is only safe on a developer's machine, and says what."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings

GOOD = {
    "SECRET_KEY": "k" * 20 + "-9x7!q2" * 5,
    "DATABASE_URL": "sqlite://:memory:",
    "CACHE_URL": "locmemcache://",
    "EXTRA_HOSTS": "probe.internal",
}


def start(code: str = "import django; django.setup()", **variables: str) -> Any:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("SECRET_KEY", "DEBUG", "EXTRA_HOSTS", "DATABASE_URL", "CACHE_URL")
    }
    # An empty value stands before what a .env file of the developer's may say.
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**environment, "DEBUG": "False", **variables, "DJANGO_SETTINGS_MODULE": "portal.settings.production"},
        cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"SECRET_KEY": "development-only-secret-never-for-production"}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"DEBUG": "True"}, "DEBUG"),
        ({"EXTRA_HOSTS": "*"}, "EXTRA_HOSTS"),
        ({"EXTRA_HOSTS": "probe.internal,*.example.vn"}, "EXTRA_HOSTS"),
    ],
)
def test_refused_by_name(variables: dict[str, str], named: str) -> None:
    result = start(**{**GOOD, **variables})
    assert result.returncode != 0
    assert "Refusing to start" in result.stderr
    message = result.stderr.rsplit("Refusing to start", 1)[1]
    assert named in message
    assert not [other for other in ("SECRET_KEY", "DEBUG", "EXTRA_HOSTS") if other != named and other in message]


def test_all_that_is_wrong_is_named_at_once() -> None:
    result = start(**{**GOOD, "SECRET_KEY": "x", "DEBUG": "on", "EXTRA_HOSTS": "*"})
    message = result.stderr.rsplit("Refusing to start", 1)[1]
    assert all(name in message for name in ("SECRET_KEY", "DEBUG", "EXTRA_HOSTS"))


def test_without_any_secret_it_does_not_start() -> None:
    variables = {name: value for name, value in GOOD.items() if name != "SECRET_KEY"}
    result = start(**variables)
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr


def test_good_settings_start_and_are_safe() -> None:
    result = start(
        "import django; django.setup()\n"
        "from django.conf import settings as s\n"
        "from django.core.management import call_command\n"
        "call_command('check')\n"
        "print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0)\n"
        "print(any('PageCache' in name for name in s.MIDDLEWARE))",
        **GOOD,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.split()[-6:] == ["False", "True", "True", "True", "True", "True"]


def test_the_entry_point_is_production_unless_told_otherwise() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    result = subprocess.run(
        [sys.executable, "-c", "import portal.wsgi; from django.conf import settings; print(settings.SETTINGS_MODULE)"],
        env={**environment, **GOOD}, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert result.stdout.strip() == "portal.settings.production", result.stderr
