"""The addresses of portal, home and desk."""

from django.urls import URLPattern, URLResolver, include, path

from keqiao.look.act_pages import act, find

from .desk import desk
from .doors import account, contacts, employer, factors, mobile, names, paper, passkeys, password, second
from .home import home
from .portal import portal

urlpatterns: list[URLPattern | URLResolver] = [
    path("", portal, name="portal"),
    path("home/", home, name="home"),
    path("login/", password.log_in, name="login"),
    path("login/mobile/", mobile.log_in_mobile, name="login_mobile"),
    path("login/paper/", paper.log_in_paper, name="login_paper"),
    path("login/code/", mobile.give_code, name="login_code"),
    path("login/code/again/", mobile.send_again, name="login_code_again"),
    path("logout/", password.log_out, name="logout"),
    path("account/", contacts.account, name="account"),
    path("home/registration/employer/mail/", employer.confirm_employer, name="confirm_employer"),
    path("account/contact/<str:kind>/", contacts.contact, name="account_contact"),
    path("account/contact/<str:kind>/code/", contacts.contact_code, name="account_contact_code"),
    path("account/email/<uuid:public_id>/drop/", contacts.drop_email, name="account_drop"),
    path("account/elsewhere/", contacts.leave_elsewhere, name="account_elsewhere"),
    path("account/password/", account.password, name="account_password"),
    path("account/second/", factors.second_factors, name="account_second"),
    path("account/second/app/", factors.add_app, name="account_app"),
    path("account/second/passkey/", passkeys.add_key, name="account_key"),
    path("account/second/recovery/", factors.recovery_codes, name="account_recovery"),
    path("account/second/<uuid:public_id>/remove/", factors.remove, name="account_remove"),
    path("login/second/", second.second, name="login_second"),
    path("login/second/passkey/", second.second_passkey, name="login_second_passkey"),
    path("login/second/message/", second.second_message, name="login_second_message"),
    path("join/", mobile.join, name="join"),
    path("join/name/", names.give_name, name="join_name"),
    path("join/units/", names.units, name="join_units"),
    path("join/notice/", names.notice, name="join_notice"),
    path("desk/", desk, name="desk"),
    path("desk/acts/<str:name>/<uuid:record>/", act, name="act"),
    path("desk/find/<str:kind>/", find, name="find"),
    path("desk/plans/", include("keqiao.plans.urls_desk")),
    path("desk/", include("keqiao.registry.urls")),
    path("", include("keqiao.registry.urls_public")),
    path("", include("keqiao.registry.privacy.urls")),
    path("desk/forms/", include("keqiao.blocks.returns.urls")),
    path("home/motions/", include("keqiao.blocks.assemblies.motions.urls_home")),
    path("desk/assemblies/", include("keqiao.blocks.assemblies.urls")),
    path("", include("keqiao.blocks.assemblies.rolls.urls")),
    path("", include("keqiao.blocks.assemblies.composing.urls_public")),
    path("", include("keqiao.blocks.assemblies.service.urls_home")),
    path("", include("keqiao.blocks.assemblies.elections.urls_public")),
    path("home/votes/", include("keqiao.blocks.assemblies.elections.urls_home")),
    path("home/meetings/", include("keqiao.blocks.assemblies.meetings.urls_home")),
    path("plans/", include("keqiao.plans.urls")),
    path("", include("keqiao.plans.supervision.urls")),
    path("look/", include("keqiao.look.urls")),
]
