"""The context of the gallery page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator

from keqiao.look.parts import Chip, Choice, Step

from . import figures, forms, people

TRAIL = (
    {"label": "广西壮族自治区科协", "url": "#"},
    {"label": "柳州市科协", "url": "#"},
    {"label": "组件", "url": ""},
)
STEPS = (
    Step("成立换届筹备领导小组", "done", "2026年3月6日", "会长办公会议决定，7人"),
    Step("审计上一届财务", "done", "2026年5月20日", "柳州天正会计师事务所出具报告"),
    Step("提名理事候选人", "late", "应于2026年9月1日", "秘书处正在办理：还缺3个单位的推荐表", url="#"),
    Step("报市科协审核", "coming", "2026年9月15日前", "换届前60天"),
    Step("召开会员代表大会", "coming", "2026年11月14日"),
)
IMPORT_STEPS = (
    Step("选择文件", "done"),
    Step("核对栏目", "done"),
    Step("修改有误的单元格", "current"),
    Step("确认导入", "coming"),
)
FACTS = (
    ("单位全称", "柳州市机械工程学会"),
    ("业务主管单位", "柳州市科学技术协会"),
    ("统一社会信用代码", "51450200MJ0000000X"),
    ("本届任期", "2021年11月14日—2026年11月13日"),
    ("法定代表人", ""),
)
ROWS = (
    ("融水苗族自治县融水镇科学技术协会第三次代表大会筹备委员会", "2026年11月22日", "met", "63.3%", "57/90"),
    ("柳城县", "2026年10月18日", "at_risk", "55.6%", "40/72"),
    ("鹿寨县", "2026年9月30日", "no_data", "—", ""),
)
CARDS = (
    ("我能申报什么", "写上出生年份、专业和单位，列出您可以申报的项目和截止日期。", "3项正在受理"),
    ("我能加入哪里", "按专业和所在地找学会、企业科协和科技小院。", "不用登录"),
    ("提建议说诉求", "直接交给柳州市科协，5个工作日内答复。", "已答复 128 件"),
)


def context(query: Mapping[str, str]) -> dict[str, Any]:
    """Everything the gallery shows; ``mark`` chooses a requirement, ``page`` a page."""
    return {
        "figures": figures.FIGURES,
        "tree": figures.TREE,
        "tally": figures.TALLY,
        "charts": (figures.HISTORY, figures.STATIONS),
        "trail": TRAIL,
        "persons": people.chart(query),
        "choices": people.choices(query),
        "form": forms.bound(),
        "steps": STEPS,
        "import_steps": IMPORT_STEPS,
        "facts": FACTS,
        "rows": ROWS,
        "cards": CARDS,
        "tabs": (Choice("指标", "#figures", True, 93), Choice("项目", "#", count=12), Choice("文件", "#")),
        "chips": (Chip("2026年", "?"), Chip("柳州市", "?"), Chip("未达标", "?")),
        "page": Paginator(range(1165), 20).get_page(query.get("page", "7")),
    }
