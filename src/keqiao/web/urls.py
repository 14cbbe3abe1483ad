"""The addresses of portal, home and desk."""

from django.urls import URLPattern, URLResolver, include, path

from keqiao.look.act_pages import act, find

from .desk import desk
from .doors import log_in, log_out
from .home import home
from .portal import portal

urlpatterns: list[URLPattern | URLResolver] = [
    path("", portal, name="portal"),
    path("home/", home, name="home"),
    path("login/", log_in, name="login"),
    path("logout/", log_out, name="logout"),
    path("desk/", desk, name="desk"),
    path("desk/acts/<str:name>/<uuid:record>/", act, name="act"),
    path("desk/find/<str:kind>/", find, name="find"),
    path("desk/", include("keqiao.registry.urls")),
    path("", include("keqiao.registry.urls_public")),
    path("plans/", include("keqiao.plans.urls")),
    path("look/", include("keqiao.look.urls")),
]
