from kpis.number_urls import urlpatterns as numbers

app_name = "kpis"
urlpatterns = [*numbers]
