"""What is done with a list in the background: reading it, and bringing it in. Each bears being killed anywhere."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from dataclasses import asdict

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from keqiao.exchange.spreadsheets.cells import cell_text
from keqiao.exchange.spreadsheets.problems import Problem
from keqiao.kernel.access.models import User
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.kernel.verbs.models import Batch, Upload, UploadStep

from . import running, uploads
from .kinds import ImportTable

log = logging.getLogger(__name__)
OFTEN = 0.5  # seconds between two signs of life
WRITTEN = 300  # rows with problems whose cells are kept to be shown


@task()
def read_list(number: int, user: int, language: str) -> None:
    """Read and check a list, and stage what is clean."""
    _work(number, language, UploadStep.READING, lambda upload: _stage(upload, _act(user)))


@task()
def apply_list(number: int, user: int, language: str) -> None:
    """Bring a staged list in."""
    _work(number, language, UploadStep.APPLYING, lambda upload: _apply(upload, _act(user)))


def _act(user: int) -> Act:
    return Act(Actor(User.objects.get(pk=user)), "job")


def _work(number: int, language: str, step: UploadStep, work: Callable[[Upload], None]) -> None:
    upload = Upload.objects.filter(pk=number, step=step).first()
    if upload is None:  # given up, or done by another worker
        return
    with translation.override(language):
        try:
            work(upload)
        except uploads.Cancelled:
            _back(upload, _("已停止，没有写入任何内容。"))
        except VerbError as error:
            _back(upload, str(error))
        except FileNotFoundError:
            _back(upload, _("上传的文件已被清理。请重新上传。"))
        except Exception:
            log.exception("list %s failed", upload.token)
            _back(upload, _("处理时发生意外错误，没有写入任何内容。请重试；仍然不行时，请把发生的时间告诉系统管理员。"))


def _back(upload: Upload, message: str) -> None:
    """It stops here, with the reason; what was staged and can still be applied stays so."""
    upload.refresh_from_db()
    uploads.end(upload, UploadStep.FAILED, message)


def _stage(upload: Upload, act: Act) -> None:
    uploads.drop_batch(upload)
    kind = uploads.kind_of_upload(upload)
    organisation = Organisation.objects.get(pk=upload.organisation)
    found = running.Found()
    decisions = {int(row): person for row, person in json.loads(upload.decisions).items()}
    data = ImportTable(filename=upload.filename, decisions=decisions, confirm_sources=upload.confirm_sources)
    watch = _watching(upload, 0)
    with uploads.opened(upload) as path:
        seen = sheet_of(upload, running.look(path, kind, shown_as=upload.filename))

        def opened(batch: Batch) -> None:
            upload.batch = batch
            upload.save()

        upload.batch = running.stage(act, kind, organisation, seen, data, found, opened=opened, watch=watch)
        uploads.keep_details(upload, _details(found, seen))
    upload.found = json.dumps({name: getattr(found, name) for name in NUMBERS})
    uploads.end(upload, UploadStep.READ)


NUMBERS = ("rows", "faulty", "errors", "warnings", "new", "known")


def sheet_of(upload: Upload, sheets: list[running.SheetSeen]) -> running.SheetSeen:
    """The sheet and columns that were chosen."""
    seen = next((one for one in sheets if one.name == upload.sheet), None) or running.best(sheets)
    return running.SheetSeen(uploads.chosen_layout(upload, seen.layout), seen.samples, seen.sheet)


def _details(found: running.Found, seen: running.SheetSeen) -> dict[str, object]:
    rows = sorted({problem.row for problem in found.problems})[:WRITTEN]
    return {
        "sheet": seen.name,
        "first": seen.layout.last_row + 1,
        "headers": {str(index): text for index, text in seen.layout.headers.items()},
        "columns": dict(seen.layout.columns),
        "problems": [_told(problem) for problem in found.problems],
        "questions": [asdict(question) for question in found.questions[:WRITTEN]],
        "written": written(seen, rows),
    }


def _told(problem: Problem) -> list[object]:
    return [problem.row, problem.cell, problem.severity.value, problem.message]


def written(seen: running.SheetSeen, rows: list[int]) -> dict[str, list[str]]:
    """What stands in the cells of some rows."""
    wanted, last = set(rows), max(rows, default=0)
    found: dict[str, list[str]] = {}
    for number, row in enumerate(seen.sheet.afresh().rows, start=1):
        if number > last:
            break
        if number in wanted:
            found[str(number)] = [cell_text(cell) for cell in row]
    return found


def _apply(upload: Upload, act: Act) -> None:
    batch = upload.batch
    if batch is None:
        raise VerbError(_("这份名单还没有检查。请先检查。"))
    running.apply(act, batch, _watching(upload, batch.rows))
    uploads.end(upload, UploadStep.APPLIED)


def _watching(upload: Upload, total: int) -> Callable[[int], None]:
    """Gives signs of life, and stops when asked."""
    last = 0.0

    def watch(done: int) -> None:
        nonlocal last
        uploads.stop_if_asked(upload)
        if time.monotonic() - last > OFTEN:
            uploads.tell(upload, done, total)
            last = time.monotonic()

    uploads.tell(upload, 0, total)
    return watch
