"""A person's calendar: the address from which it is read, made, renewed and ended."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_POST, require_safe

from alignment.http import PersonRequest, render_page
from journeys import access
from journeys.forms.busy_calendar import AddressForm, FileForm
from journeys.models import CalendarFeed
from journeys.queries.busy import busy_calendar
from journeys.queries.calendar_feed import feed_of, feed_text


def calendar_show(request: PersonRequest) -> HttpResponse:
    return show_calendar(request)


def show_calendar(
    request: PersonRequest, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of one's own calendar, also with what went wrong on it."""
    context = {
        "feed": access.feed_to_renew(request.user),
        "address": "",
        "busy": busy_calendar(request.user),
        "file_form": FileForm(),
        "address_form": AddressForm(),
    }
    return render_page(
        request,
        "journeys/calendar_show.html",
        context | more,
        fragment="feed",
        status=status,
    )


@require_POST
def feed_renew(request: PersonRequest) -> HttpResponse:
    """Make an address, and end the one before. It is shown now and never again."""
    token = CalendarFeed.renew(request.user)
    address = settings.SITE_URL + CalendarFeed.path(token)
    return show_calendar(request, address=address)


@require_POST
def feed_revoke(request: PersonRequest) -> HttpResponse:
    CalendarFeed.revoke(request.user)
    messages.success(request, "The address reads nothing any more.")
    return redirect("journeys:calendar-show")


@require_safe
@login_not_required
def feed_read(request: HttpRequest, token: str) -> HttpResponse:
    """For the programs that read calendars: whoever has the address reads it."""
    feed = feed_of(token)
    if feed is None:
        raise Http404
    found = feed_text(feed)
    tag, moment = quote_etag(found.tag), int(found.changed_at.timestamp())
    response = HttpResponse(found.text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="alignment.ics"'
    answer = get_conditional_response(request, tag, moment, response)
    if answer is None:
        raise Http404
    answer["ETag"], answer["Last-Modified"] = tag, http_date(moment)
    return answer
