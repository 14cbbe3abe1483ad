"""What people rely on: the audit, the administrators, passwords, backups."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.kernel.access.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from keqiao.kernel.access.models import Grant, User
from keqiao.kernel.access.roles import EXCLUSIVE, ROLES
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.audit.sealer import checkpoint_path
from keqiao.kernel.audit.verified import last_verified
from keqiao.kernel.backup.take import NOTED
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today

from .finding import Finding, failure, ok, unless_demo, warning

WEEK = dt.timedelta(days=7)
UNSEALED = dt.timedelta(minutes=10)  # after which an entry should have been sealed


def check_audit() -> Iterator[Finding]:
    """Whether the chain was verified lately and goes on."""
    last = last_verified()
    mend = _("请运行 keqiao audit verify，或请审计管理员在审计记录的“核验”页办理。")
    if last is None:
        yield warning("audit.verified", _("审计记录还没有核验过"), mend)
    elif not last.holds:
        mend = _("请保留现场和备份，不要修改数据库，并立即向单位负责人报告。")
        yield failure("audit.verified", _("审计记录有%(count)s处与封存时不符") % {"count": last.count}, mend)
    elif timezone.now() - last.at > WEEK:
        day = timezone.localtime(last.at).strftime("%Y-%m-%d")
        yield warning("audit.verified", _("审计记录从%(day)s起没有再核验") % {"day": day}, mend)
    else:
        yield ok("audit.verified", _("审计记录核验通过（%(count)s条）") % {"count": f"{last.entries:,}"})
    waiting = Entry.objects.filter(seal=None, at__lt=timezone.now() - UNSEALED).count()
    if waiting:
        mend = _("请检查例行事务是否在运行，或运行 keqiao audit seal。")
        yield warning("audit.sealed", _("有%(count)s条审计记录早该封存，还没有封存") % {"count": waiting}, mend)
    if Entry.objects.exclude(seal=None).exists() and not checkpoint_path().exists():
        mend = _("请从备份恢复这个文件。没有它，看不出审计记录的末尾是否被截断。")
        yield failure("audit.checkpoint", _("找不到检查点文件 audit-checkpoint.json"), mend)


def check_administrators() -> Iterator[Finding]:
    """Whether there are three administrators, and that they are three people."""
    held: dict[str, set[int]] = defaultdict(set)
    grants = Grant.objects.filter(holds_on(today()), role__in=EXCLUSIVE, user__is_active=True)
    for code, user in grants.values_list("role", "user"):
        held[code].add(user)
    for role in ROLES.values():
        if role.code in EXCLUSIVE and not held[role.code]:
            mend = _("请用 keqiao users add 建立用户并授予这个角色，或由安全管理员在工作台授予。")
            said = _("没有人担任%(role)s") % {"role": _(role.zh)}
            yield failure(f"administrators.{role.code}", said, mend)
    every = [user for users in held.values() for user in users]
    if twice := {user for user in every if every.count(user) > 1}:
        names = "、".join(str(user) for user in User.objects.filter(pk__in=twice))
        mend = _("请收回多余的角色：系统管理员、安全管理员、审计管理员应由三人分别担任。")
        yield failure("administrators.three", _("一人兼任两种管理员：%(names)s") % {"names": names}, mend)
    elif all(held[code] for code in EXCLUSIVE):
        yield ok("administrators.three", _("三种管理员由不同的人担任"))


def check_passwords() -> Iterator[Finding]:
    """Whether anybody could come in with the password that everybody knows from the demo."""
    known = User.objects.filter(is_active=True, username__in=[one.username for one in DEMO_ACCOUNTS])
    weak = [user.username for user in known if user.check_password(DEMO_PASSWORD)]
    if not weak:
        yield ok("passwords.demo", _("没有账号使用演示密码"))
        return
    mend = _("请停用这些账号或更改密码：演示密码是公开的。")
    said = _("%(count)s个账号使用演示密码：%(names)s") % {"count": len(weak), "names": "、".join(sorted(weak))}
    yield unless_demo("passwords.demo", said, mend)


def check_backups() -> Iterator[Finding]:
    """Whether what is here would survive this machine."""
    mend = _("请运行 keqiao backup 文件名，把文件和 keys.json 分别存到别的机器上；最好每天自动运行。")
    try:
        last = json.loads((Path(settings.HOME) / NOTED).read_text())
        at = dt.datetime.fromisoformat(last["at"])
    except (OSError, ValueError, KeyError, TypeError):
        yield warning("backups.age", _("还没有做过备份"), mend)
        return
    told = {"at": timezone.localtime(at).strftime("%Y-%m-%d %H:%M"), "size": f"{last.get('size', 0) / 2**20:,.1f}"}
    if timezone.now() - at > WEEK:
        yield failure("backups.age", _("最近一次备份在%(at)s，已超过七天") % told, mend)
    else:
        yield ok("backups.age", _("最近一次备份在%(at)s，%(size)sMB") % told)
