"""People: their page, their role and teams, leaving and coming back."""

import pytest

from alignment.people.models import LastAdmin, Person, Role
from tests import make
from tests.queries import assert_same_queries
from tests.racing import at_once


def _edit(client, person, role, *teams):
    form = {"role": role, "teams": [team.pk for team in teams]}
    return client.post(f"/settings/people/{person.pk}/", form)


@pytest.fixture
def other_ops_team(db):
    return make.team("Care South", "ops")


def test_person_show_says_who_where_and_how_to_reach(client, omar, petra):
    omar.title, omar.phone = "Runs the care floor", "+44 (20) 7946 0018"
    omar.chat = "https://chat.example.org/omar"
    omar.save()
    client.force_login(petra)

    page = client.get(f"/people/{omar.pk}/").content.decode()

    assert "Runs the care floor" in page
    assert "Operations" in page
    assert "Care North" in page
    assert 'href="tel:+442079460018"' in page
    assert 'href="https://chat.example.org/omar"' in page
    assert 'href="mailto:omar-haddad@example.org"' in page
    assert f"/people/{omar.pk}/journeys/" in page


@pytest.mark.parametrize("chat", ["javascript:alert(1)", "data:text/html,x", "@omar"])
def test_person_show_links_only_to_addresses_a_browser_may_open(
    client, omar, petra, chat
):
    omar.chat = chat
    omar.save()
    client.force_login(petra)

    page = client.get(f"/people/{omar.pk}/").content.decode()

    assert chat in page
    assert f'href="{chat}"' not in page


def test_person_show_is_a_fragment_for_a_swap(client, omar, petra):
    client.force_login(petra)

    swap = client.get(f"/people/{omar.pk}/", headers={"hx-request": "true"})

    assert swap.content.decode().strip().startswith('<div id="person"')
    assert "HX-Request" in swap["Vary"]


def test_person_list_finds_by_words_side_role_and_state(
    client, ada, omar, petra, lea, anna
):
    anna.deactivate(by=ada)
    client.force_login(ada)

    def names(query):
        rows = client.get(f"/settings/people/{query}").context["page"]
        return [row.name for row in rows]

    assert names("") == ["Ada Nowak", "Lea Moreau", "Omar Haddad", "Petra Lind"]
    assert names("?q=omar") == ["Omar Haddad"]
    assert names("?q=product+north") == ["Lea Moreau", "Petra Lind"]
    assert names("?side=ops") == ["Ada Nowak", "Omar Haddad"]
    assert names("?role=leader&side=product") == ["Lea Moreau"]
    assert names("?state=left") == ["Anna Costa"]
    assert names("?role=emperor") == names("")


def test_person_list_asks_as_often_for_one_as_for_thirty(client, ada, ops_team):
    client.force_login(ada)

    def grow():
        for number in range(30):
            make.person(f"Person {number:02}", ops_team)

    assert_same_queries(client, "/settings/people/", grow)


def test_person_show_asks_as_often_for_one_team_as_for_thirty(client, omar):
    client.force_login(omar)

    def grow():
        for number in range(30):
            omar.join(make.team(f"Team {number}", "ops"))

    assert_same_queries(client, f"/people/{omar.pk}/", grow)


def test_person_edit_gives_role_and_teams(client, ada, omar, ops_team, other_ops_team):
    client.force_login(ada)

    response = _edit(client, omar, "leader", ops_team, other_ops_team)

    omar.refresh_from_db()
    assert response["Location"] == "/settings/people/"
    assert omar.role == Role.LEADER
    assert set(omar.teams.all()) == {ops_team, other_ops_team}


def test_person_edit_moves_the_side_with_the_teams(
    client, ada, omar, product_team, ops_team
):
    client.force_login(ada)

    _edit(client, omar, "member", product_team)

    omar.refresh_from_db()
    assert omar.side == "product"
    assert list(omar.teams.all()) == [product_team]


def test_person_edit_keeps_the_side_of_who_owns_something(
    client, ada, omar, journey, product_team, ops_team
):
    client.force_login(ada)

    response = _edit(client, omar, "leader", product_team)

    omar.refresh_from_db()
    assert response.status_code == 422
    assert "Omar Haddad owns journeys or steps" in response.content.decode()
    assert (omar.side, omar.role) == ("ops", "member")
    assert list(omar.teams.all()) == [ops_team]


@pytest.mark.parametrize(
    ("sides", "says"),
    [
        ((), "Choose at least one team"),
        (("product", "ops"), "Choose teams of one side"),
    ],
)
def test_person_edit_refuses_no_side_and_both(
    client, ada, omar, product_team, sides, says
):
    ops_team = omar.teams.get()
    teams = {"product": product_team, "ops": ops_team}
    client.force_login(ada)

    response = _edit(client, omar, "member", *(teams[side] for side in sides))

    assert response.status_code == 422
    assert says in response.content.decode()
    assert list(omar.teams.all()) == [ops_team]


def test_person_edit_keeps_the_last_admin(client, ada, ops_team):
    client.force_login(ada)

    response = _edit(client, ada, "member", ops_team)

    ada.refresh_from_db()
    assert response.status_code == 422
    assert "This is the only admin" in response.content.decode()
    assert ada.role == Role.ADMIN


def test_person_edit_takes_a_role_away_from_the_next_request(
    client, ada, omar, ops_team
):
    second = make.person("Second Admin", ops_team, role=Role.ADMIN)
    client.force_login(second)
    before = client.get("/settings/people/").status_code

    second.take_role(Role.MEMBER, by=ada)

    assert before == 200
    assert client.get("/settings/people/").status_code == 404


def test_person_deactivate_signs_out_at_once(
    client, ada, omar, signed_in, with_password
):
    theirs = signed_in(with_password(omar))
    client.force_login(ada)

    response = client.post(f"/settings/people/{omar.pk}/deactivate/", follow=True)

    omar.refresh_from_db()
    assert not omar.is_active
    assert omar.deactivated_at is not None
    assert "was deactivated and is signed out" in response.content.decode()
    assert theirs.get("/settings/").status_code == 302


def test_person_reactivate_lets_in_but_revives_no_old_session(
    client, ada, omar, signed_in, with_password
):
    theirs = signed_in(with_password(omar))
    omar.deactivate(by=ada)
    client.force_login(ada)

    client.post(f"/settings/people/{omar.pk}/reactivate/")

    omar.refresh_from_db()
    assert omar.is_active
    assert omar.deactivated_at is None
    assert theirs.get("/settings/").status_code == 302
    assert signed_in(omar).get("/settings/").status_code == 200


@pytest.mark.capability("C01")
def test_person_deactivate_orphans_what_they_own(client, ada, omar, petra, journey):
    client.force_login(ada)

    client.post(f"/settings/people/{omar.pk}/deactivate/")

    assert list(type(journey).objects.orphaned()) == [journey]


def test_person_deactivate_tells_other_browsers(
    client, ada, omar, monkeypatch, django_capture_on_commit_callbacks
):
    told: list[str] = []
    monkeypatch.setattr("alignment.live._send", told.append)
    client.force_login(ada)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/settings/people/{omar.pk}/deactivate/")

    assert told == ["people", "journeys"]


def test_person_deactivate_keeps_the_last_admin(client, ada):
    client.force_login(ada)

    response = client.post(f"/settings/people/{ada.pk}/deactivate/")

    ada.refresh_from_db()
    assert response.status_code == 422
    assert "This is the only admin" in response.content.decode()
    assert ada.is_active


@pytest.mark.django_db(transaction=True)
def test_person_deactivate_by_two_admins_of_each_other_leaves_one(db):
    team = make.team("Care", "ops")
    one = make.person("One", team, role=Role.ADMIN)
    two = make.person("Two", team, role=Role.ADMIN)

    answers = at_once(
        lambda: one.deactivate(by=one),
        lambda: two.deactivate(by=two),
        refused=LastAdmin,
    )

    assert len([one for one in answers if isinstance(one, LastAdmin)]) == 1
    assert Person.objects.active().filter(role=Role.ADMIN).count() == 1


@pytest.mark.parametrize("who", ["anna", "petra", "lea"])
@pytest.mark.parametrize("verb", ["", "deactivate/", "reactivate/"])
def test_person_is_changed_by_admins_only(client, request, who, verb, omar, ops_team):
    client.force_login(request.getfixturevalue(who))
    form = {"role": "admin", "teams": [ops_team.pk]}

    response = client.post(f"/settings/people/{omar.pk}/{verb}", form)

    omar.refresh_from_db()
    assert response.status_code == 404
    assert omar.is_active
    assert omar.role == Role.MEMBER


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Petra Lind", "PL"),
        ("Ada", "A"),
        ("Maria de la Cruz", "MC"),
        ("שירה כהן (QA)", "שכ"),
        ("(somebody)", "("),
    ],
)
def test_person_initials_are_letters_of_the_name(name, letters):
    assert Person(name=name).initials == letters
