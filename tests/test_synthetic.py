"""Synthetic reports of every medium: nothing silently wrong, nothing lost, the same by seed."""

import os
import subprocess
import sys
from random import Random

import pytest
from damaged import read_draft

import helpers
from helpers.forms import form_names, load_form
from helpers.synthetic import LAYOUTS, NOISES, synthesize
from helpers.synthetic.draft import new_draft
from helpers.synthetic.figures import Print, broken, draw
from helpers.synthetic.noise_page import single_other
from helpers.synthetic.scoring import judge, lost, score

EVERY_LAYOUT = [f"{medium}:{layout}" for medium in LAYOUTS for layout in LAYOUTS[medium]]
SEEDS = range(8)


def figures(made):
    return {key: cell.value for key, cell in made.truth.items() if cell.value is not None}


@pytest.mark.parametrize("layout", EVERY_LAYOUT)
def test_nothing_is_silently_wrong_and_nothing_lost(layout):
    for seed in SEEDS:
        made = synthesize(seed, medium=layout)
        report = helpers.read(made.content)
        wrong = [verdict for verdict in score(made, report) if verdict.verdict == "wrong"]
        assert not wrong, f"seed {seed}, {made.noise}"
        assert not lost(made, report), f"seed {seed}, {made.noise}"


@pytest.mark.parametrize("layout", EVERY_LAYOUT)
def test_the_same_seed_gives_the_same_report_and_another_seed_another(layout):
    one, again, other = (synthesize(seed, medium=layout) for seed in (3, 3, 4))
    assert (one.truth, one.noise, one.form) == (again.truth, again.noise, again.form)
    if one.medium in ("text", "html", "pdf"):
        assert one.content == again.content
    assert one.truth != other.truth


def test_the_order_of_sets_changes_no_report():
    """Sets of text have another order in every interpreter, as its hash seed says."""
    program = (
        "from helpers.synthetic import synthesize\n"
        "for seed in (0, 1, 2, 3, 5, 2069):\n"
        "    made = synthesize(seed, medium='text')\n"
        "    print(made.content, made.truth, made.noise, made.printed)"
    )
    one, other = (
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    )
    assert one == other


@pytest.mark.parametrize("layout", EVERY_LAYOUT)
def test_every_report_says_that_it_is_synthetic(layout):
    made = synthesize(1, form="2021", medium=layout, noise=())
    report = helpers.read(made.content)
    assert report.document.strip.text.count("SYNTHETIC") >= 2


@pytest.mark.parametrize("form", form_names())
@pytest.mark.parametrize("seed", SEEDS)
def test_the_figures_satisfy_every_identity(form, seed):
    made = synthesize(seed, form=form, medium="text:lines", noise=["single_other"])
    assert broken(load_form(form), figures(made)) == []


def test_a_planted_mistake_breaks_an_identity_and_stays_the_truth():
    made = synthesize(5, form="2021", medium="text:lines", noise=["mistake"])
    assert made.noise == ("mistake",)
    assert broken(load_form("2021"), figures(made))
    read = {(c.table, c.row, c.column): c.value for c in helpers.read(made.content).cells}
    assert read == figures(made)


@pytest.mark.parametrize("noise", NOISES)
def test_every_kind_of_noise_takes_effect_on_some_form(noise):
    made = [synthesize(2, form=form, medium="text:lines", noise=[noise]) for form in form_names()]
    clean = [synthesize(2, form=form, medium="text:lines", noise=[]) for form in form_names()]
    pairs = zip(made, clean, strict=True)
    assert any(one.noise == (noise,) and one.content != two.content for one, two in pairs)


def test_unknown_kinds_of_noise_and_media_are_refused():
    with pytest.raises(KeyError, match="no such kind of noise: fog"):
        synthesize(1, noise=["fog"])
    with pytest.raises(KeyError):
        synthesize(1, medium="papyrus")


@pytest.mark.parametrize(
    ("truth", "status", "value", "verdict"),
    [
        (("mark", None), "mark", None, "right"),
        (("mark", None), "blank", None, "wrong"),
        (("unreadable", None), "read", 12.0, "wrong"),
        (("absent", None), "blank", None, "flagged"),
        (("read", 12.0), "read", 12.0, "right"),
        (("read", 12.0), "read", 1.0, "wrong"),
        (("read", 12.0), "ambiguous", None, "flagged"),
        (("read", 12.0), "blank", None, "wrong"),
        (("blank", None), "read", 0.0, "wrong"),
        (("blank", None), "blank", None, "right"),
        (("lost", 12.0), "read", 1.0, "wrong"),
        (("lost", 12.0), "ambiguous", None, "right"),
    ],
)
def test_a_claimed_figure_that_is_not_printed_is_wrong_and_silence_is_not(
    truth, status, value, verdict
):
    from helpers.cells import Cell

    cell = Cell("requests", "received", "total", value, "件", None, status)
    printed = "" if truth[0] in ("blank", "absent") else "x"
    assert judge(Print(*truth, printed), cell) == verdict


def test_village_figures_are_mostly_zero():
    from random import Random

    drawn = draw(load_form("2021"), Random(1), "village")
    assert sum(value == 0 for value in drawn.values()) > 0.8 * len(drawn)


@pytest.mark.parametrize("layout", EVERY_LAYOUT)
@pytest.mark.parametrize("form", ["2021", "2019"])
def test_a_single_row_of_other_outcomes_is_other_in_every_medium(form, layout):
    """Publishers print （六）其他处理 or （六）其他, on the form of 2019 always in one row."""
    draft = new_draft(load_form(form), layout, Random(4))
    if form == "2021":
        assert single_other(draft)
    draft.labels["requests", "other"] = "（六）其他"
    report = read_draft(draft)
    truth = [cell.value for key, cell in draft.prints.items() if key[:2] == ("requests", "other")]
    assert [c.value for c in report.cells if (c.table, c.row) == ("requests", "other")] == truth
    assert not [c for c in report.cells if c.row.startswith("other_") and c.table == "requests"]


def test_blank_cells_without_a_trace_are_not_decidable():
    """Flat text prints nothing for them, so that nobody can say that they are blank."""
    made = synthesize(3, form="2021", medium="text:flat", noise=["blank"])
    verdicts = score(made, helpers.read(made.content))
    assert {v.verdict for v in verdicts if v.truth.status == "blank"} == {"open", "right"}
    assert all(v.verdict in ("right", "flagged", "open") for v in verdicts)
