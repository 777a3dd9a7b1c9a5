"""Gongkai reads China's government-information-disclosure annual reports into tidy frames.

The names below are all there is to know; each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.check_figures import identifiability as identifiability
    from helpers.checks import check as check
    from helpers.corpus import read as read
    from helpers.corpus import read_all as read_all
    from helpers.corrections import corrected as corrected
    from helpers.display import show as show
    from helpers.errors import ArgumentError as ArgumentError
    from helpers.errors import ArgumentTypeError as ArgumentTypeError
    from helpers.errors import DuplicateReportError as DuplicateReportError
    from helpers.errors import FormError as FormError
    from helpers.errors import GongkaiError as GongkaiError
    from helpers.errors import NotAReportError as NotAReportError
    from helpers.errors import OutputError as OutputError
    from helpers.errors import ReadError as ReadError
    from helpers.errors import SourceError as SourceError
    from helpers.errors import SourceMissingError as SourceMissingError
    from helpers.form_changes import diff_forms as diff_forms
    from helpers.forms import form_names as form_names
    from helpers.forms import load_form as load_form
    from helpers.ledger import coverage as coverage
    from helpers.organs import unknown_organs as unknown_organs
    from helpers.panels import panel as panel
    from helpers.repetitions import repetition as repetition
    from helpers.report import Report as Report
    from helpers.report import Reports as Reports
    from helpers.suspects import localize as localize
    from helpers.year_changes import changes as changes

__version__ = "0.1.0"

_HOMES = {
    "check": "checks",
    "read": "corpus",
    "read_all": "corpus",
    "corrected": "corrections",
    "coverage": "ledger",
    "identifiability": "check_figures",
    "localize": "suspects",
    "show": "display",
    "ArgumentError": "errors",
    "ArgumentTypeError": "errors",
    "DuplicateReportError": "errors",
    "FormError": "errors",
    "GongkaiError": "errors",
    "NotAReportError": "errors",
    "OutputError": "errors",
    "ReadError": "errors",
    "SourceError": "errors",
    "SourceFolderError": "errors",
    "SourceMissingError": "errors",
    "diff_forms": "form_changes",
    "form_names": "forms",
    "load_form": "forms",
    "unknown_organs": "organs",
    "panel": "panels",
    "repetition": "repetitions",
    "Report": "report",
    "Reports": "report",
    "changes": "year_changes",
}
__all__ = [*_HOMES, "__version__"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'helpers' has no name {name!r}")
    value = getattr(import_module(f"helpers.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
