"""An address that asks for what makes no sense says so, and shows the rest."""

import pytest

pytestmark = pytest.mark.django_db
NO_DAY = "The address asks for a day that is none. Write it like 2026-11-23."


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/?on=banana", NO_DAY),
        ("/?on=9999-12-31", NO_DAY),
        ("/meetings/?on=banana", NO_DAY),
        ("/meetings/?on=9999-12-31", NO_DAY),
        ("/meetings/?days=0", "a number of days that is none. Write days=90."),
        ("/meetings/?view=month&month=x", "a month that is none. Write it like"),
        ("/kpis/?on=banana", "Enter a day, like 3 March 2026."),
        ("/kpis/aht/?on=9999-12-31", "This day is too far away. Check its year."),
        ("/kpis/contacts/?first=banana", "Enter a day, like 3 March 2026."),
        ("/kpis/contacts/?last=0001-01-01", "This day is too far away."),
        (f"/kpis/contacts/?about={'x' * 201}", "fewer words: 200 letters at most."),
        (f"/reasons/?q={'x' * 101}", "fewer words: 100 letters at most."),
        (f"/actions/?q={'x' * 101}", "fewer words: 100 letters at most."),
        (f"/insights/?q={'x' * 101}", "fewer words: 100 letters at most."),
    ],
)
def test_what_an_address_asks_and_cannot_is_said(client, petra, address, sentence):
    client.force_login(petra)

    wrong, right = client.get(address), client.get(address.partition("?")[0])

    assert (wrong.status_code, right.status_code) == (200, 200)
    assert sentence in wrong.text
    assert sentence not in right.text
