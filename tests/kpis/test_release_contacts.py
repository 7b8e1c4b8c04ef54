"""Contacts around a release: what came after it, and what came before it."""

from datetime import date, timedelta

import pytest

from kpis.queries.release import release_numbers
from tests import make
from tests.kpis import numbers

OUT = date(2026, 2, 2)
TODAY = date(2026, 4, 1)


@pytest.fixture
def story(petra, journey):
    def tell(**counts: int):
        """Ten contacts a day but on the days named d3 (after) or b1 (before)."""
        why = numbers.reason("meter", journey=journey)
        rows = []
        for offset in range(-40, 20):
            name = f"d{offset}" if offset >= 0 else f"b{-offset}"
            n = counts.get(name, counts.get("after", 10) if offset >= 0 else 10)
            on = OUT + timedelta(days=offset)
            rows += [numbers.contact(on, why) for _ in range(n)]
        numbers.store(rows, petra)
        numbers.settle()
        return make.release("Spring", OUT, petra, journey)

    return tell


def test_release_contacts_compares_seven_days_with_28(story):
    release = story(after=20, d3=50)

    found = release_numbers(release, TODAY)

    assert found.before == 10
    assert found.after == pytest.approx((6 * 20 + 50) / 7)
    assert found.times == "2.43"
    assert (found.peak, found.peak_on) == (50, OUT + timedelta(days=3))
    assert "2.43 times the contacts of the 28 days before" in found.sentence


def test_release_contacts_does_not_blame_what_rose_before(story):
    release = story(b1=80, d0=40)

    found = release_numbers(release, TODAY)

    assert found.rose_before == OUT - timedelta(days=1)
    assert "80 on 1 February, against 10 a day until then" in found.sentence
    assert "cannot come from it" in found.sentence


def test_release_contacts_says_when_days_vary_that_much(story):
    release = story(d0=13)

    assert "vary that much by chance" in release_numbers(release, TODAY).sentence


def test_release_contacts_before_anything_is_known(petra, journey):
    release = make.release("Summer", OUT, petra, journey)

    found = release_numbers(release, TODAY)

    assert found.ratio is None
    assert "No contacts are known" in found.sentence


def test_release_contacts_before_anything_is_known_warns_of_no_conclusion(
    client, anna, petra, journey
):
    release = make.release("Summer", OUT, petra, journey)
    client.force_login(anna)

    page = client.get(f"/kpis/releases/{release.slug}/").content.decode()

    assert "No contacts are known" in page
    assert "not proof" not in page


def test_release_contacts_is_a_page_and_a_part(client, anna, story):
    release = story(after=20)
    client.force_login(anna)
    url = f"/kpis/releases/{release.slug}/"

    page = client.get(url).content.decode()
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()

    assert "<h1>Contacts around Spring</h1>" in page
    assert part.strip().startswith('<div class="release-numbers"')
    assert "association, not proof" in part


def test_journey_contacts_fills_the_parts_of_the_journey_page(
    client, anna, petra, journey, story
):
    story(after=20)
    client.force_login(anna)
    url = f"/kpis/journeys/{journey.slug}/"

    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    page = client.get(url).content.decode()

    for step in journey.steps.all():
        assert f'id="step-{step.pk}-ops"' in part
        assert f'id="step-{step.pk}-product"' in part
    assert part.count('hx-swap-oob="true"') == 8
    assert "hx-swap-oob" not in page
    assert "contacts in the week up to 21 February." in " ".join(page.split())
