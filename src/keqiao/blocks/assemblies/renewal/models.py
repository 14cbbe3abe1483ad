"""Bodies renewed in time and their papers; a society's rules, branches, documents and officials' posts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from keqiao.kernel.access.models import User
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.nouns.fields import DayField
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, BodyKind, Post, Role, Term
from keqiao.kernel.work.models import Case, Deadline


class UnitKind(models.TextChoices):
    """For whom an organisation sets how a term is changed."""

    SOCIETY = "society", _("学会及其他学术组织")
    ASSOCIATION = "association", _("科协")


class Timeline(Noun):
    """How a term is changed: how long before its end what is due, for units of a kind, from a day on.

    It holds for whoever sets it and those it leads, unless they set their own. ``source``: the clause it comes from.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="renewal_timelines")
    unit_kind = models.CharField("适用单位", max_length=12, choices=UnitKind)
    warn_months = models.PositiveSmallIntegerField("提前提醒（月）")
    plan_months = models.PositiveSmallIntegerField("制定方案（届满前月数）")
    request_months = models.PositiveSmallIntegerField("提出请示（大会前月数）")
    filing_days = models.PositiveSmallIntegerField("备案（会后工作日）")
    delay_months = models.PositiveSmallIntegerField("最长延期（月）")
    source = models.CharField("依据", max_length=200, blank=True)
    starts = models.DateField("起")
    ends = models.DateField("止", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "unit_kind", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "unit_kind"],
                condition=models.Q(ends__isnull=True),
                name="renewal_timeline_one_now",
            )
        ]

    def __str__(self) -> str:
        """For whom it is set."""
        return gettext(self.get_unit_kind_display())


class Renewal(Noun):
    """The change of a body's term, a case on somebody's books.

    On a unit's own books (``case.organisation`` is ``unit``) ``body`` and ``term`` are the registered ones. On the
    books of a higher association, which keeps only what it was told of a unit below, there are neither: ``held`` and
    ``number`` are the result as it was reported. ``congress_on``: the day the congress is called for.
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="renewal")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="renewals")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="renewals")
    body_kind = models.CharField("机构", max_length=30, choices=BodyKind)
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="renewals")
    term_ends = DayField("届满日期")
    congress_on = DayField("拟召开日期", null=True, blank=True)
    postponed_to = DayField("批准延期至", null=True, blank=True)
    held = DayField("召开日期", null=True, blank=True)
    number = models.PositiveSmallIntegerField("新一届届次", null=True, blank=True)
    former_legal = models.CharField("原法定代表人", max_length=80, blank=True)

    class Meta:
        ordering = ["term_ends", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["term"], condition=models.Q(term__isnull=False), name="renewal_once_a_term")
        ]

    def __str__(self) -> str:
        """The case's title."""
        return str(self.case)

    @property
    def organisation_id(self) -> int:
        """On whose books it is."""
        return self.case.organisation_id

    @property
    def outside(self) -> bool:
        """Whether it tells of a unit that keeps its own books."""
        return self.unit_id != self.case.organisation_id


class StageKind(models.TextChoices):
    """The stages of a change of term, in order."""

    PLAN = "plan", _("制定换届方案")
    REQUEST = "request", _("提出换届请示")
    CONGRESS = "congress", _("召开大会换届")
    FILING = "filing", _("报送备案")


class Stage(Noun):
    """A stage with its deadline; ``document``: what shows that it was met, the file number of a request."""

    renewal = models.ForeignKey(Renewal, models.CASCADE, related_name="stages")
    kind = models.CharField("环节", max_length=10, choices=StageKind)
    deadline = models.OneToOneField(Deadline, models.CASCADE, related_name="renewal_stage")
    document = models.CharField("文号或说明", max_length=160, blank=True)

    class Meta:
        ordering = ["renewal", "pk"]
        constraints = [models.UniqueConstraint(fields=["renewal", "kind"], name="renewal_stage_once")]

    def __str__(self) -> str:
        """What is due."""
        return gettext(self.get_kind_display())

    @property
    def organisation_id(self) -> int:
        """On whose books it is."""
        return self.renewal.organisation_id


class Decision(models.TextChoices):
    """What a second person said."""

    WAITING = "waiting", _("待批准")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("未批准")


class Postponement(Noun):
    """That a term be changed later, asked for with a reason and decided by a second person."""

    renewal = models.ForeignKey(Renewal, models.CASCADE, related_name="postponements")
    until = DayField("延期至")
    reason = models.TextField("理由")
    document = models.CharField("批准文件", max_length=160, blank=True)
    asked = models.DateField("申请日期")
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField("状态", max_length=10, choices=Decision, default=Decision.WAITING)
    decided = models.DateField("批准日期", null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField("意见", max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        """Until when."""
        return gettext("延期至%(day)s") % {"day": self.until}

    @property
    def organisation_id(self) -> int:
        """On whose books it is."""
        return self.renewal.organisation_id


class Way(models.TextChoices):
    """How a unit was reminded."""

    PHONE = "phone", _("电话")
    LETTER = "letter", _("发函")
    VISIT = "visit", _("上门")
    MEETING = "meeting", _("会议")
    NOTICE = "notice", _("工作通知")


class Reminder(Noun):
    """That a unit was reminded of its change of term (督促), and what it answered."""

    renewal = models.ForeignKey(Renewal, models.CASCADE, related_name="reminders")
    day = models.DateField("日期")
    way = models.CharField("方式", max_length=10, choices=Way)
    text = models.TextField("内容和答复", blank=True)

    class Meta:
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        """How."""
        return gettext(self.get_way_display())

    @property
    def organisation_id(self) -> int:
        """On whose books it is."""
        return self.renewal.organisation_id


class PaperKind(models.TextChoices):
    """The papers of a change of term."""

    REQUEST = "request", _("换届请示")
    CHARTER = "charter", _("章程修改说明")
    AUDIT = "audit", _("财务审计报告")
    OFFICERS = "officers", _("负责人备案表")
    BALLOT = "ballot", _("选举票")
    MINUTES = "minutes", _("会议纪要")
    LEGAL = "legal", _("法定代表人变更登记表")


class Paper(Noun):
    """A paper as it was signed and scanned; the latest of a kind is the one that counts, former ones stay."""

    renewal = models.ForeignKey(Renewal, models.CASCADE, related_name="papers")
    kind = models.CharField("材料", max_length=10, choices=PaperKind)
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    added = models.DateField("上传日期")

    class Meta:
        ordering = ["renewal", "kind", "-pk"]

    def __str__(self) -> str:
        """What it is."""
        return gettext(self.get_kind_display())

    @property
    def organisation_id(self) -> int:
        """On whose books it is."""
        return self.renewal.organisation_id


class CharterChange(Noun):
    """One article of the charter before and after; an empty side: the article is new, or goes."""

    renewal = models.ForeignKey(Renewal, models.CASCADE, related_name="charter_changes")
    article = models.CharField("条", max_length=40)
    before = models.TextField("修改前", blank=True)
    after = models.TextField("修改后", blank=True)
    reason = models.CharField("修改理由", max_length=400, blank=True)

    class Meta:
        ordering = ["renewal", "pk"]

    def __str__(self) -> str:
        """The article."""
        return self.article

    @property
    def organisation_id(self) -> int:
        """On whose books it is."""
        return self.renewal.organisation_id


class Officer(Noun):
    """Whom the papers name as to be elected, until the new term's own posts say it. ``legal``: who will represent."""

    personal: ClassVar[str] = "person_id"

    renewal = models.ForeignKey(Renewal, models.CASCADE, related_name="officers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="renewal_officers")
    role = models.CharField("拟任职务", max_length=30, choices=Role)
    part_time = models.BooleanField("兼职", default=False)
    legal = models.BooleanField("拟任法定代表人", default=False)

    class Meta:
        ordering = ["renewal", "pk"]
        constraints = [models.UniqueConstraint(fields=["renewal", "person", "role"], name="renewal_officer_once")]

    def __str__(self) -> str:
        """Person and role."""
        return gettext("%(person)s（%(role)s）") % {"person": self.person, "role": gettext(self.get_role_display())}

    @property
    def organisation_id(self) -> int:
        """On whose books it is."""
        return self.renewal.organisation_id


class CheckCode(models.TextChoices):
    """What is looked at in a society's governance."""

    ORGANS_COMPLETE = "organs_complete", _("组织机构健全")
    DIRECTOR_SUPERVISOR = "director_supervisor", _("理事不兼任监事")
    SECRETARY_SUPERVISOR = "secretary_supervisor", _("秘书长不兼任监事")
    STAFF_SUPERVISOR = "staff_supervisor", _("秘书处人员不兼任监事")
    CHAIR_SECRETARY = "chair_secretary", _("理事长不兼任秘书长")
    STANDING_SHARE = "standing_share", _("常务理事会规模")
    COUNCIL_SHARE = "council_share", _("理事会规模（按会员代表）")
    COUNCIL_MOST = "council_most", _("理事会规模（按会员人数）")
    CHAIR_TERMS = "chair_terms", _("理事长连任")
    OFFICER_AGE = "officer_age", _("负责人年龄")
    SECRETARY_CHOSEN = "secretary_chosen", _("秘书长职业化")
    WORKING_OFFICE = "working_office", _("秘书处实体化")
    OFFICIALS_APPROVED = "officials_approved", _("领导干部兼职审批")
    OFFICIAL_POSTS = "official_posts", _("领导干部兼职数量")
    BRANCHES_MOST = "branches_most", _("分支机构数量")
    BRANCHES_YOUTH = "branches_youth", _("青年工作委员会数量")
    BRANCHES_DESCRIBED = "branches_described", _("分支机构备案")
    BRANCH_RENEWED = "branch_renewed", _("分支机构更新")
    BRANCH_UNDER_50 = "branch_under_50", _("分支机构年轻委员")
    BRANCH_AGE = "branch_age", _("分支机构年龄上限")
    BRANCH_TUTOR_AGE = "branch_tutor_age", _("分支机构博士生导师年龄上限")


class GovernanceRule(Noun):
    """What an organisation asks of its own governance and of those it leads, by a check's code, from a day on.

    ``value`` is written as the check reads it; ``applies`` False: it isn't looked at. ``source``: the clause.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="governance_rules")
    code = models.CharField("事项", max_length=40, choices=CheckCode)
    value = models.CharField("标准", max_length=80, blank=True)
    applies = models.BooleanField("适用", default=True)
    source = models.CharField("依据", max_length=200, blank=True)
    starts = models.DateField("起")
    ends = models.DateField("止", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "code", "starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code"], condition=models.Q(ends__isnull=True), name="governance_rule_one_now"
            )
        ]

    def __str__(self) -> str:
        """What is looked at."""
        return gettext(self.get_code_display())


class Explanation(Noun):
    """Why something that a check finds stands as it is, and who approved that; it holds until it is withdrawn."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="governance_explanations")
    code = models.CharField("事项", max_length=40, choices=CheckCode)
    text = models.TextField("说明")
    written = models.DateField("日期")
    written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField("状态", max_length=10, choices=Decision, default=Decision.WAITING)
    decided = models.DateField("批准日期", null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField("意见", max_length=200, blank=True)
    ends = models.DateField("止", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        """The beginning of the text."""
        return self.text[:40]


class CheckResult(Noun):
    """What one check found at an organisation on a day that somebody kept; None: it can't be told."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="governance_results")
    code = models.CharField("事项", max_length=40, choices=CheckCode)
    day = DayField("体检日期")
    meets = models.BooleanField("符合", null=True, blank=True)
    explained = models.BooleanField("已说明", default=False)

    class Meta:
        ordering = ["organisation", "-day", "code"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code", "day"], name="governance_result_once")]

    def __str__(self) -> str:
        """What is looked at."""
        return gettext(self.get_code_display())


class BranchKind(models.TextChoices):
    """Types of branches of a society."""

    PROFESSIONAL = "professional", _("专业委员会")
    WORKING = "working", _("工作委员会")
    YOUTH = "youth", _("青年工作委员会")
    CHAPTER = "chapter", _("分会")
    OFFICE = "office", _("代表机构")


class Branch(Noun):
    """What a body is as a branch of a society (分支机构): its type, remit and where that was decided."""

    body = models.OneToOneField(Body, models.CASCADE, related_name="as_branch")
    kind = models.CharField("类型", max_length=20, choices=BranchKind)
    remit = models.CharField("业务范围", max_length=400)
    document = models.CharField("设立文件", max_length=160, blank=True)
    starts = DayField("设立日期", null=True, blank=True)

    class Meta:
        ordering = ["body"]
        verbose_name_plural = "branches"

    def __str__(self) -> str:
        """The body's name."""
        return str(self.body)

    @property
    def organisation_id(self) -> int:
        """Whose branch it is."""
        return self.body.organisation_id


class RuleKind(models.TextChoices):
    """The documents by which a society governs itself."""

    CHARTER = "charter", _("章程")
    MEETING_RULES = "meeting_rules", _("会议制度")
    OFFICE_RULES = "office_rules", _("办事机构管理制度")
    DECISION = "decision", _("决策制度")
    OPERATION = "operation", _("运营制度")
    EVALUATION = "evaluation", _("评价制度")
    PAY = "pay", _("薪酬制度")
    ASSESSMENT = "assessment", _("考核制度")
    OVERSIGHT = "oversight", _("监管制度")


class RuleDocument(Noun):
    """A version of a rule document: in force from a day until the next of its kind. ``number``: approval or filing."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="rule_documents")
    kind = models.CharField("类别", max_length=20, choices=RuleKind)
    title = models.CharField("名称", max_length=160)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_by = models.CharField("通过的会议", max_length=120, blank=True)
    number = models.CharField("核准或备案文号", max_length=120, blank=True)
    approved = DayField("核准或备案日期", null=True, blank=True)
    starts = DayField("施行日期")
    ends = DayField("停止施行", null=True, blank=True)

    class Meta:
        ordering = ["organisation", "kind", "-starts"]
        indexes = [models.Index(fields=["organisation", "kind"], name="rule_document_kind")]

    def __str__(self) -> str:
        """The title."""
        return self.title


class PostApproval(Noun):
    """That a leading official's post in a society was approved: by whom, by which document, for which duties."""

    personal: ClassVar[str] = "person_id"

    person = models.ForeignKey(Person, models.PROTECT, related_name="post_approvals")
    post = models.ForeignKey(Post, models.CASCADE, related_name="approvals")
    document = models.CharField("批准文件", max_length=160)
    approved_by = models.CharField("批准单位", max_length=120, blank=True)
    duties = models.CharField("职责", max_length=200, blank=True)
    starts = DayField("批准日期")
    ends = DayField("有效期至", null=True, blank=True)

    class Meta:
        ordering = ["post", "-starts", "pk"]

    def __str__(self) -> str:
        """The document."""
        return self.document

    @property
    def organisation_id(self) -> int:
        """Whose post it is."""
        return self.post.term.body.organisation_id
