"""What is recorded about the handling of personal information."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel.access.models import User
from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person


class KeyRotation(Noun):
    """One rotation of keys: who began it, which versions are new, how far it is.

    ``left``: what couldn't be sealed anew.
    """

    actor = models.CharField("发起人", max_length=40)
    versions = models.CharField("新密钥的版本", max_length=80, blank=True)
    algorithm = models.CharField("密封算法", max_length=20)
    began = models.DateTimeField("开始时间", auto_now_add=True)
    finished = models.DateTimeField("完成时间", null=True, blank=True)
    done = models.PositiveBigIntegerField("重新密封的数量", default=0)
    left = models.PositiveBigIntegerField("未能重新密封的数量", default=0)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        """Its number."""
        return f"rotation {self.pk}"


class Basis(models.TextChoices):
    """On what the handling of personal information rests in law (PIPL, article 13)."""

    CONSENT = "consent", _("取得个人同意")
    CONTRACT = "contract", _("订立、履行合同或人力资源管理所必需")
    DUTY = "duty", _("履行法定职责或法定义务所必需")
    EMERGENCY = "emergency", _("应对突发事件或紧急情况所必需")
    PUBLIC_INTEREST = "public_interest", _("为公共利益的新闻报道、舆论监督")
    PUBLISHED = "published", _("个人自行公开或已合法公开")
    LAW = "law", _("法律、行政法规规定的其他情形")


class PurposeKind(models.TextChoices):
    """What a purpose does with the data. All but the first need a consent of their own."""

    GENERAL = "general", _("一般处理")
    PUBLICATION = "publication", _("向社会公开")
    PASSING_ON = "passing_on", _("向其他单位提供")
    SENSITIVE = "sensitive", _("处理敏感个人信息")


class DataClass(models.TextChoices):
    """Classes of personal data, as notices name them."""

    NAME = "name", _("姓名、单位和职务")
    PARTICULARS = "particulars", _("性别、出生年月、民族")
    POLITICAL = "political", _("政治面貌")
    TITLES = "titles", _("职称、学历学位")
    CONTACT = "contact", _("联系方式")
    DUTIES = "duties", _("任职、会籍和履职")
    ACTIVITY = "activity", _("参加的活动")
    ACCOUNT = "account", _("账号和登录记录")
    IDENTITY = "identity", _("证件号码")
    BANK = "bank", _("银行账户")
    HEALTH = "health", _("健康信息")
    WHEREABOUTS = "whereabouts", _("行踪轨迹")
    MINORS = "minors", _("不满十四周岁未成年人的信息")


SENSITIVE = frozenset({DataClass.IDENTITY, DataClass.BANK, DataClass.HEALTH, DataClass.WHEREABOUTS, DataClass.MINORS})


class Purpose(Noun):
    """Why an organisation handles personal data: which, on what basis, by whom. Holds for what it leads as well."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="purposes")
    code = models.CharField("代码", max_length=40)
    name = models.CharField("处理目的", max_length=80)
    kind = models.CharField("处理方式", max_length=12, choices=PurposeKind, default=PurposeKind.GENERAL)
    basis = models.CharField("合法性基础", max_length=20, choices=Basis)
    data = models.CharField("个人信息种类", max_length=200)  # codes of DataClass, separated by blanks
    why = models.TextField("为什么需要")
    who = models.CharField("谁使用", max_length=200)
    recipient = models.CharField("接收方", max_length=200, blank=True)
    keeps = models.CharField("保存期限", max_length=120)
    ends = DayField("停止日期", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "code"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="purpose_once")]

    def __str__(self) -> str:
        """The name."""
        return self.name

    def data_classes(self) -> list[DataClass]:
        """Which data it takes."""
        codes = self.data.split()
        return [one for one in DataClass if one.value in codes]

    def needs_consent(self) -> bool:
        """Whether nothing but the person's own consent allows it."""
        return self.basis == Basis.CONSENT or self.kind != PurposeKind.GENERAL


class Notice(Noun):
    """What people are told about a purpose, one version after another. Published once, never changed.

    ``renews``: so much changed that everybody is asked again.
    """

    purpose = models.ForeignKey(Purpose, models.PROTECT, related_name="notices")
    number = models.PositiveSmallIntegerField("版本")
    text = models.TextField("告知内容")
    changes = models.CharField("与上一版的不同", max_length=300, blank=True)
    renews = models.BooleanField("须重新取得同意", default=False)
    published = DayField("发布日期")

    class Meta:
        ordering = ["purpose", "-number"]
        constraints = [models.UniqueConstraint(fields=["purpose", "number"], name="notice_number")]

    def __str__(self) -> str:
        """Purpose and version."""
        return gettext("%(purpose)s告知书第%(number)s版") % {"purpose": self.purpose, "number": self.number}


class Channel(models.TextChoices):
    """By which way a person's will arrived."""

    WEB = "web", _("本人在网上办理")
    PAPER = "paper", _("纸质签名")
    PHONE = "phone", _("电话，经核对身份")
    ONSITE = "onsite", _("当面办理")


class Consent(Noun):
    """A person's consent to a purpose under one version of its notice, until it is withdrawn."""

    personal: ClassVar[str] = "person_id"

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.ForeignKey(Purpose, models.PROTECT, related_name="consents", verbose_name="处理目的")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="consents", verbose_name="所读的告知书")
    given = models.DateTimeField("同意时间")
    channel = models.CharField("同意方式", max_length=10, choices=Channel)
    evidence = models.CharField("凭据", max_length=200, blank=True)
    withdrawn = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_by = models.CharField("撤回方式", max_length=10, choices=Channel, blank=True)

    class Meta:
        ordering = ["person", "purpose", "-given"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=models.Q(withdrawn__isnull=True), name="consent_one_open"
            )
        ]

    def __str__(self) -> str:
        """What was consented to."""
        return str(self.notice)


class RequestKind(models.TextChoices):
    """What a person may ask of whoever keeps the record (PIPL, articles 44 to 48)."""

    CORRECT = "correct", _("更正或补充")
    DELETE = "delete", _("删除")
    LIMIT = "limit", _("限制或拒绝处理")
    EXPLAIN = "explain", _("解释说明")


class Outcome(models.TextChoices):
    """What became of a request."""

    GRANTED = "granted", _("已照办")
    PARTLY = "partly", _("部分照办")
    REFUSED = "refused", _("未照办")
    WITHDRAWN = "withdrawn", _("本人撤回")


class DataRequest(Noun):
    """What a person asks about the own data, and what the keeper answered. ``due``: 15 working days."""

    personal: ClassVar[str] = "person_id"

    person = models.ForeignKey(Person, models.CASCADE, related_name="data_requests")
    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="data_requests", verbose_name="受理单位")
    kind = models.CharField("请求", max_length=10, choices=RequestKind)
    about = models.CharField("涉及的内容", max_length=200, blank=True)
    wish = models.TextField("具体要求", blank=True)
    channel = models.CharField("提出方式", max_length=10, choices=Channel, default=Channel.WEB)
    made = models.DateTimeField("提出时间")
    due = DayField("答复期限")
    outcome = models.CharField("结果", max_length=10, choices=Outcome, blank=True)
    answer = models.TextField("答复", blank=True)
    answered = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="答复人"
    )

    class Meta:
        ordering = ["due", "pk"]
        indexes = [models.Index(fields=["keeper", "outcome", "due"], name="request_open")]

    def __str__(self) -> str:
        """Who asks for what."""
        told = {"person": self.person, "kind": gettext(self.get_kind_display())}
        return gettext("%(person)s：%(kind)s") % told


class Deletion(Noun):
    """That a person was taken out of the records. Says nothing about them but the random id of the record."""

    person = models.UUIDField(unique=True)
    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="deletions")
    at = models.DateTimeField("删除时间")
    stays = models.TextField("保留的内容和理由")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        """The id."""
        return str(self.person)


class Retained(models.TextChoices):
    """Classes of data that are deleted when their time is over. The last two run by themselves."""

    STAGING = "staging", _("导入的名册原文")
    UNVERIFIED = "unverified", _("一直没有验证的手机号和邮箱")
    CONSENTS = "consents", _("已撤回的同意记录")
    REQUESTS = "requests", _("已办结的个人信息请求")
    CODES = "codes", _("登录验证码")
    EVENTS = "events", _("已送达的系统通知")


class RetentionPeriod(Noun):
    """How many days an organisation, and all it leads, keeps a class of data, from one day to another."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="retention_periods")
    kept = models.CharField("数据类别", max_length=12, choices=Retained)
    days = models.PositiveIntegerField("保存天数")
    why = models.CharField("依据", max_length=300)
    starts = DayField("起")
    ends = DayField("止", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "kept", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kept"], condition=models.Q(ends__isnull=True), name="retention_one_open"
            )
        ]

    def __str__(self) -> str:
        """Class and days."""
        return gettext("%(kept)s：%(days)s天") % {"kept": gettext(self.get_kept_display()), "days": self.days}


class Stage(models.TextChoices):
    """How far a run is."""

    PREPARED = "prepared", _("待批准")
    APPROVED = "approved", _("已批准，等待执行")
    DONE = "done", _("已执行")


class RetentionRun(Noun):
    """What would be deleted, was approved and was deleted. ``organisation`` is None for what runs by itself.

    It deletes what was over when it was ``prepared``: what the officer saw, and nothing that came since.
    ``found`` and ``deleted`` hold counts by class as ``staging=3 consents=1``.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="retention_runs", verbose_name="单位"
    )
    prepared = models.DateTimeField("拟定时间")
    stage = models.CharField("状态", max_length=10, choices=Stage, default=Stage.PREPARED)
    found = models.CharField("拟删除", max_length=300)
    approved_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    approved = models.DateTimeField("批准时间", null=True, blank=True)
    finished = models.DateTimeField("执行时间", null=True, blank=True)
    deleted = models.CharField("已删除", max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        """When it was prepared."""
        return gettext("%(day)s的到期删除") % {"day": f"{self.prepared:%Y-%m-%d}"}


class Level(models.TextChoices):
    """How grave something is."""

    LOW = "low", _("较低")
    MEDIUM = "medium", _("中等")
    HIGH = "high", _("较高")


class Assessment(Noun):
    """An assessment of what a purpose may do to people (PIPL, articles 55 and 56). Nothing deletes it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assessments")
    purpose = models.ForeignKey(Purpose, models.PROTECT, related_name="assessments", verbose_name="处理目的")
    necessity = models.TextField("目的、方式是否合法、正当、必要")
    risks = models.TextField("对个人的影响和安全风险")
    level = models.CharField("风险程度", max_length=6, choices=Level)
    measures = models.TextField("保护措施")
    author = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    made = models.DateTimeField("评估时间")
    approver = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    approved = models.DateTimeField("批准时间", null=True, blank=True)
    valid_until = DayField("有效期至", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        """What was assessed."""
        return gettext("%(purpose)s影响评估") % {"purpose": self.purpose}


class Incident(Noun):
    """A leak, loss or alteration of personal data, and what is known of it (PIPL, article 57)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="incidents")
    title = models.CharField("事件", max_length=120)
    found = models.DateTimeField("发现时间")
    data = models.CharField("涉及的个人信息种类", max_length=300)
    people = models.PositiveIntegerField("涉及人数", null=True, blank=True)
    cause = models.TextField("原因")
    harm = models.TextField("可能造成的危害")
    measures = models.TextField("已采取的措施")
    advice = models.TextField("个人可以采取的减轻危害的措施")
    contact = models.CharField("联系方式", max_length=200)
    level = models.CharField("危害程度", max_length=6, choices=Level)
    closed = models.DateTimeField("结案时间", null=True, blank=True)

    class Meta:
        ordering = ["-found"]

    def __str__(self) -> str:
        """The title."""
        return self.title


class StepKind(models.TextChoices):
    """What has to be done about an incident, in order."""

    STOP = "stop", _("切断泄露、保全证据")
    ASSESS = "assess", _("查清范围和危害")
    REGULATOR = "regulator", _("报告网信部门和上级科协")
    PEOPLE = "people", _("通知本人")
    REVIEW = "review", _("整改和总结")


class IncidentStep(Noun):
    """One step about an incident: until when, and how it was done."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="steps")
    kind = models.CharField("步骤", max_length=10, choices=StepKind)
    due = models.DateTimeField("时限")
    done = models.DateTimeField("完成时间", null=True, blank=True)
    note = models.TextField("办理情况", blank=True)

    class Meta:
        ordering = ["incident", "due"]
        constraints = [models.UniqueConstraint(fields=["incident", "kind"], name="incident_step_once")]

    def __str__(self) -> str:
        """The step."""
        return gettext(self.get_kind_display())
