"""The log of the serving process: a JSON object a line, a file a day, kept for half a year unless a setting says more.

It says what happened, not to whom or with what words: no name, no address of a page with what stands in it, no form,
no cookie, no message of an error. What people did to the office stands in the office's own chained log.
"""

from __future__ import annotations

import json
import logging
import os
import traceback
from datetime import datetime
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path
from typing import Any

from qingshan.kernel.clock import BEIJING
from qingshan.web import problems

FOLDER_SETTING, DAYS_SETTING = "QINGSHAN_LOGS", "QINGSHAN_LOG_DAYS"
DAYS = 180
"""等保 asks for six months."""
FILE = "desk.jsonl"
NAME = "qingshan.desk"
OTHERS = ("django", "axes", "waitress", "django_tasks", "django_tasks_db")
"""Their messages repeat addresses and names: of these only that something was said is kept."""
_log = logging.getLogger(NAME)


class OwnerOnly(TimedRotatingFileHandler):
    """A new file at midnight, readable by its owner alone."""

    def _open(self) -> Any:
        Path(self.baseFilename).touch(mode=0o600)
        return super()._open()


class Lines(logging.Formatter):
    """A record as JSON: what :func:`logged` was given; of anybody else's the logger, level and place."""

    def format(self, record: logging.LogRecord) -> str:
        said = getattr(record, "said", None) or {"event": "message", "logger": record.name, "at_line": _place(record)}
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])
            lines = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]
            said = {**said, "error": record.exc_info[0].__name__, "frames": lines}
        at = datetime.fromtimestamp(record.created, BEIJING).isoformat(timespec="milliseconds")
        return json.dumps({"at": at, "level": record.levelname.lower(), **said}, ensure_ascii=False)


def logged(event: str, *, broken: bool = False, **said: Any) -> None:
    """Log an event; ``broken`` with the error that is being handled: its kind and where, never its words."""
    level = logging.ERROR if broken else logging.INFO
    _log.log(level, event, extra={"said": {"event": event, **said}}, exc_info=broken)


def open_logs(office: str) -> Path:
    """Log to files from now on; gives their folder. WEB010 for a setting that is no number of days, WEB011 for a folder
    that cannot be written.
    """
    folder = folder_of(office)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = OwnerOnly(folder / FILE, when="midnight", backupCount=days(), encoding="utf-8")
    except OSError as error:
        raise problems.NO_LOGS.at(str(folder), error.strerror) from error
    handler.setFormatter(Lines())
    for name in ("qingshan", *OTHERS):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO if name == "qingshan" else logging.ERROR)
    return folder


def folder_of(office: str) -> Path:
    """Where logs lie: as the setting says, or beside the office's file, or in ``office.logs`` here."""
    place = "office" if "://" in office else office
    return Path(os.environ.get(FOLDER_SETTING) or Path(place).with_suffix(".logs"))


def days() -> int:
    said = os.environ.get(DAYS_SETTING, str(DAYS))
    if not said.isascii() or not said.isdigit() or int(said) == 0:
        raise problems.NO_DAYS.at(DAYS_SETTING, said)
    return int(said)


def _place(record: logging.LogRecord) -> str:
    return f"{record.module}:{record.lineno}"
