"""The count of open actions in the frame of a page that is open already."""

from django.http import HttpResponse
from django.template.loader import render_to_string

from alignment.http import PersonRequest, wants_fragment


def with_badges(request: PersonRequest, response: HttpResponse) -> HttpResponse:
    """With what is swapped into a page, its counts come anew."""
    if wants_fragment(request):
        response.write(render_to_string("actions/_badges.html", request=request))
    return response
