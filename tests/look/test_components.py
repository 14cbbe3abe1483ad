"""Components say what they are given, in markup that needs no inline style or script."""

from __future__ import annotations

import re
from fractions import Fraction
from html import unescape

import pytest
from django import forms
from django.core.paginator import Paginator
from django.test import Client
from pytest_django.fixtures import Settings

from keqiao.look.charts import Chart, Series
from keqiao.look.figures import Figure
from keqiao.look.parts import Chip, Choice, Step
from keqiao.look.persons import Person, PersonChart, PersonClass, PersonGroup
from keqiao.look.statuses import STATUSES
from keqiao.look.trees import TreeNode
from look.conftest import Draw

UNSAFE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)


def words(html: str) -> str:
    """What a reader is told: the text without tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


@pytest.mark.parametrize("query", ["", "?mark=young&page=2"])
def test_no_component_needs_inline_style_or_script(client: Client, settings: Settings, query: str) -> None:
    settings.DEMO = True
    found = UNSAFE.findall(client.get(f"/look/{query}").content.decode())
    assert found == []


def test_every_component_is_in_the_gallery(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    page = client.get("/look/").content.decode()
    for css in ("figure", "figure-line", "persons-wide", "chart-box", "steps", "facts", "progress", "pager", "chips"):
        assert f'class="{css}' in page, css


@pytest.mark.parametrize("code", STATUSES)
def test_a_state_is_a_shape_hidden_from_readers_and_a_word(draw: Draw, code: str) -> None:
    html = draw('<c-status status="{{ code }}" />', code=code)
    assert words(html) == STATUSES[code].word
    assert f"shape-{code}" in html
    assert 'aria-hidden="true"' in html


def test_a_figure_says_value_count_state_demand_and_proof(draw: Draw) -> None:
    figure = Figure(
        "基层一线<b>比例</b>",
        "at_risk",
        value=Fraction(1, 2),
        yes=5,
        total=10,
        target=Fraction(7, 10),
        target_text="70%以上",
        clause="第二部分第1条",
        force="must",
        due_text="2026年换届",
    )
    html = draw('<c-figure :figure="figure" />', figure=figure)
    told = words(html)
    for part in ("50.0%", "5/10", "进度滞后", "要求70%以上", "第二部分第1条", "必须", "2026年换届", "依据记录自动计算"):
        assert part in told
    assert "<b>" not in html
    assert "<details" not in html


def test_a_figure_opens_by_script_and_has_a_link_without(draw: Draw) -> None:
    html = draw('<c-figure :figure="figure" />', figure=Figure("比例", "met", more_url="/more/", url="/figure/"))
    assert 'hx-get="/more/"' in html
    assert 'href="/figure/"' in html


def test_a_missed_task_reads_as_overdue(draw: Draw) -> None:
    figure = Figure("馆", "missed", task=True, final=True)
    assert "逾期未完成" in words(draw('<c-figure :figure="figure" />', figure=figure))
    assert "逾期未完成" in words(draw('<c-figure.compact :figure="figure" />', figure=figure))


def test_a_chart_has_its_table_open_until_a_script_has_drawn_it(draw: Draw) -> None:
    chart = Chart("变化", ("2026年",), (Series("女性", (Fraction(1, 4),)),), unit="percent")
    html = draw('<c-chart :chart="chart" />', chart=chart)
    assert re.search(r"<details[^>]* open", html)
    assert "25.0%" in words(html)
    assert 'aria-label="变化：女性2026年为25.0%"' in html


def persons(state: str = "", label: str = "") -> PersonChart:
    group = PersonGroup("柳城县代表团", [Person("rural", label, state, "/people/1/" if label else "")])
    return PersonChart("代表", [PersonClass("rural", "农", "农村")], [group], "45周岁以下" if state else "")


def test_dots_are_one_image_with_the_summary_as_its_name(draw: Draw) -> None:
    html = draw('<c-persons :chart="chart" />', chart=persons("unknown"))
    name = "代表共1人，农村1人。45周岁以下：计入0人，不计入0人，待核实1人"
    # One picture, drawn for a wide and for a narrow page; the style sheet shows one of them.
    assert html.count(f'role="img" aria-label="{name}"') == 2
    assert "dot-unknown" in html


def test_the_name_table_is_the_keyboards_way(draw: Draw) -> None:
    html = draw('<c-persons.names :chart="chart" />', chart=persons("counts", "韦晓"))
    assert '<a href="/people/1/">韦晓</a>' in html
    assert 'tabindex="0"' in html
    assert "计入" in words(html)


def test_without_names_the_table_counts(draw: Draw) -> None:
    told = words(draw('<c-persons.names :chart="chart" group_word="代表团" />', chart=persons("not")))
    assert "代表团 人数 计入 不计入 待核实 柳城县代表团 1 0 1 0" in told


def test_steps_tell_state_date_and_who_has_it(draw: Draw) -> None:
    steps = [Step("审计", "done", "2026年5月20日"), Step("提名", "late", note="秘书处正在办理"), Step("大会")]
    html = draw('<c-steps label="换届" :steps="steps" />', steps=steps)
    assert "审计 （已完成） 2026年5月20日" in words(html)
    assert html.count('aria-current="step"') == 1
    assert "秘书处正在办理" in html


def test_a_chip_takes_its_filter_away(draw: Draw) -> None:
    html = draw('<c-chips :chips="chips" clear="?" count="共3条" />', chips=[Chip("柳州市", "?year=2026")])
    assert 'href="?year=2026"' in html
    assert words(html) == "去掉条件 柳州市 全部清除 共3条"


def test_without_filters_and_count_there_are_no_chips(draw: Draw) -> None:
    assert draw('<c-chips :chips="chips" />', chips=[]).strip() == ""


def test_choices_and_tabs_say_which_is_current(draw: Draw) -> None:
    choices = [Choice("指标", "?a", current=True, count=0), Choice("文件", "?b")]
    for component in ("choices :choices", "tabs :tabs"):
        html = draw(f'<c-{component}="choices" label="看" />', choices=choices)
        assert html.count("aria-current") == 1
        assert words(html) == "指标 0 文件"


def test_a_pager_keeps_the_rest_of_the_address(draw: Draw) -> None:
    page = Paginator(range(50), 10).page(2)
    html = draw('<c-pager :page="page" noun="人" />', page=page, address="/?q=%E9%9F%A6&page=2")
    assert "第2页，共5页 · 共50人" in words(html)
    assert 'href="?q=%E9%9F%A6&amp;page=3" rel="next"' in html


def test_a_single_page_needs_no_pager(draw: Draw) -> None:
    assert draw('<c-pager :page="page" />', page=Paginator(range(3), 10).page(1)).strip() == ""


def test_facts_say_what_is_not_filled_in(draw: Draw) -> None:
    html = draw('<c-facts :rows="rows" />', rows=[("全称", "柳州市科协"), ("法定代表人", "")])
    assert words(html) == "全称 柳州市科协 法定代表人 未填"


def test_an_empty_place_offers_the_first_step(draw: Draw) -> None:
    html = draw('<c-empty title="还没有名单" href="/import/" action="导入名册">这里放代表。</c-empty>')
    assert words(html) == "还没有名单 这里放代表。 导入名册"
    assert 'href="/import/"' in html


def test_an_error_is_spoken_at_once_and_other_notices_when_there_is_time(draw: Draw) -> None:
    assert 'role="alert"' in draw('<c-notice kind="error">没有导入</c-notice>')
    assert 'role="status"' in draw('<c-notice kind="done">已导入</c-notice>')


def test_progress_says_how_far_it_is_and_asks_again(draw: Draw) -> None:
    html = draw('<c-progress label="导入" done="5" total="9" url="/job/" cancel="/job/stop/" text="第5行" />')
    assert '<progress aria-label="导入" value="5" max="9">' in html
    assert 'hx-get="/job/"' in html
    assert words(html) == "导入 5/9 第5行 停止这项工作 刷新进度"


def test_progress_without_an_end_has_no_value(draw: Draw) -> None:
    html = draw('<c-progress label="导入" />')
    assert '<progress aria-label="导入">' in html
    assert "hx-get" not in html


def test_a_button_with_an_address_is_a_link(draw: Draw) -> None:
    assert draw('<c-button href="/x/">看</c-button>').strip().startswith("<a ")
    assert 'type="button"' in draw('<c-button type="button" name="a">看</c-button>')


def test_a_tree_marks_the_current_line(draw: Draw) -> None:
    nodes = [TreeNode("第二部分", url="#2", children=[TreeNode("第1条", url="#2.1", current=True, count=5)])]
    html = draw('<c-tree label="条目" :nodes="nodes" />', nodes=nodes)
    assert re.search(r'href="#2\.1" aria-current="true"', html)
    assert "第1条" in words(html)


def test_a_table_is_named_and_can_be_scrolled_by_keyboard(draw: Draw) -> None:
    html = draw('<c-table caption="代表名单" kept><tr><td>韦晓</td></tr></c-table>')
    assert 'role="region" tabindex="0" aria-label="代表名单"' in html
    assert "table-kept" in html


def test_a_trail_ends_where_the_reader_is(draw: Draw) -> None:
    trail = [{"label": "柳州市科协", "url": "/o/"}, {"label": "代表大会", "url": "/here/"}]
    html = draw('<c-breadcrumb :trail="trail" />', trail=trail)
    assert 'href="/o/"' in html
    assert "/here/" not in html
    assert 'aria-current="page">代表大会' in html


class DelegateForm(forms.Form):
    name = forms.CharField(label="姓名", help_text="与身份证一致。")
    sex = forms.ChoiceField(label="性别", choices=[("f", "女"), ("m", "男")], widget=forms.RadioSelect)
    official = forms.BooleanField(label="担任领导职务", required=False, help_text="不计入一线。")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        raise forms.ValidationError("名单已经报送，不能再改。")


FORM = (
    '<c-form.errors :form="form" />{% for field in form %}<c-form.field :field="field" />{% endfor %}'
    '<c-form.actions note="报送后不能再改。"><c-button kind="primary">保存</c-button></c-form.actions>'
)


def test_a_field_ties_label_hint_and_control(draw: Draw) -> None:
    html = draw(FORM, form=DelegateForm())
    assert '<label class="field-label" for="id_name">姓名</label>' in html
    control = re.search(r"<input[^>]*id_name_helptext[^>]*>", html)
    assert control is not None
    assert 'aria-describedby="id_name_helptext"' in control[0]
    assert 'class="control"' in control[0]
    assert 'id="id_name_helptext">与身份证一致。' in html
    assert re.search(r"担任领导职务</span>", html)
    assert "form-errors" not in html


def test_what_may_be_left_out_says_so(draw: Draw) -> None:
    form = forms.Form()
    form.fields["nickname"] = forms.CharField(label="别名", required=False)
    assert "（选填）" in draw('<c-form.field :field="field" />', field=form["nickname"])
    assert "（选填）" not in draw('<c-form.field :field="field" />', field=DelegateForm()["name"])


def test_errors_stand_beside_their_fields_and_are_summed_up_on_top(draw: Draw) -> None:
    html = draw(FORM, form=DelegateForm({"name": ""}))
    assert "有3处需要修改" in words(html)
    assert "名单已经报送，不能再改。" in words(html)
    assert re.search(r'<a href="#id_name">姓名：', html)
    assert re.search(r'<a href="#id_sex_0">性别：', html)
    assert 'id="id_name_error"' in html
    assert html.index('class="form-errors"') < html.index('class="field')


def test_a_hidden_field_has_no_label(draw: Draw) -> None:
    html = draw('<c-form.field :field="field" />', field=DelegateForm()["token"])
    assert "<label" not in html
    assert 'type="hidden"' in html


def test_a_search_keeps_what_was_looked_for(draw: Draw) -> None:
    html = draw('<c-search label="姓名" value="{{ q }}" />', q='韦"晓')
    assert 'value="韦&quot;晓"' in html
    assert '<label class="visually-hidden" for="search-q">姓名</label>' in html


def test_a_heading_says_place_state_and_next_step(draw: Draw) -> None:
    html = draw(
        '<c-heading title="代表大会" kicker="柳州市科协" state="met">第十次'
        '<c-slot name="actions"><c-button kind="primary">报送名单</c-button></c-slot></c-heading>'
    )
    assert words(html) == "柳州市科协 代表大会 已达标 第十次 报送名单"


def test_a_card_is_one_link(draw: Draw) -> None:
    html = draw('<c-card title="办事" href="/services/" foot="3项">说明</c-card>')
    assert words(html) == "办事 说明 3项"
    assert html.count("<a ") == 1
