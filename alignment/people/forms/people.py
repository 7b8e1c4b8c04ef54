"""Choosing people out of many: ticked in a list that narrows while one types."""

from typing import Any

from django import forms


class PeopleList(forms.CheckboxSelectMultiple):
    """The script people.js narrows it, also by teams; without it all are shown."""

    template_name = "forms/people.html"

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        person = getattr(option["value"], "instance", None)
        if person:
            teams = " ".join(team.name for team in person.teams.all())
            option["attrs"]["data-words"] = teams
        return option


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = PeopleList

    def __init__(self, people: Any, **more: Any) -> None:
        super().__init__(people.prefetch_related("teams"), **more)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.title}" if obj.title else obj.name
