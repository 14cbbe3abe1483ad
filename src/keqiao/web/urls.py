"""The addresses of portal, home and desk."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("keqiao.registry.urls_public")),
    path("plans/", include("keqiao.plans.urls")),
    path("look/", include("keqiao.look.urls")),
]
