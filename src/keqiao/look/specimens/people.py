"""The delegates of an invented congress, as dots, and the requirements that can be marked on them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from keqiao.look.parts import Choice
from keqiao.look.persons import Person, PersonChart, PersonClass, PersonGroup

CLASSES = (
    PersonClass("enterprise", "企", "企业"),
    PersonClass("university", "高", "高等学校"),
    PersonClass("institute", "研", "科研院所"),
    PersonClass("health", "医", "医疗卫生机构"),
    PersonClass("rural", "农", "农村"),
    PersonClass("township", "乡", "乡镇、街道"),
    PersonClass("society", "会", "学会、协会"),
    PersonClass("government", "机", "党政机关"),
)
LETTERS = {kind.letter: kind.code for kind in CLASSES}
DELEGATIONS = (
    ("城中区代表团", "企企高医会机"),
    ("鱼峰区代表团", "企企高研医乡机"),
    ("柳南区代表团", "企企企高医机"),
    ("柳北区代表团", "企企企研医乡机"),
    ("柳江区代表团", "企农农乡机"),
    ("柳城县代表团", "农农企乡机"),
    ("鹿寨县代表团", "企农医乡机"),
    ("融安县代表团", "农农企乡机"),
    ("融水苗族自治县代表团", "农农农医乡机"),
    ("三江侗族自治县代表团", "农农农乡机"),
    ("市直机关、企事业单位和市级学会代表团", "企企企企企企企企高高高高高高研研研研医医医医会会会会会会会会机机机"),
)
SURNAMES = "丁马王韦韦石卢田兰朱刘江李吴何张陆陈罗周郑胡侯秦莫黄梁谢蒙谭廖"
GIVEN = ("志远", "晓岚", "建国", "思敏", "文博", "雨桐", "海涛", "丽华", "明", "静", "永康", "佳宁", "德胜")
FRONT_LINE = {"enterprise", "university", "institute", "health", "rural", "township"}
MARKS = {"": "不标记", "front-line": "基层一线科技工作者", "young": "45周岁以下"}


def chart(query: Mapping[str, str]) -> PersonChart:
    """The delegates, marked for the requirement in the query."""
    mark = query.get("mark", "")
    numbers = count()
    groups = [
        PersonGroup(title, [_person(letter, next(numbers), mark) for letter in letters])
        for title, letters in DELEGATIONS
    ]
    return PersonChart("第十次代表大会代表", CLASSES, groups, MARKS.get(mark, "") if mark else "")


def choices(query: Mapping[str, str]) -> list[Choice]:
    """A link for each requirement."""
    current = query.get("mark", "")
    return [Choice(label, f"?mark={code}#persons", code == current) for code, label in MARKS.items()]


def _person(letter: str, number: int, mark: str) -> Person:
    surname = SURNAMES[number % len(SURNAMES)]
    kind = LETTERS[letter]
    return Person(kind, surname + GIVEN[number % len(GIVEN)], _state(kind, number, mark))


def _state(kind: str, number: int, mark: str) -> str:
    if mark == "front-line":
        return "counts" if kind in FRONT_LINE else "not"
    if mark == "young":
        return ("counts", "not", "not", "counts", "not", "unknown", "not")[number % 7]
    return ""
