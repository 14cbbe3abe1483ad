"""The same list brought in by django-import-export: each row is checked, looked up by ID number or by name and unit,
and written as a person with their work. As its manual does it, row by row; and with its switches for speed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tablib
from django.conf import settings
from django.utils import timezone
from import_export import fields, resources

from keqiao.kernel import seals
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment, Person
from keqiao.kernel.standards.ethnic import read_ethnicity
from keqiao.kernel.standards.identity import read_identity
from keqiao.kernel.standards.names import read_name


class RowByRow(resources.ModelResource):
    """People of one keeper, as the manual does it."""

    name = fields.Field("name", "姓名")
    ethnicity = fields.Field("ethnicity", "民族")

    class Meta:
        model = Person
        fields = ("name", "ethnicity")
        skip_diff = False
        use_bulk = False

    def __init__(self, keeper: Organisation) -> None:
        super().__init__()
        self.keeper, self.today, self.work = keeper, timezone.localdate(), list[Employment]()

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        """Check the cells; an error is told with its row."""
        row["姓名"] = read_name(row["姓名"]).name
        row["民族"] = read_ethnicity(row["民族"]).code
        row["identity"] = read_identity(row["身份证号"], today=self.today)

    def get_instance(self, instance_loader: Any, row: dict[str, Any]) -> Person | None:
        """By ID number, else by name and unit."""
        index = seals.blind_index(row["identity"].number, key=settings.KEYRING.key("blind"))
        kept = Person.objects.filter(keeper=self.keeper)
        found = kept.filter(id_index=index).first()
        named = kept.filter(name=row["姓名"], id_index="", employments__unit_name=row["工作单位"])
        return found or named.filter(employments__ends=None).first()

    def before_save_instance(self, instance: Person, row: dict[str, Any], **kwargs: Any) -> None:
        """What isn't a column of the file."""
        instance.keeper = self.keeper
        instance.sex = row["identity"].sex.value
        instance.birth_from = instance.birth_to = row["identity"].birth
        instance.set_id_number(row["identity"].number)

    def after_save_instance(self, instance: Person, row: dict[str, Any], **kwargs: Any) -> None:
        """The person's work; with bulk writing the person has no key yet."""
        work = Employment(person=instance, unit_name=row["工作单位"], position=row["职务"])
        if self._meta.use_bulk:
            self.work.append(work)
        else:
            work.save()


class Bulk(RowByRow):
    """The same with its switches for speed."""

    class Meta:
        model = Person
        fields = ("name", "ethnicity")
        skip_diff = True
        skip_html_diff = True
        use_bulk = True
        batch_size = 1000

    def bulk_create(self, *args: Any, **kwargs: Any) -> None:
        """The people first, then their work."""
        super().bulk_create(*args, **kwargs)
        Employment.objects.bulk_create(self.work, batch_size=1000)
        self.work.clear()


def bring_in(kind: type[RowByRow], path: Path, keeper: Organisation) -> int:
    """Import a file. Returns how many people came in; raises RuntimeError when rows were refused."""
    rows = tablib.Dataset().load(path.read_bytes(), format="xlsx")
    before = Person.objects.count()
    done = kind(keeper).import_data(rows, raise_errors=False, use_transactions=True)
    if done.has_errors():
        raise RuntimeError(f"{done.row_errors()[:1]}")
    return Person.objects.count() - before
