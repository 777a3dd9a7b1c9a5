"""How a report looks: its printed form, every cell marked by what is known of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import arguments
from helpers.cells import CORRECTED, STATUSES
from helpers.display_cells import AMISS, BLAME, VERDICTS, Marker, rank
from helpers.display_prose import prose_parts
from helpers.display_tables import Html, Printer, Words, tag, words
from helpers.forms import Table, load_form
from helpers.outputs import replacing
from helpers.reasons import reason_in
from helpers.report import Report, report_of

if TYPE_CHECKING:
    import pandas as pd

FEW_PROBLEMS = 8


@dataclass(frozen=True)
class FormView:
    """A report as HTML: `data` is a fragment complete in itself, `save` writes a page."""

    data: str
    title: str
    language: str
    source: Path | None = None

    def __repr__(self) -> str:
        return f"<FormView {self.title}>"

    def _repr_html_(self) -> str:
        return self.data

    def page(self, title: str | None = None) -> str:
        """A standalone page; `title` replaces organ and year as the name of the window."""
        meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        head = tag("head", Html(meta), tag("title", title or self.title))
        body = tag("body", Html(self.data), class_="gongkai-page")
        language = "zh-Hans" if self.language == "zh" else "en"
        return f"<!doctype html>\n{tag('html', head, body, lang=language)}\n"

    def save(self, path: str | Path, title: str | None = None) -> Path:
        """Write the page to `path` as UTF-8, and return the path; never over the report itself."""
        advice = 'Name the file, such as save("wushan.html").'
        target = arguments.path("path", path, "the path of a file", advice)
        with replacing(target, {self.source.resolve()} if self.source else ()) as temporary:
            self.write(temporary, title)
        return target

    def write(self, path: Path, title: str | None = None) -> None:
        """Write the page into a file; what UTF-8 cannot say becomes a question mark."""
        path.write_text(self.page(title), encoding="utf-8", errors="replace")


def show(
    report: Report,
    findings: pd.DataFrame | None = None,
    language: str = "en",
    suspects: pd.DataFrame | None = None,
) -> FormView:
    """The report as its printed form, in English (`"en"`) or Chinese (`"zh"`).

    A cell prints the figure as printed, marked by the worst of the `findings` that name it and by
    its status, and as a suspect where an explanation of failing identities blames it; hovering
    gives its source and its checks. A report without tables is shown as its sections and the
    figures that its prose states. `findings` is a frame from `helpers.check`, `suspects` one from
    `helpers.localize` in the language of the page; each is made here where it is None. Raises
    ArgumentError for another language. Example:
    `show(read("data/reports/wushan-planning/2020.txt"), language="zh").save("wushan.html")`.
    """
    from helpers.checks import check
    from helpers.frames import COLUMNS
    from helpers.suspects import localize

    report, language = report_of(report), arguments.language(language)
    findings = check(report) if findings is None else findings
    suspects = localize(report, language=language) if suspects is None else suspects
    arguments.frame("findings", findings, "helpers.check(report)", COLUMNS["findings"])
    arguments.frame("suspects", suspects, "helpers.localize(report)", COLUMNS["suspects"])
    mine, blamed = (frame[frame["report"] == report.name] for frame in (findings, suspects))
    sheet = _Sheet(report, mine, blamed, language)
    return FormView(sheet.html(), sheet.title, language, report.path)


@cache
def _style() -> Html:
    return tag("style", Html(files("helpers").joinpath("display.css").read_text(encoding="utf-8")))


class _Sheet:
    """One report and its findings, and the pieces of its page in one language."""

    def __init__(
        self, report: Report, findings: pd.DataFrame, suspects: pd.DataFrame, language: str
    ) -> None:
        self.report, self.language = report, language
        self.form = load_form(report.form)
        self.say = Words(language).say
        self.marker = Marker(self.form, findings, suspects, language)
        self.title = f"{report.organ or self.say('unknown_organ')} {report.year or ''}".strip()
        self.marks: Counter[tuple[str, str]] = Counter()
        for cell in report.marked_cells:
            self.marks["verdicts", self.marker.verdict([cell])] += 1
            self.marks["statuses", cell.status] += 1
            if blame := self.marker.blame([cell]):
                self.marks["blame", blame] += 1

    def html(self) -> Html:
        tables = (self.table(table) for table in self.form.tables.values())
        prose = () if self.form.tables else prose_parts(self.report, self.language)
        parts = (self.header(), self.legend(), *tables, *prose, self.checks(), self.problems())
        language = "zh-Hans" if self.language == "zh" else "en"
        return Html(_style() + tag("div", *parts, class_="gongkai", lang=language))

    def header(self) -> Html:
        name = self.form.chinese if self.language == "zh" else self.form.english
        counts = (
            f"{self.say(status, 'statuses')} {self.marks['statuses', status]}"
            for status in (*STATUSES, CORRECTED)
            if self.marks["statuses", status]
        )
        published, colon = self.report.published, self.say("colon")
        facts = [
            f"{self.say('form')} {self.form.name}{colon}{name}",
            f"{self.say('published')} {published.isoformat() if published else '?'}",
        ]
        if cells := len(self.report.cells):
            facts.append(
                f"{self.say('cells').format(cells)}{colon}{self.say('comma').join(counts)}"
            )
        return tag(
            "header",
            tag("p", self.title, class_="gk-organ"),
            tag("p", self.report.title or "", class_="gk-title", lang="zh-Hans"),
            tag("p", *(tag("span", fact) for fact in facts), class_="gk-facts"),
        )

    def legend(self) -> Html:
        """The marks that occur among the cells, each with its count."""
        found = [("verdicts", verdict) for verdict in VERDICTS]
        found += [("statuses", status) for status in (*STATUSES, CORRECTED) if status != "read"]
        found += [("blame", blame) for blame in BLAME]
        keys = (
            tag(
                "li",
                tag("span", self.say(word, section, "sign"), class_=f"gk-key gk-{word}"),
                f"{self.say(word, section)} ",
                tag("b", str(self.marks[section, word])),
            )
            for section, word in found
            if self.marks[section, word]
        )
        return tag("ul", *keys, class_="gk-legend")

    def table(self, table: Table) -> Html:
        cells = {
            (cell.row, cell.column): cell
            for cell in self.report.marked_cells
            if cell.table == table.key
        }
        section = next((s for s in self.form.sections if s.number == table.section), None)
        titled = section or self.form
        chinese = section.label if section else self.form.chinese
        caption = chinese if self.language == "zh" else titled.english
        printer = Printer(table, cells, self.language, self.report.year, self.marker.draw)
        return tag("div", printer.html(caption), class_="gk-scroll")

    def checks(self) -> Html:
        """How many findings of each status there are, and every sentence that is no agreement."""
        counts = Counter(status for status, _ in self.marker.findings)
        said = (self.say(s, "findings").format(counts[s]) for s in words()["findings"] if counts[s])
        counted = self.say("comma").join(said) or self.say("none")
        summary = f"{self.say('checks')}{self.say('colon')}{counted}"
        wrong = sorted((f for f in self.marker.findings if f[0] in AMISS), key=lambda f: rank(f[0]))
        items = (
            tag("li", tag("i", self.say(status, "verdicts", "sign")), text, class_=f"gk-{status}")
            for status, text in wrong
        )
        return tag("section", tag("p", summary), tag("ul", *items), class_="gk-checks")

    def problems(self) -> Html:
        """Every number that found no cell, folded away where there are many."""
        found = self.report.reading.problems
        items = (
            tag(
                "li",
                f"{self.say('line').format(line or '?')}{self.say('colon')}",
                tag("q", text),
                f" {reason_in(reason, self.language)}",
            )
            for line, text, reason in found
        )
        if not found:
            return Html("")
        summary = tag("summary", f"{self.say('problems')}{self.say('colon')}{len(found)}")
        few = "" if len(found) <= FEW_PROBLEMS else None
        return tag("details", summary, tag("ul", *items), class_="gk-problems", open=few)
