"""What the worker does every so often."""

import pytest
from django.core.cache import cache

from promo.core import chores


@pytest.fixture
def ran(monkeypatch):
    """Only one chore, and the list of its runs; put an error there to make the next run fail."""
    runs, faults = [], []

    def call(command, **options):
        runs.append(command)
        if faults:
            raise faults.pop()

    monkeypatch.setattr(chores, "call_command", call)
    monkeypatch.setattr(chores, "_chores", {})
    chores.register("tidy", chores.DAY)
    return runs, faults


def test_a_chore_is_done_once_in_its_time(ran):
    runs, _faults = ran
    assert chores.run_due() == ["tidy"]
    assert chores.run_due() == []
    assert runs == ["tidy"]


def test_an_emptied_cache_only_means_doing_it_again(ran):
    runs, _faults = ran
    chores.run_due()
    cache.clear()
    chores.run_due()
    assert runs == ["tidy", "tidy"]


@pytest.mark.parametrize("fault", [RuntimeError("no mail server"), SystemExit(1)])
def test_a_chore_that_fails_stops_nothing_and_is_tried_again_soon(ran, fault, monkeypatch):
    runs, faults = ran
    chores.register("sweep", chores.DAY)
    faults.append(fault)
    seconds = []
    monkeypatch.setattr(cache, "set", lambda key, value, timeout: seconds.append(timeout))
    assert chores.run_due() == ["sweep"]
    assert runs == ["tidy", "sweep"]
    assert seconds == [chores.HOUR.total_seconds()]


def test_what_may_not_be_kept_is_a_chore():
    """Law 91/2025: enquiries go by themselves, without a cron job that somebody may forget."""
    assert chores._chores["forget_enquiries"].every <= chores.DAY
    assert {"forget_leaflets", "refresh_occurrences", "send_enquiries", "check_links"} <= set(chores._chores)
