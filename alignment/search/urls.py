"""Addresses of the search."""

from django.urls import path

from alignment.search.views import search

app_name = "search"
urlpatterns = [
    path("search/", search.search_show, name="search-show"),
    path("search/suggest/", search.search_suggest, name="search-suggest"),
]
