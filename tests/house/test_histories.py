"""What people change leaves its history, and the register has a word for each."""

import pytest
from django.apps import apps
from pghistory.models import Event

from alignment.audit.kinds import BY_MODEL, CALLED, KNOWN, column, histories, model_of
from tests.manage import own_apps

pytestmark = pytest.mark.capability("C35")
TRACKED = [each.pgh_tracked_model for each in histories()]
MADE = "made by the product, and can be made anew"
FROM_FILES = "comes from a file; the import of it has a history"
LEFT_OUT = {
    "people.letter": "the row goes when the mail is out",
    "people.sentform": "says only that a form came, and where it led",
    "actions.comment_named": "follows from the words of the comment",
    "actions.threadperson": "follows from who writes, and from how the talk ends",
    "actions.mailchoice": "how one is told is one's own",
    "actions.digesttime": "how one is told is one's own",
    "actions.digest": MADE,
    "actions.notification": MADE,
    "journeys.withdrawal": "is only added, and the approval says it",
    "journeys.meetingseries_people": "each meeting says who is invited",
    "journeys.meetingseries_journeys": "each meeting says what it is about",
    "journeys.busycalendar": "what somebody has us forget is forgotten",
    "journeys.busytime": "what somebody has us forget is forgotten",
    "journeys.orphannotice": MADE,
    "kpis.contact": FROM_FILES,
    "kpis.customer": FROM_FILES,
    "kpis.activity": FROM_FILES,
    "kpis.importchunk": FROM_FILES,
    "kpis.refusedrow": FROM_FILES,
    "kpis.dirtyday": MADE,
    "kpis.dirtycustomer": MADE,
    "kpis.dirtyreason": MADE,
    "kpis.freshness": MADE,
    "kpis.contactday": MADE,
    "kpis.contactrepeat": MADE,
    "kpis.footprint": MADE,
    "kpis.standingdelta": MADE,
    "search.entry": MADE,
    "search.kept": MADE,
    "audit.change": "is the register itself",
    "runtime.demoload": MADE,
}
"""Tables without a history, each with the reason."""


def label(model):
    return model._meta.label_lower


def kept():
    """Tables of ours that are neither a history nor another name of a table."""
    found = apps.get_models(include_auto_created=True)
    ours = [each for each in found if each._meta.app_label in own_apps()]
    return [
        each for each in ours if not issubclass(each, Event) and not each._meta.proxy
    ]


def test_everything_people_change_has_a_history():
    tables = {each._meta.db_table for each in TRACKED}
    without = {label(each) for each in kept() if each._meta.db_table not in tables}

    assert without == set(LEFT_OUT)


def test_everything_with_a_history_has_a_word_of_its_own():
    assert {label(each) for each in TRACKED} == {kind.model for kind in KNOWN}
    words = [kind.word for kind in KNOWN]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("kind", KNOWN, ids=lambda kind: kind.model)
def test_kinds_name_columns_that_are_there(kind):
    model = model_of(kind.model)
    assert model
    first = kind.name.split("__")[0]

    assert not kind.to or column(model, kind.to) is not None
    assert not first or first in {each.name for each in model._meta.get_fields()}
    assert BY_MODEL[kind.model] is kind
    assert kind.name or kind.to or kind.model in {"kpis.target"}


def test_columns_by_another_name_are_there():
    names = set()
    for each in TRACKED:
        fields = [field.name for field in each._meta.concrete_fields]
        names |= {*fields, *(f"{each._meta.model_name}.{name}" for name in fields)}

    assert set(CALLED) <= names
