"""Whatever stands behind the question mark of an address, no page breaks over it."""

import functools
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.house.world import build
from tests.policies import gather

RULES, _ = gather()
READ = re.compile(r"""GET\.get(?:list)?\(\s*["'](\w+)""")
FIELD = re.compile(r"^    (\w+) = forms\.", re.MULTILINE)
ODD = ("\0", "x'\"<", "9" * 30, "-1", "٣٣", "0001-01-01", "2026-02-30", "%", "a" * 9000)


@functools.cache
def asked_for() -> list[str]:
    """Every name that a view or a form reads from an address."""
    names: set[str] = set()
    for app in ("alignment", "journeys", "kpis"):
        for path in Path(settings.ROOT / app).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            names.update(READ.findall(text))
            if path.parent.name == "forms":
                names.update(FIELD.findall(text))
    return sorted(names)


def test_names_are_found_in_views_and_forms():
    assert {"page", "meeting", "visit", "state", "q", "journey"} <= set(asked_for())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", sorted(name for name, rule in RULES.items() if rule.method == "get")
)
def test_page_answers_odd_addresses(name, become_pages):
    rule, world, client = RULES[name], build(), Client(raise_request_exception=False)
    world.me = world.people["admin"]
    client.force_login(world.me)
    url, broken = reverse(name, args=rule.args(world)), []
    become_pages()

    for odd in ODD:
        with transaction.atomic():
            status = client.get(url, dict.fromkeys(asked_for(), odd)).status_code
            transaction.set_rollback(True)
        if status == 500:
            broken.append(odd[:12])

    assert broken == []
