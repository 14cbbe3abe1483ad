"""The accounts of a demo: who may log in there, with which role, and what that lets them do."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_noop as _

DEMO_PASSWORD = "keqiao-demo-2026"


class DemoAccount(NamedTuple):
    """An account, its one role, and in Chinese what it may do; pages translate that.

    Without a role it is a person of the organisation: one who sits in its congress.
    """

    username: str
    display_name: str
    role: str
    organisation: str
    subtree: bool
    may: str


DEMO_ACCOUNTS = (
    DemoAccount(
        "clerk",
        _("市科协经办人"),
        "clerk",
        "450200",
        True,
        _("管理柳州市科协及下级的人员、组织和各类记录，导入名册，上报数据"),
    ),
    DemoAccount(
        "leader",
        _("市科协分管领导"),
        "leader",
        "450200",
        True,
        _("查看柳州市科协及下级的指标和名单，认定上报的数据和材料"),
    ),
    DemoAccount(
        "registrar",
        _("市科协登记员"),
        "registrar",
        "450200",
        True,
        _("登记柳州市科协及下级的人员，核对证件，写明事由后可以查看证件号码"),
    ),
    DemoAccount(
        "reader", _("市科协查阅人"), "reader", "450200", False, _("查看柳州市科协的指标和记录，看不到个人名单")
    ),
    DemoAccount(
        "county",
        _("鹿寨县科协经办人"),
        "clerk",
        "450223",
        False,
        _("只管理鹿寨县科协的人员和记录，看不到其他单位的名单"),
    ),
    DemoAccount(
        "hnclerk",
        _("湖南省科协经办人"),
        "clerk",
        "430000",
        True,
        _("管理湖南省科协及下级的人员、组织和各类记录，上报数据和指标"),
    ),
    DemoAccount(
        "hnleader",
        _("湖南省科协分管领导"),
        "leader",
        "430000",
        True,
        _("查看湖南省科协及下级的指标和名单，认定上报的数据和材料，确认报送的指标"),
    ),
    DemoAccount(
        "csclerk",
        _("长沙市科协经办人"),
        "clerk",
        "430100",
        True,
        _("管理长沙市科协及下级的人员、组织和各类记录，向省科协报送指标"),
    ),
    DemoAccount(
        "csleader",
        _("长沙市科协分管领导"),
        "leader",
        "430100",
        True,
        _("查看长沙市科协及下级的指标和名单，确认报送的指标"),
    ),
    DemoAccount(
        "nclerk",
        _("中国科协经办人"),
        "clerk",
        "000000",
        False,
        _("管理中国科协本级的人员和记录，查看各地报送的指标"),
    ),
    DemoAccount("delegate", _("柳州市科协代表"), "", "450200", False, _("以代表本人的身份登录，没有工作台权限")),
    DemoAccount(
        "privacy",
        _("个人信息保护负责人"),
        "privacy_officer",
        "450200",
        True,
        _("登记处理个人信息的目的，发布告知书，批准到期删除，看不到个人名单"),
    ),
    DemoAccount("sysadmin", _("系统管理员"), "system_admin", "450200", True, _("管理系统设置和行政区划，不看业务记录")),
    DemoAccount("secadmin", _("安全管理员"), "security_admin", "450200", True, _("建立用户、授予和收回权限")),
    DemoAccount("auditadmin", _("审计管理员"), "audit_admin", "450200", True, _("查看和核验审计记录")),
)
