"""Asked for by a swap, a page answers in part or as a whole, and says it varies."""

import re

import pytest
from django.test import Client

from tests.house.test_policy import ROUTES, RULES, address, ruled
from tests.house.world import build

VARIES = {"hx-request", "hx-boosted", "hx-history-restore-request"}
PAGES = sorted(
    name
    for name in set(RULES) & ruled(ROUTES)
    if RULES[name].method == "get" and RULES[name].who != "anyone" and ":" in name
)


def is_whole(text: str) -> bool:
    return bool(re.match(r"\s*<!doctype html", text, re.IGNORECASE))


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_page_answers_whole_and_in_part(name):
    rule, world, client = RULES[name], build(), Client()
    world.me = world.people["admin"]
    client.force_login(world.me)
    url = address(name, rule, world)

    whole = client.get(url, rule.data or None)
    if whole.status_code == 302 or not whole["Content-Type"].startswith("text/html"):
        return  # it leads on, or is a file: no page
    part = client.get(url, rule.data or None, headers={"HX-Request": "true"})

    assert is_whole(whole.text)
    if is_whole(part.text):
        return  # never swapped: it has no fragment
    varies = {word.strip().lower() for word in whole["Vary"].split(",")}
    assert varies >= VARIES
    assert {word.strip().lower() for word in part["Vary"].split(",")} >= VARIES


@pytest.mark.parametrize(
    ("text", "whole"), [("\n<!doctype html><html>", True), ("<div>", False)]
)
def test_fragment_check_sees(text, whole):
    assert is_whole(text) is whole
