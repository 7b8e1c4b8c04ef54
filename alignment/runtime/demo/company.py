"""The people of the demo organisation, their teams, and its name."""

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from alignment.people.models import Membership, Organisation, Person, Team
from alignment.runtime.demo.calendar import Calendar
from alignment.runtime.demo.story import PersonStory, Story, TeamStory

People = dict[str, Person]
"""By the name the story gives them, like maya.chen."""


def make_company(story: Story, calendar: Calendar) -> People:
    """Name the organisation, unless somebody has, and make teams and people."""
    organisation = Organisation.current()
    if organisation.name == Organisation._meta.get_field("name").default:  # noqa: SLF001
        organisation.name = story.organisation
        organisation.save(update_fields=["name"])
    people: People = {}
    for number, team in enumerate(story.teams):
        people |= _make_team(story, team, calendar, number)
    return people


def people_of(story: Story) -> People:
    """The demo people who are already there."""
    return {
        person.email.partition("@")[0]: person
        for person in Person.objects.filter(
            is_demo=True, email__endswith=f"@{story.mail_domain}"
        )
    }


def _make_team(
    story: Story, team: TeamStory, calendar: Calendar, number: int
) -> People:
    made = Team.objects.create(name=team.name, slug=slugify(team.name), side=team.side)
    people = {
        person.key: _person(story, team, person, calendar, 10 * number + place)
        for place, person in enumerate(team.people)
    }
    Person.objects.bulk_create(people.values())
    Membership.objects.bulk_create(
        Membership(person=person, team=made, side=team.side)
        for person in people.values()
    )
    return people


def _person(
    story: Story, team: TeamStory, person: PersonStory, calendar: Calendar, number: int
) -> Person:
    left = person.left_days_ago
    return Person(
        email=f"{person.key}@{story.mail_domain}",
        password=make_password(None),
        name=person.name,
        side=team.side,
        role=person.role,
        title=person.title,
        phone=f"020 7946 {100 + 7 * number:04}",
        chat=f"https://chat.{story.mail_domain}/{person.key}",
        is_demo=True,
        joined_at=calendar.at(560 - 3 * number, 9),
        is_active=left is None,
        deactivated_at=None if left is None else calendar.at(left, 17, 30),
    )
