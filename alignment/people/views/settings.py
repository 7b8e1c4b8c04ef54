"""One's own settings: who one is to others, and how the product looks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from alignment.http import PersonRequest
from alignment.live import publish
from alignment.people.forms.person import MineForm
from alignment.people.models import Person
from alignment.people.views.theme import remember_theme


def settings_edit(request: PersonRequest) -> HttpResponse:
    me = Person.objects.get(pk=request.user.pk)
    form = MineForm(request.POST or None, instance=me)
    if request.method == "POST" and form.is_valid():
        form.save()
        publish("people")
        messages.success(request, "Saved.")
        return remember_theme(redirect("people:settings-edit"), me.theme)
    status = 422 if request.method == "POST" else 200
    return render(request, "people/settings_edit.html", {"form": form}, status=status)
