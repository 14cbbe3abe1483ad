"""All addresses of the site."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("keqiao.api.urls")),
    path("", include("keqiao.web.urls")),
]
