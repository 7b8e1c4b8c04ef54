"""What somebody chose to look at: time, journey, step, channel. It is the address."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict

from alignment.days import BAD_DAY, EARLIEST, FAR, LATEST
from journeys.models import Journey, Step
from kpis.models import Channel
from kpis.queries.freshness import NumbersFreshness
from kpis.queries.scope import Every, Period, Scope

WEEKS = {
    "4": "4 weeks",
    "12": "12 weeks",
    "26": "26 weeks",
    "52": "52 weeks",
    "all": "All time",
}
USUAL = "12"
NONE = "none"


def day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        validators=[MinValueValidator(EARLIEST, FAR), MaxValueValidator(LATEST, FAR)],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": BAD_DAY},
    )


class LookForm(forms.Form):
    """A wrong value narrows nothing. `places` are the journeys to choose from."""

    weeks = forms.ChoiceField(label="Time", choices=list(WEEKS.items()), required=False)
    on = day_field("Up to")
    journey = forms.ChoiceField(label="Journey", required=False)
    step = forms.ChoiceField(label="Step", required=False)
    channel = forms.ChoiceField(
        label="Channel",
        required=False,
        choices=[
            ("", "Any channel"),
            *((str(c[0]), c[1]) for c in Channel.choices),
        ],
    )

    def __init__(self, query: QueryDict, *, fresh: NumbersFreshness) -> None:
        self.fresh = fresh
        shown = Journey.objects.shown().values_list("pk", "slug", "title")
        self.places = list(shown)
        said = query.copy()
        said.setdefault("weeks", USUAL)
        super().__init__(said)
        self._choose("journey", [("", "All journeys"), *self._journeys()])
        self._choose("step", [("", "All steps")])
        chosen = next((p for p in self.places if p[1] == query.get("journey")), None)
        if chosen is None:
            del self.fields["step"]
        else:
            steps = Step.objects.filter(journey_id=chosen[0]).values_list("pk", "name")
            self._choose(
                "step", [("", "All steps"), *((str(pk), name) for pk, name in steps)]
            )

    def _journeys(self) -> list[tuple[str, str]]:
        named = [(slug, title) for _, slug, title in self.places]
        return [*named, (NONE, "Mapped to none")]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        choosing: Any = self.fields[name]
        choosing.choices = choices

    @property
    def look(self) -> "Look":
        """What the values that make sense ask for."""
        self.is_valid()
        said = {k: v for k, v in self.cleaned_data.items() if v not in {None, ""}}
        return Look(
            fresh=self.fresh,
            weeks=said.get("weeks", USUAL),
            on=said.get("on"),
            journey=said.get("journey", ""),
            step=said.get("step", ""),
            channel=said.get("channel", ""),
            names=self._names(said),
            places=tuple(self.places),
        )

    def _names(self, said: dict[str, Any]) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in ("journey", "step", "channel"):
            if name in said:
                choosing: Any = self.fields[name]
                found[name] = dict(choosing.choices)[said[name]]
        return found


@dataclass(frozen=True)
class Look:
    """A scope and a period, and the address that says so."""

    fresh: NumbersFreshness
    weeks: str = USUAL
    on: date | None = None
    journey: str = ""
    step: str = ""
    channel: str = ""
    names: dict[str, str] = field(default_factory=dict)
    places: tuple[tuple[int, str, str], ...] = ()

    @property
    def scope(self) -> Scope:
        return Scope(
            journey_id=next((p[0] for p in self.places if p[1] == self.journey), None),
            step_id=int(self.step) if self.step else None,
            unmapped=self.journey == NONE,
            channel=int(self.channel) if self.channel else None,
        )

    @property
    def last(self) -> date:
        """The day asked for, but none that has no numbers yet: it would look quiet."""
        known = self.fresh.last_whole_day or self.fresh.today
        return min(self.on or known, known)

    @property
    def period(self) -> Period:
        if self.weeks == "all":
            first = self.fresh.first_day or self.last
            return Period(min(first, self.last), self.last)
        return Period.ending(self.last, 7 * int(self.weeks))

    @property
    def every(self) -> Every:
        return "day" if self.period.days <= 35 else "week"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.journey or self.step or self.channel or self.on) or (
            self.weeks != USUAL
        )

    @property
    def title(self) -> str:
        """Whose contacts these are."""
        named = self.names.get("journey", "All journeys")
        if self.journey == NONE:
            named = "Contacts mapped to none"
        if "step" in self.names:
            named = f"{named}: {self.names['step']}"
        if "channel" in self.names:
            named = f"{named}, {self.names['channel'].lower()}"
        return named

    @property
    def of_customers(self) -> "Look":
        """The same over all channels: customers are counted whatever they used."""
        named = {name: said for name, said in self.names.items() if name != "channel"}
        return replace(self, channel="", names=named)

    @property
    def said(self) -> str:
        """The time in words."""
        until = f"{self.last.day} {self.last:%B %Y}"
        if self.weeks == "all":
            return f"all time, up to {until}"
        return f"the {WEEKS[self.weeks]} up to {until}"

    def query(self, **changes: str) -> str:
        """The address of this look with some of it changed."""
        if "journey" in changes and "step" not in changes:
            changes["step"] = ""
        other = replace(self, **changes)  # type: ignore[arg-type]
        said = {
            "weeks": other.weeks if other.weeks != USUAL else "",
            "on": other.on.isoformat() if other.on else "",
            "journey": other.journey,
            "step": other.step,
            "channel": other.channel,
        }
        return "?" + urlencode({name: value for name, value in said.items() if value})

    def rows_query(self, **more: str) -> str:
        """The address of the rows behind these numbers."""
        said = {
            "first": self.period.first.isoformat(),
            "last": self.period.last.isoformat(),
            "journey": self.journey,
            "step": self.step,
            "channel": self.channel,
            **more,
        }
        return "?" + urlencode({name: value for name, value in said.items() if value})

    @property
    def mature_until(self) -> date:
        return self.fresh.mature_until or self.last - timedelta(days=7)
