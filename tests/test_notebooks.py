"""The notebooks: anatomy, stored outputs, the numbers in the prose, the folded solutions."""

import contextlib
import hashlib
import io
import re

import nbformat
import pandas as pd
import pytest
from bundled import DATA

ROOT = DATA.parent
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
HEADINGS = [
    "Question",
    "Minutes",
    "Data used",
    "Steps",
    "Check yourself",
    "Key points",
    "Next",
]
CHECKED = "# NBVAL_CHECK_OUTPUT"
LONGEST_CELL = 12
CODE_CELLS = range(12, 26)
NUMBER = re.compile(r"[+-]?\d+(?:,\d{3})*(?:\.\d+)?")
MACHINE = re.compile(r"/(?:home|Users|tmp|root|work|var|opt|mnt)/|\b[A-Z]:\\|\blocalhost\b")
NETWORK = re.compile(r"https?://|\b(?:requests|urllib|httpx|socket)\.")

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])


def cells(path, kind):
    return [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == kind]


def prose(path):
    return "\n\n".join(cell.source for cell in cells(path, "markdown"))


def section(path, heading):
    """The prose of one section of the second level."""
    return re.split(r"^## ", prose(path).split(f"\n## {heading}\n")[1], flags=re.M)[0]


def printed(cell):
    """The text that a code cell wrote when it was run."""
    return "".join(output.get("text", "") for output in cell.outputs)


def shown(cell):
    """All that a code cell left behind, save its pictures."""
    texts = [cell.source, printed(cell)]
    for output in cell.outputs:
        data = output.get("data", {})
        texts += [str(value) for kind, value in data.items() if not kind.startswith("image/")]
    return "\n".join(texts)


def numbers(text):
    return {float(number.replace(",", "")) for number in NUMBER.findall(text)}


def solution(path):
    """The code of the folded solution, and the output that it states."""
    folded = r"<summary>Solution</summary>\n\n```python\n(.*?)```\n\n```text\n(.*?)```.*?</details>"
    (found,) = re.findall(folded, section(path, "Check yourself"), re.S)
    return found


def digests():
    """The digest of every file in data/."""
    files = (path for path in DATA.rglob("*") if path.is_file())
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_series_is_numbered_without_a_gap():
    assert [path.name[:2] for path in NOTEBOOKS] == [f"{n:02}" for n in range(len(NOTEBOOKS))]
    assert len(NOTEBOOKS) >= 4
    assert all(re.fullmatch(r"\d\d(-[a-z]+){2,4}", path.stem) for path in NOTEBOOKS)


@every_notebook
def test_every_notebook_has_the_same_anatomy(path):
    """Question, minutes, data used, numbered steps, exercise with hint and solution, and so on."""
    assert prose(path).startswith("# ")
    assert re.findall(r"^## (.*)$", prose(path), re.M) == HEADINGS
    steps = re.findall(r"^### (\d+)\. \S", section(path, "Steps"), re.M)
    assert steps == [str(n) for n in range(1, len(steps) + 1)] and len(steps) >= 5
    for part in ("**Exercise.**", "<summary>Hint</summary>", "<summary>Solution</summary>"):
        assert section(path, "Check yourself").count(part) == 1


@every_notebook
def test_minutes_agree_with_the_readme(path):
    (minutes,) = re.findall(r"^(\d+)", section(path, "Minutes").strip())
    row = rf"\[{path.stem}\]\(notebooks/{path.name}\) \| {minutes} \|"
    assert re.search(row, (ROOT / "README.md").read_text(encoding="utf-8"))


@every_notebook
def test_data_and_links_named_in_the_prose_are_there(path):
    named = re.findall(r"`(data/[^`]+)`", prose(path))
    linked = re.findall(r"\]\(([^):]+)\)", prose(path))
    assert named and linked
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert [name for name in linked if not (FOLDER / name).exists()] == []


@every_notebook
def test_cells_are_short_and_not_too_many(path):
    code = cells(path, "code")
    assert len(code) in CODE_CELLS
    lines = {cell.id: len(cell.source.splitlines()) for cell in code}
    assert {name: count for name, count in lines.items() if count > LONGEST_CELL} == {}


@every_notebook
def test_outputs_are_stored_as_run_from_top_to_bottom(path):
    """Execution counts go 1, 2, 3, ...; nothing raised, nothing wrote to standard error."""
    code = cells(path, "code")
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    for cell in code:
        kinds = {output.get("name", output.output_type) for output in cell.outputs}
        allowed = {"stdout", "execute_result", "display_data"}
        if "raises-exception" in cell.metadata.get("tags", []):
            allowed.add("error")
        assert kinds <= allowed, cell.id


@every_notebook
def test_the_file_is_version_4_5_and_says_nothing_of_a_machine(path):
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.keys() == {"kernelspec", "language_info"}
    assert {key for cell in notebook.cells for key in cell.metadata} <= {"tags"}
    for cell in cells(path, "code"):
        assert not MACHINE.search(shown(cell)), cell.id


@every_notebook
def test_code_uses_no_network_and_plots_without_echo(path):
    for cell in cells(path, "code"):
        assert not NETWORK.search(cell.source), cell.id
        if re.search(r"\bplot_\w+\(", cell.source):
            assert cell.source.endswith(";"), cell.id


@every_notebook
def test_checked_cells_print_text(path):
    """nbval compares what they print; a table as HTML would differ from one pandas to the next."""
    checked = [cell for cell in cells(path, "code") if CHECKED in cell.source]
    assert len(checked) >= 5
    for cell in checked:
        assert cell.source.startswith(f"{CHECKED}\n"), cell.id
        assert [output.output_type for output in cell.outputs] == ["stream"], cell.id


@every_notebook
def test_bold_numbers_in_the_prose_are_those_of_the_outputs(path):
    """Each one was printed by a checked cell of the same notebook."""
    bold = numbers(" ".join(re.findall(r"\*\*(.+?)\*\*", prose(path))))
    checked = (printed(cell) for cell in cells(path, "code") if CHECKED in cell.source)
    assert len(bold) >= 5
    assert bold - numbers("\n".join(checked)) == set()


@every_notebook
def test_the_solution_prints_what_it_says(path, monkeypatch):
    """After the cells of its notebook, run in the root (nbval runs them in notebooks/).

    The files in data/ stay as they were.
    """
    from matplotlib import pyplot as plt

    monkeypatch.chdir(ROOT)
    before, names = digests(), {"__name__": "__main__"}
    code, stated = solution(path)
    with pd.option_context("display.max_colwidth", 50, "display.unicode.east_asian_width", False):
        with contextlib.redirect_stdout(io.StringIO()):
            for cell in cells(path, "code"):
                exec(cell.source, names)
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(code, names)
    plt.close("all")
    assert out.getvalue() == stated
    assert digests() == before
