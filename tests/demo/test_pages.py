"""Where everything has happened already, a page takes no more queries than any may."""

import pytest

from alignment.people.models import Person, Role
from tests.queries import MOST, count_queries

pytestmark = pytest.mark.django_db
PAGES = (
    *("/", "/journeys/", "/journeys/move-home/", "/journeys/move-home/history/"),
    *("/initiatives/", "/initiatives/final-bill-in-a-week/", "/meetings/"),
    *("/meetings/together/", "/insights/", "/decisions/", "/workarounds/", "/actions/"),
    *("/notifications/", "/releases/"),
)


@pytest.mark.parametrize("path", PAGES)
def test_page_of_the_whole_story_takes_few_queries(path, brightwater, client):
    member = Person.objects.filter(role=Role.MEMBER, is_active=True).first()
    client.force_login(member)

    assert count_queries(client, path) <= MOST
