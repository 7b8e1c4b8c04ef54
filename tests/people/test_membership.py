"""What the database itself refuses about people, teams and sides."""

import pytest
from django.db import IntegrityError, connection, transaction

from alignment.people.models import Membership, Person


@pytest.mark.parametrize("side", ["product", "ops"])
def test_membership_across_sides_is_refused_by_the_database(omar, product_team, side):
    insert = (
        "INSERT INTO people_membership (person_id, team_id, side) VALUES (%s, %s, %s)"
    )

    with (
        pytest.raises(IntegrityError, match=r"membership_\w+_is_of_its_side"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(insert, [omar.pk, product_team.pk, side])

    assert not Membership.objects.filter(person=omar, team=product_team).exists()


def test_person_side_cannot_leave_memberships_behind_in_the_database(omar):
    with pytest.raises(IntegrityError, match="membership_person_is_of_its_side"):
        Person.objects.filter(pk=omar.pk).update(side="product")
