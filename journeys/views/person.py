"""What a person looks after, for their page."""

from django.http import HttpResponse
from django.utils import timezone

from alignment.http import PersonRequest, render_page
from alignment.people.access import person_to_show
from journeys.queries.looked_after import looked_after


def person_journeys(request: PersonRequest, pk: int) -> HttpResponse:
    person = person_to_show(request.user, pk)
    found = looked_after(person, timezone.localdate())
    context = {"person": person, "found": found}
    return render_page(
        request, "journeys/person_journeys.html", context, fragment="owned"
    )
