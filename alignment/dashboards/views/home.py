"""Home: what needs both sides, and how the journeys do."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from alignment.dashboards.home.asked import asked_of
from alignment.dashboards.home.choice import Choice
from alignment.dashboards.home.controls import lenses, selects
from alignment.dashboards.home.page import read_board
from alignment.days import day_problem
from alignment.http import PersonRequest, render_page, wants_fragment
from alignment.people.context import organisation
from kpis.queries.pulse import pulse


@require_GET
def home(request: PersonRequest) -> HttpResponse:
    """The lens in the address becomes the person's own."""
    choice = Choice.read(request.GET, lens=request.user.lens)
    request.user.look_through(choice.lens)
    fresh = pulse()
    board = read_board(request.user, choice, organisation(), fresh)
    context = {
        "board": board,
        "choice": board.choice,
        "needs": asked_of(request.user, board.needs),
        "fresh": fresh,
        "lenses": lenses(board.choice, organisation()),
        "selects": selects(board),
        "problem": day_problem(request.GET.get("on", "")),
        "swap": wants_fragment(request),
    }
    return render_page(request, "dashboards/home.html", context, fragment="home")
