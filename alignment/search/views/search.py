"""One search over everything: the page, and what is suggested while one types."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from alignment.http import PersonRequest, render_page, wants_fragment
from alignment.search.forms.search import SearchForm
from alignment.search.queries.search import MOST, search, suggestions


@require_safe
def search_show(request: PersonRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    wanted, page = form.wanted, request.GET.get("page", "")
    found = search(**wanted, viewer=request.user, page=page)
    context = {"form": form, "kind": wanted["kind"], "found": found, "most": MOST}
    status = 422 if form.errors else 200
    return render_page(
        request, "search/search_show.html", context, fragment="found", status=status
    )


@require_safe
def search_suggest(request: PersonRequest) -> HttpResponse:
    """What the palette shows; who asks without it is led to the page."""
    form = SearchForm(request.GET)
    text = form.wanted["text"]
    if not wants_fragment(request):
        query = urlencode({"q": text} if text else {})
        return redirect(f"{reverse('search:search-show')}?{query}".rstrip("?"))
    context = {"form": form, "found": suggestions(text, viewer=request.user)}
    return render_page(
        request, "search/_suggestions.html", context, fragment="palette-found"
    )
