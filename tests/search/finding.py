"""What is found, and rows of every kind to find."""

from django.utils import timezone

from alignment.search.queries.search import search
from journeys.models import Step
from kpis.models import Reason
from kpis.models import Source as ContactSource
from tests import make


def found(text, viewer, kind=""):
    """What is found, as (kind, address)."""
    results = search(text, viewer=viewer, kind=kind, page="1")
    return [(row.source.kind, row.url) for row in results.rows]


def kinds(text, viewer):
    return [kind for kind, _ in found(text, viewer)]


def one_of_each(journey, petra, omar, word):
    """A row of every kind, with the word in it."""
    made = make.journey(f"Journey {word}", petra, omar)
    made.steps.update(name="Nothing")
    Step.objects.filter(pk=journey.steps.first().pk).update(name=f"Step {word}")
    begun = make.initiative(f"Initiative {word}", petra, journey)
    make.kickoff(make.initiative("Quiet", petra, journey), problem=f"Late {word}")
    insight = make.insight(f"They said {word}", journey, omar)
    action = make.action(f"Do the {word}", petra, timezone.localdate())
    release = make.release(f"Release {word}", timezone.localdate(), petra, journey)
    team = make.team(f"Team {word}", "ops")
    person = make.person(f"Nia {word}", team)
    more = of_the_same_initiative(begun, journey.steps.first(), petra, word)
    phones = ContactSource.objects.create(name="Phones", slug="phones")
    Reason.objects.create(source=phones, label=f"Where is my {word}")
    return made, begun, insight, action, release, team, person, *more


def of_the_same_initiative(begun, step, petra, word):
    """What hangs on an initiative, a talk and a visit, each with the word in it."""
    decision = make.decision(f"Do we {word}?", begun, petra)
    make.requirements(begun, petra, f"Show the {word}")
    test = make.customer_test(begun, petra, learnt=f"All want a {word}")
    meeting = make.meeting("Any", petra, timezone.now(), notes=f"The {word} rang")
    workaround = make.workaround(f"Copy the {word}", step, petra)
    make.comment(make.thread(decision, petra), petra, f"Which {word}?")
    promised = make.action("Ask", petra, timezone.localdate())
    make.floor_time(petra, promised, first_learning=f"They say {word}")
    return decision, test, meeting, workaround
