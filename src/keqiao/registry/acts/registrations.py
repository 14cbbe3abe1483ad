"""What may be done with an application for a real name, and with an employment to confirm."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.identities.models import EmployerCheck, MailDomain, RealName
from keqiao.look.acts import offer, page_of
from keqiao.registry.verbs.employers import add_mail_domain, confirm_employer, end_mail_domain, refuse_employer
from keqiao.registry.verbs.realnames import return_real_name, verify_real_name
from keqiao.registry.wording import organisation_url

page_of(RealName, lambda one: reverse("registry:real_name", args=[one.public_id]))
page_of(EmployerCheck, lambda one: reverse("registry:employer", args=[one.public_id]))
page_of(MailDomain, lambda one: organisation_url(one.organisation))

offer(end_mail_domain, label=_("停用邮箱域名"), order=80, shown=lambda one: one.ends is None)
offer(
    verify_real_name,
    label=_("核验通过"),
    order=10,
    note=_("请先与证件原件或单位的人事资料核对姓名和号码。通过后，号码密封存入本人记录。"),
    shown=lambda one: one.decided is None,
)
offer(return_real_name, label=_("退回申请"), order=20, shown=lambda one: one.decided is None)
offer(confirm_employer, label=_("确认在此工作"), order=10, shown=lambda one: one.decided is None)
offer(refuse_employer, label=_("不能确认"), order=20, shown=lambda one: one.decided is None)
offer(
    add_mail_domain,
    label=_("登记单位邮箱域名"),
    order=70,
    note=_("有这个域名邮箱的人，可以自己用邮箱验证码确认在本单位工作。"),
    shown=lambda one: one.closed is None,
)
