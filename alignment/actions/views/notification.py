"""What is new for somebody: the page, the word beside their name, having seen it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from alignment.actions import access
from alignment.actions.models import Notification
from alignment.actions.queries.notification import news_of, news_rows
from alignment.actions.views.badge import with_badges
from alignment.http import PersonRequest, render_page, wants_fragment
from alignment.keys import key_of

A_PAGE = 30


def notification_list(request: PersonRequest) -> HttpResponse:
    """What they have not seen, or all of the last three months."""
    everything = request.GET.get("of") == "all"
    found = news_of(request.user, everything=everything)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = news_rows(page.object_list)
    context = {
        "page": page,
        "rows": rows,
        "everything": everything,
        "some_unseen": any(row.seen_at is None for row in rows),
    }
    return render_page(
        request, "actions/notification_list.html", context, fragment="news"
    )


def notification_count(request: PersonRequest) -> HttpResponse:
    """The link to the page, with a word where something is unseen."""
    if not wants_fragment(request):
        return redirect("actions:notification-list")
    return with_badges(request, render(request, "actions/_news.html"))


def notification_show(request: PersonRequest, pk: int) -> HttpResponse:
    """On to what it is about; it is seen then. A link of an old mail leads on too."""
    told = Notification.objects.filter(pk=pk)
    told.see(request.user)
    asked = request.GET.get("to", "")
    if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, None):
        return redirect(asked)
    return redirect(access.notification_to_see(request.user, pk).url)


@require_POST
def notification_see(request: PersonRequest, pk: int) -> HttpResponse:
    """Seen, without going there."""
    told = access.notification_to_see(request.user, pk)
    Notification.objects.filter(pk=told.pk).see(request.user)
    if wants_fragment(request):
        return notification_list(request)
    return redirect("actions:notification-list")


@require_POST
def notification_see_all(request: PersonRequest) -> HttpResponse:
    """All up to the newest on the page they had before them."""
    newest = key_of(request.POST.get("newest", ""))
    Notification.objects.filter(pk__lte=newest).see(request.user)
    messages.success(request, "All of it is seen.")
    return redirect("actions:notification-list")
