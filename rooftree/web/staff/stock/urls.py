"""The addresses of the stock reconciliation, under /stock/."""

from django.urls import path

from rooftree.web.staff.lists.stock import stock_homes
from rooftree.web.staff.stock import deciding, home, summary

urlpatterns = [
    path("", summary.stock, name="stock"),
    path("homes/", stock_homes, name="stock-homes"),
    path("homes/<str:unit_id>/", home.stock_home, name="stock-home"),
    path("decide/", deciding.decide, name="stock-decide"),
    path("decisions/<int:decision_id>/withdraw/", deciding.withdraw, name="stock-withdraw"),
]
