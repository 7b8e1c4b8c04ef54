"""The form in which columns are matched, made anew for each file from its columns."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from journeys.models import Journey
from kpis.forms import import_fields as made
from kpis.ingest.guess import with_values
from kpis.ingest.moments import WAYS
from kpis.ingest.plan import COLUMN_FIELDS, UNITS, Plan
from kpis.models import ContactImport

Data = QueryDict | MultiValueDict[str, str]
SECTIONS = {
    ContactImport.Kind.CONTACTS: (
        ("When did it begin?", ("began", "time", "way")),
        ("What tells one contact from another?", ("id", "second_id")),
        ("Who, and why?", ("customer", "nobody", "reason", "journey", "journey_fixed")),
        ("How did it come in?", ("channel", "channel_fixed", "direction", "outbound")),
        ("How long did it take?", ("talk", "hold", "after", "unit")),
        ("What became of it?", ("outcome", "handled", "abandoned")),
        ("Was it …", ("resolved", "transferred", "complaint")),
    ),
    ContactImport.Kind.CUSTOMERS: (
        ("Which customer?", ("customer", "nobody")),
        ("On which journey?", ("journey", "journey_fixed")),
        ("Since when, and until when?", ("active_from", "active_until", "way")),
    ),
}


class MatchForm(forms.Form):
    """Selects of columns, and for columns of few values what each value means.

    The value fields depend on the columns chosen: `look` shows the form again
    with those of other columns, before it is sent in earnest.
    """

    def __init__(
        self, contact_import: ContactImport, plan: Plan, data: Data | None = None
    ) -> None:
        super().__init__(data)
        self.contact_import = contact_import
        self.kind = ContactImport.Kind(contact_import.kind)
        self.columns = contact_import.columns
        shown = plan if data is None else looked_at(data, plan, self.columns)
        self.initial = made.initial(plan)
        every = made.fields_for(contact_import, shown)
        extra = made.value_fields(contact_import, shown, plan, self._journeys())
        self.extra = extra
        for _, names in SECTIONS[self.kind]:
            self.fields |= {name: every[name] for name in names if name in every}
        self.fields |= {name: field for each in extra.values() for name, field in each}
        self.fields["way"].help_text = made.moment_note(self.columns, shown)
        self._mark_looking()

    def _journeys(self) -> list[tuple[int, str]]:
        return list(Journey.objects.shown().values_list("pk", "title"))

    def _mark_looking(self) -> None:
        """What these choose changes the form: it is shown again at once."""
        address = reverse("kpis:import-match", args=[self.contact_import.pk])
        for name in (*made.WITH_VALUES, "began", "active_from", "way"):
            if name in self.fields:
                self.fields[name].widget.attrs |= {
                    "hx-post": address,
                    "hx-trigger": "change",
                    "hx-target": "#match",
                    "hx-swap": "outerHTML",
                    "hx-include": "closest form",
                    "hx-vals": '{"look": "1"}',
                }

    @property
    def sections(self) -> list[dict[str, Any]]:
        """Headings with their fields, the value fields after the column they are of."""
        found = []
        for heading, names in SECTIONS[self.kind]:
            fields = []
            for name in names:
                extra = [each for each, _ in self.extra.get(name, [])]
                if name in self.fields and name not in extra:
                    fields.append(self[name])
                fields += [self[each] for each in extra]
            found.append({"heading": heading, "fields": fields})
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.kind == ContactImport.Kind.CUSTOMERS:
            self._check_list(cleaned)
        else:
            self._check_contacts(cleaned)
        return cleaned

    def _check_contacts(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("second_id") and not cleaned.get("id"):
            self.add_error("id", "Choose the first column of the id as well.")
        if cleaned.get("second_id") and cleaned["second_id"] == cleaned.get("id"):
            self.add_error("second_id", "Choose another column than the first.")
        if not cleaned.get("outcome"):
            return
        if self.values_of(cleaned["outcome"]) is None:
            self.add_error(
                "outcome",
                "This column has too many different values. Choose another, or none.",
            )
        elif not cleaned.get("handled"):
            self.add_error("handled", "Tick every value that means it was handled.")
        if both := set(cleaned.get("handled", [])) & set(cleaned.get("abandoned", [])):
            self.add_error(
                "abandoned", f"“{sorted(both)[0]}” cannot mean handled as well."
            )

    def _check_list(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("journey") and not cleaned.get("journey_fixed"):
            self.add_error(
                "journey_fixed", "Choose a column, one journey, or all live journeys."
            )

    def values_of(self, key: str) -> list[str] | None:
        return made.values_of(self.columns, key)

    def plan(self) -> Plan:
        """What was chosen. Only for a valid form."""
        return made.plan_from(self.cleaned_data, self.contact_import)


def looked_at(data: Data, plan: Plan, columns: list[dict[str, Any]]) -> Plan:
    """The plan of a form that need not be valid, its value fields guessed anew.

    Ticks stay where they are values of the column that is chosen now.
    """
    keys = {f"c{place}" for place in range(len(columns))}
    chosen = {name: data.get(name, "") for name in COLUMN_FIELDS}
    looked = replace(
        plan,
        **{name: key if key in keys else "" for name, key in chosen.items()},  # type: ignore[arg-type]
        way=one_of(data, "way", list(WAYS), plan.way),
        unit=one_of(data, "unit", list(UNITS), plan.unit),
        journey_fixed=data.get("journey_fixed", ""),
        nobody=tuple(each.strip() for each in data.get("nobody", "").split(",")),
    )
    guessed = with_values(looked, columns)
    ticks = {
        name: tuple(data.getlist(name)) or getattr(guessed, name)
        for name, column in (
            ("handled", looked.outcome),
            ("abandoned", looked.outcome),
            ("outbound", looked.direction),
        )
        if set(data.getlist(name)) <= set(made.values_of(columns, column) or [])
    }
    return replace(guessed, **ticks)  # type: ignore[arg-type]


def one_of(data: Data, name: str, allowed: list[str], otherwise: str) -> str:
    """What was sent, if it is allowed."""
    given = data.get(name, "")
    return given if given in allowed else otherwise


class ReadingForm(forms.Form):
    """Which sheet is read, and whether its first row holds names."""

    sheet = forms.ChoiceField(label="Sheet", required=False)
    header = forms.ChoiceField(
        label="The first row",
        choices=[("names", "holds the names of the columns"), ("data", "is data")],
    )

    def __init__(self, contact_import: ContactImport, data: Data | None = None) -> None:
        super().__init__(data, prefix="reading")
        reading = contact_import.reading
        field: Any = self.fields["sheet"]
        field.choices = [(name, name) for name in reading.get("sheets", [])]
        if len(field.choices) < 2:
            del self.fields["sheet"]
        self.sheet_now = contact_import.sheet
        has_header = reading.get("has_header", True)
        self.initial = {
            "sheet": contact_import.sheet,
            "header": "names" if has_header else "data",
        }

    def choice(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "sheet": given.get("sheet") or self.sheet_now,
            "has_header": given["header"] == "names",
        }
