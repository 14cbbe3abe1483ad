"""Figures, a tree of clauses and a chart."""

from __future__ import annotations

from fractions import Fraction

from keqiao.look.charts import Chart, Series
from keqiao.look.figures import Figure
from keqiao.look.trees import TreeNode

CLAUSE = "第二部分第1条"
FIGURES = (
    Figure(
        "基层一线科技工作者代表比例",
        "on_track",
        value=Fraction(57, 90),
        yes=57,
        total=90,
        baseline=Fraction(58, 100),
        target=Fraction(7, 10),
        target_text="70%以上",
        due_text="2026年换届",
        force="should",
        clause=CLAUSE,
        clause_url="#clause",
        proof_text="依据代表名册自动计算",
    ),
    Figure(
        "45岁以下青年科技工作者代表比例",
        "met",
        value=Fraction(32, 90),
        yes=32,
        total=90,
        unknown=3,
        target=Fraction(1, 3),
        target_text="不少于三分之一",
        due_text="2026年换届",
        force="should",
        clause=CLAUSE,
        clause_url="#clause",
        proof_text="依据代表名册自动计算",
    ),
    Figure(
        "来自基层一线的常委会委员比例",
        "missed",
        value=Fraction(18, 27),
        yes=18,
        total=27,
        baseline=Fraction(6, 10),
        target=Fraction(3, 4),
        target_text="75%以上",
        due_text="2021年11月22日",
        final=True,
        force="must",
        clause=CLAUSE,
        clause_url="#clause",
        proof_text="依据常委会名单自动计算",
    ),
    Figure(
        "四类科普e站在各县区的覆盖",
        "at_risk",
        value=Fraction(6, 10),
        yes=6,
        total=10,
        target=Fraction(1),
        target_text="全覆盖",
        due_text="2020年12月31日",
        force="should",
        clause="第八部分",
        clause_url="#clause",
        proof_text="依据场所登记自动计算",
    ),
    Figure(
        "每年重点扶持的市级科普项目",
        "met",
        unit="number",
        noun="个",
        value=Fraction(3),
        target=Fraction(2),
        target_to=Fraction(3),
        target_text="2—3个",
        due_text="每年",
        force="should",
        clause="第六部分",
        clause_url="#clause",
        proof_text="依据立项记录自动计算",
    ),
    Figure(
        "科技馆新馆布展总投入",
        "needs_human",
        unit="yuan",
        value=Fraction(286_000_000),
        target=Fraction(270_000_000),
        target_to=Fraction(330_000_000),
        target_text="约3亿元",
        force="strive",
        clause="第七部分第1条",
        clause_url="#clause",
        proof="attested",
    ),
    Figure(
        "广西首个地震科普馆",
        "no_data",
        unit="number",
        noun="个",
        target=Fraction(1),
        target_text="1个",
        task=True,
        force="should",
        clause="第七部分第2条",
        clause_url="#clause",
        proof="returned",
    ),
)

TREE = (
    TreeNode(
        "第二部分",
        "联系服务科技工作者",
        "#2",
        "on_track",
        5,
        children=(
            TreeNode("第1条", "基层一线代表比例", "#2.1", "on_track", 5, current=True),
            TreeNode("第2条", "人才服务", "#2.2", "no_data", 0),
        ),
    ),
    TreeNode(
        "第四部分", "学会治理", "#4", "at_risk", 5, children=(TreeNode("第3条", "换届与结构", "#4.3", "at_risk", 5),)
    ),
    TreeNode("第五部分", "大联合大协作", "#5", "met", 4),
    TreeNode("第七部分", "科普设施", "#7", "missed", 6),
)

TALLY = (("met", 41), ("on_track", 22), ("at_risk", 9), ("missed", 8), ("no_data", 13))

HISTORY = Chart(
    "基层一线科技工作者代表比例的变化",
    ("2011年换届", "2016年换届", "2021年换届", "2026年换届"),
    (
        Series("基层一线", (Fraction(41, 85), Fraction(58, 100), Fraction(55, 90), Fraction(57, 90))),
        Series("45岁以下", (None, Fraction(24, 85), Fraction(29, 90), Fraction(32, 90))),
    ),
    unit="percent",
    target=Fraction(7, 10),
    target_label="要求70%以上",
)
STATIONS = Chart(
    "各县区科普e站",
    ("城中区", "鱼峰区", "柳南区", "柳北区", "柳江区", "柳城县", "鹿寨县", "融安县", "融水县", "三江县"),
    (Series("科普e站", tuple(Fraction(count) for count in (9, 7, 8, 6, 4, 3, 5, 2, 3, 4))),),
    kind="bar",
)
