"""Which contacts to show: what a number's address said, and what one narrows more."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from alignment.days import is_near
from alignment.forms import SearchField
from kpis.forms.look import NONE, day_field
from kpis.models import Channel
from kpis.queries.contact import Cursor, Wanted
from kpis.queries.contact_choices import contact_choices
from kpis.queries.freshness import NumbersFreshness
from kpis.queries.scope import Period, Scope


class ContactFilter(forms.Form):
    """A wrong value narrows nothing; a day that is none is said to be so."""

    first = day_field("From")
    last = day_field("To")
    journey = forms.ChoiceField(label="Journey", required=False)
    step = forms.ChoiceField(label="Step", required=False)
    reason = forms.ChoiceField(label="Reason", required=False)
    about = SearchField("Words of the reason", longest=200)
    channel = forms.ChoiceField(
        label="Channel",
        required=False,
        choices=[("", "Any channel"), *((str(c[0]), c[1]) for c in Channel.choices)],
    )
    handled = forms.ChoiceField(
        label="Handled",
        required=False,
        choices=[("", "Either"), ("yes", "Handled"), ("no", "Not handled")],
    )
    repeat = forms.ChoiceField(
        label="Followed by another",
        required=False,
        choices=[("", "Either"), ("1", "For any reason"), ("same", "Same reason")],
    )

    def __init__(self, query: QueryDict, *, fresh: NumbersFreshness) -> None:
        self.fresh = fresh
        super().__init__(query)
        self.fields["import"] = forms.ChoiceField(label="Import", required=False)
        self.found = contact_choices(
            query.get("journey", ""),
            reason=_key(query.get("reason", "")),
            bringing=_key(query.get("import", "")),
        )
        journeys = [(slug, title) for _, slug, title in self.found.journeys]
        self._choose("journey", "All journeys", [*journeys, (NONE, "Mapped to none")])
        self._choose("reason", "Any reason", self.found.reasons)
        self._choose("import", "Any import", self.found.imports)
        self._choose("step", "All steps", self.found.steps)
        if not self.found.steps:
            del self.fields["step"]
        if not self.found.reasons:
            del self.fields["reason"]
        if not self.found.has_many_reasons and not query.get("about"):
            del self.fields["about"]

    def _choose(self, name: str, any_one: str, choices: list[tuple[str, str]]) -> None:
        choosing: Any = self.fields[name]
        choosing.choices = [("", any_one), *choices]

    @property
    def said(self) -> dict[str, Any]:
        self.is_valid()
        return {k: v for k, v in self.cleaned_data.items() if v not in {None, ""}}

    @property
    def wanted(self) -> Wanted:
        said = self.said
        journey = said.get("journey", "")
        followed = {"1": "any", "same": "same"}.get(said.get("repeat", ""), "")
        return Wanted(
            scope=Scope(
                journey_id=self.found.journey_id(journey),
                step_id=_number(said.get("step")),
                unmapped=journey == NONE,
                channel=_number(said.get("channel")),
            ),
            period=self._period(said),
            reason_id=_number(said.get("reason")),
            reason_words=said.get("about", ""),
            handled={"yes": True, "no": False}.get(said.get("handled", "")),
            followed=followed,
            import_id=_number(said.get("import")),
        )

    def _period(self, said: dict[str, Any]) -> Period:
        today = self.fresh.today
        first = said.get("first") or self.fresh.first_day or today
        last = said.get("last") or self.fresh.last_day or today
        return Period(min(first, last), max(first, last))

    @property
    def is_narrowed(self) -> bool:
        return bool(self.said)


def place(text: str) -> Cursor | None:
    """Where a page begins, as the address says it; nothing when it makes no sense."""
    moment, _, rest = text.partition("|")
    source, _, external_id = rest.partition("|")
    try:
        began_at = parse_datetime(moment)
    except ValueError:
        return None
    if began_at is None or began_at.tzinfo is None or not source.isdecimal():
        return None
    if not is_near(began_at.date()):
        return None
    if len(source) > 18 or "\x00" in external_id:
        return None
    return began_at, int(source), external_id


def _key(text: str) -> int | None:
    """The key of a row, from an address anybody may have written."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _number(text: str | None) -> int | None:
    return int(text) if text else None
