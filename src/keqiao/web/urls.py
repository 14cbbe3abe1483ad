"""The addresses of portal, home and desk."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("look/", include("keqiao.look.urls")),
]
