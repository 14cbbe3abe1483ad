"""Addresses of ballots on the phone."""

from django.urls import path

from .pages import phone, results

app_name = "votes"
urlpatterns = [
    path("", phone.mine, name="mine"),
    path("ballots/<uuid:voter>/", phone.ballot, name="ballot"),
    path("results/<uuid:election>/", results.result, name="result"),
    path("results/<uuid:election>/recount/<str:kind>/", results.recount, name="recount"),
    path("sheets/<uuid:teller>/", results.sheet, name="sheet"),
]
