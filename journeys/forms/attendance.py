"""The form that says who came to a meeting."""

from django import forms

from alignment.people.models import Person


class AttendanceForm(forms.Form):
    """`came` is said by the button; nobody chosen is oneself."""

    came = forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No")],
        error_messages={
            "required": "Say whether they came.",
            "invalid_choice": "Say whether they came.",
        },
    )
    other = forms.BooleanField(required=False)
    person = forms.ModelChoiceField(
        Person.objects.all(),
        required=False,
        error_messages={"invalid_choice": "Choose somebody from the list."},
    )

    def clean_person(self) -> Person | None:
        person: Person | None = self.cleaned_data["person"]
        if person is None and self.cleaned_data.get("other"):
            raise forms.ValidationError("Choose who came.")
        return person

    @property
    def has_come(self) -> bool:
        return bool(self.cleaned_data["came"] == "yes")

    @property
    def problem(self) -> str:
        return next((str(each[0]) for each in self.errors.values()), "")
