"""The forms by which busy times come: a file, or an address that is followed."""

from typing import Any

from django import forms

from journeys.calendars.address import LONGEST, checked
from journeys.calendars.reading import BYTES, Unreadable
from journeys.models import BusyCalendar

LONGEST_HOST: int = BusyCalendar._meta.get_field("said").max_length  # type: ignore[assignment] # noqa: SLF001


class FileForm(forms.Form):
    file = forms.FileField(
        label="A calendar file (.ics)",
        help_text="As Google Calendar, Outlook or Apple Calendar export it.",
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        error_messages={
            "required": "Choose a calendar file.",
            "empty": "This file is empty. Export it again.",
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > BYTES:
            raise forms.ValidationError(
                "This file is larger than 5 MB. Export the next months only."
            )
        return file


class AddressForm(forms.Form):
    address = forms.CharField(
        label="Or the address of your calendar",
        help_text="The secret or published one, ending in .ics. It is read every hour.",
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={
            "required": "Enter the address of a calendar: it begins with https://",
            "max_length": "This address is too long. Copy it again.",
        },
    )

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        try:
            host = checked(address).hostname or ""
        except Unreadable as problem:
            raise forms.ValidationError(str(problem)) from problem
        if len(host) > LONGEST_HOST:
            raise forms.ValidationError("This address is too long. Copy it again.")
        return address
