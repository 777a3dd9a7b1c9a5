"""The text of a PDF is what a person sees of it: notes raised, figures struck out, text hidden."""

from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.colors import Color, black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import helpers
from helpers.errors import SourceError
from helpers.reading import CHARACTERS_WITHOUT_TEXT, HIDDEN_FIGURES
from helpers.signs import REASONS, STRUCK
from helpers.synthetic import synthesize
from helpers.synthetic.scoring import lost, score

FONT, SIZE = "STSong-Light", 9
HEADS = ("自然人", "商业企业", "科研机构", "社会公益", "法律服务", "其他", "总计")
LABELS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开",
    "1.属于国家秘密",
)
FIGURES = ["11", "2", "3", "4", "5", "6", "31"]
LEFT, FIRST, WIDE, HIGH = 60, 230, 45, 20
ROW = "carried_in"
VALUES = [11, 2, 3, 4, 5, 6, 31]
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def page(second=None, ruled=True, figures=None):
    """A table whose second row, 11 2 3 4 5 6 31, prints its second figure as `second` says."""
    file = BytesIO()
    canvas = Canvas(file, (595, 842), invariant=1)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(LEFT, 800, "SYNTHETIC 某县2022年政府信息公开工作年度报告")
    canvas.drawString(LEFT, 770, "三、收到和处理政府信息公开申请情况")
    for number, head in enumerate(HEADS):
        canvas.drawCentredString(FIRST + WIDE * number + 22, 746, head)
    for place, label in enumerate(LABELS):
        low = 726 - HIGH * place
        if ruled:
            canvas.rect(LEFT, low - 6, FIRST - LEFT, HIGH)
        canvas.drawString(LEFT + 2, low, label)
        for number, figure in enumerate((figures or {}).get(place, FIGURES)):
            if ruled:
                canvas.rect(FIRST + WIDE * number, low - 6, WIDE, HIGH)
            middle = FIRST + WIDE * number + 22
            if second and (place, number) == (1, 1):
                canvas.saveState()
                second(canvas, middle, low)
                canvas.restoreState()
            else:
                canvas.drawCentredString(middle, low, figure)
    canvas.drawString(LEFT, 560, "四、政府信息公开行政复议、行政诉讼情况")
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def read(second=None, **how):
    return helpers.read(page(second, **how))


def row_of(report, row=ROW):
    return [cell for cell in report.cells if cell.table == "requests" and cell.row == row]


def reasons(report):
    return {problem.reason for problem in report.reading.problems}


def plain(canvas, middle, low):
    canvas.drawCentredString(middle, low, "2")


def beside(mark, size=0.65, rise=3.0):
    """A figure with a mark beside it."""

    def draw(canvas, middle, low):
        canvas.drawString(middle - 6, low, "2")
        canvas.setFont(FONT, SIZE * size)
        canvas.drawString(middle - 6 + canvas.stringWidth("2", FONT, SIZE), low + rise, mark)

    return draw


def coloured(colour):
    def draw(canvas, middle, low):
        canvas.setFillColor(colour)
        plain(canvas, middle, low)

    return draw


def invisible(canvas, middle, low):
    text = canvas.beginText(middle - 2, low)
    text.setTextRenderMode(3)
    text.textOut("2")
    text.setTextRenderMode(0)
    canvas.drawText(text)


def transparent(canvas, middle, low):
    canvas.setFillAlpha(0)
    plain(canvas, middle, low)


def clipped(canvas, middle, low, width=3):
    path = canvas.beginPath()
    path.rect(middle - 20, low - 5, width, 20)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setFont(FONT, SIZE)
    plain(canvas, middle, low)


def covered(canvas, middle, low):
    plain(canvas, middle, low)
    canvas.setFillColor(white)
    canvas.rect(middle - 8, low - 2, 16, 11, stroke=0, fill=1)


def line_through(canvas, middle, low):
    plain(canvas, middle, low)
    canvas.setLineWidth(0.5)
    canvas.line(middle - 6, low + 3, middle + 6, low + 3)


def cross(canvas, middle, low):
    plain(canvas, middle, low)
    canvas.line(middle - 5, low - 1, middle + 5, low + 7)
    canvas.line(middle - 5, low + 7, middle + 5, low - 1)


def black_box(canvas, middle, low):
    plain(canvas, middle, low)
    canvas.rect(middle - 8, low - 2, 16, 11, stroke=0, fill=1)


def other_text(text):
    """A figure for which the page gives another text."""

    def draw(canvas, middle, low):
        canvas._code.append(f"/Span << /ActualText ({text}) >> BDC")
        plain(canvas, middle, low)
        canvas._code.append("EMC")

    return draw


def twice(away, colour):
    def draw(canvas, middle, low):
        canvas.setFillColor(colour)
        canvas.drawCentredString(middle + away, low - away, "2")
        canvas.setFillColor(black)
        plain(canvas, middle, low)

    return draw


@pytest.mark.parametrize(
    ("mark", "rise", "raw"), [("1", 3.0, "2¹"), ("12", 3.0, "2¹²"), ("1", -1.5, "2₁")]
)
def test_smaller_digits_above_or_below_the_line_are_a_note_mark(mark, rise, raw):
    report = read(beside(mark, rise=rise))
    assert [cell.value for cell in row_of(report)] == VALUES
    assert row_of(report)[1].raw == raw
    assert "note in a cell" in reasons(report)


def test_digits_of_one_size_and_line_are_one_figure():
    report = read(beside("1", size=1.0, rise=0.0))
    assert [cell.value for cell in row_of(report)] == [11, 21, 3, 4, 5, 6, 31]


@pytest.mark.parametrize(
    "hidden",
    [
        invisible,
        transparent,
        clipped,
        covered,
        coloured(white),
        coloured(Color(0.99, 0.99, 0.98)),
        lambda canvas, middle, low: plain(canvas, middle + 2_000, low),
    ],
    ids=["invisible", "transparent", "clipped", "covered", "white", "light", "outside"],
)
def test_a_figure_that_nobody_sees_leaves_its_cell_blank_and_is_reported(hidden):
    report = read(hidden)
    assert [cell.value for cell in row_of(report)] == [11, None, 3, 4, 5, 6, 31]
    assert row_of(report)[1].status == "blank"
    assert HIDDEN_FIGURES in reasons(report)


@pytest.mark.parametrize(
    "seen",
    [
        plain,
        coloured(Color(0.75, 0.75, 0.75)),
        lambda canvas, middle, low: clipped(canvas, middle, low, 60),
        lambda canvas, middle, low: (
            canvas.line(middle - 6, low - 1, middle + 6, low - 1) or plain(canvas, middle, low)
        ),
    ],
    ids=["black", "grey", "clipped around", "underlined"],
)
def test_a_figure_that_is_seen_is_read(seen):
    report = read(seen)
    assert [cell.value for cell in row_of(report)] == VALUES
    assert not reasons(report) & {HIDDEN_FIGURES, REASONS[STRUCK]}


def test_white_on_a_dark_ground_is_seen_and_black_on_black_is_not_read():
    def on(ground, colour):
        def draw(canvas, middle, low):
            canvas.setFillColor(ground)
            canvas.rect(middle - 20, low - 5, 40, 18, stroke=0, fill=1)
            canvas.setFillColor(colour)
            plain(canvas, middle, low)

        return draw

    assert row_of(read(on(Color(0.1, 0.2, 0.6), white)))[1].value == 2
    assert row_of(read(on(black, black)))[1].status == "unreadable"


@pytest.mark.parametrize("spoilt", [line_through, cross, black_box, other_text("99")])
def test_a_figure_that_is_crossed_out_or_has_two_texts_is_unreadable_and_says_why(spoilt):
    report = read(spoilt)
    assert [cell.value for cell in row_of(report)] == [11, None, 3, 4, 5, 6, 31]
    assert row_of(report)[1].status == "unreadable"
    assert REASONS[STRUCK] in reasons(report)


def test_a_text_that_the_characters_agree_with_is_read():
    assert row_of(read(other_text("2")))[1].value == 2


def test_a_new_figure_on_a_white_box_over_the_old_one_is_read():
    def draw(canvas, middle, low):
        canvas.drawCentredString(middle, low, "77")
        canvas.setFillColor(white)
        canvas.rect(middle - 8, low - 2, 16, 11, stroke=0, fill=1)
        canvas.setFillColor(black)
        plain(canvas, middle, low)

    assert [cell.value for cell in row_of(read(draw))] == VALUES


@pytest.mark.parametrize("away", [0.3, 1.0, SIZE / 4])
@pytest.mark.parametrize("colour", [black, Color(0.6, 0.6, 0.6)])
def test_a_figure_that_is_drawn_twice_is_one(away, colour):
    assert [cell.value for cell in row_of(read(twice(away, colour)))] == VALUES


def test_the_value_of_a_field_is_read_and_a_picture_or_outline_in_a_cell_is_not_blank():
    def form(canvas, middle, low):
        canvas.acroForm.textfield(
            name="carried", value="2", x=middle - 15, y=low - 4, width=30, height=14, fontSize=9
        )

    def picture(canvas, middle, low):
        canvas.drawImage(ImageReader(Image.new("RGB", (20, 10))), middle - 10, low - 2, 20, 10)

    def outline(canvas, middle, low):
        canvas.ellipse(middle - 2, low, middle + 2, low + 7)

    assert [cell.value for cell in row_of(read(form))] == VALUES
    for draw in (picture, outline):
        report = read(draw)
        assert row_of(report)[1].status == "unreadable"
        assert CHARACTERS_WITHOUT_TEXT in reasons(report)


def test_text_under_the_picture_of_a_page_is_refused():
    """A scan with the text that a program recognised: nobody sees the text."""
    file = BytesIO()
    canvas = Canvas(file, (595, 842))
    canvas.drawImage(ImageReader(Image.new("RGB", (100, 100), "white")), 0, 0, 595, 842)
    for number, label in enumerate(LABELS):
        text = canvas.beginText(LEFT, 700 - HIGH * number)
        text.setFont(FONT, SIZE)
        text.setTextRenderMode(3)
        text.textOut(f"{label} {' '.join(FIGURES)}")
        canvas.drawText(text)
    canvas.save()
    with pytest.raises(SourceError, match="nobody sees its text"):
        helpers.read(file.getvalue())


@pytest.mark.parametrize(
    "figures",
    [["", "", "", "", "", "", "0"], ["3", "", "", "", "", "4", "7"], [""] * 7],
    ids=["total alone", "three", "none"],
)
def test_ruled_lines_tell_the_column_of_a_figure_and_which_cells_are_blank(figures):
    report = read(figures={1: figures, 2: ["", "5", "", "", "", "", "5"]})
    values = [float(figure) if figure else None for figure in figures]
    assert [cell.value for cell in row_of(report)] == values
    assert {cell.status for cell in row_of(report)} <= {"read", "blank"}
    assert [cell.value for cell in row_of(report, "granted")] == [None, 5, *[None] * 4, 5]


def test_two_figures_in_one_ruled_cell_are_no_figure():
    def both(canvas, middle, low):
        canvas.drawCentredString(middle - 10, low, "7")
        canvas.drawCentredString(middle + 10, low, "2")

    found = row_of(read(both))
    assert [cell.value for cell in found] == [11, None, 3, 4, 5, 6, 31]
    assert (found[1].status, found[1].raw) == ("unreadable", "7 2")


def test_figures_right_of_narrow_heads_are_not_given_to_the_next_column():
    """Without lines, what does not stand below its head has no column."""
    report = read(ruled=False, figures={n: ["", "", "3", "", "", "", "3"] for n in range(5)})
    assert {cell.value for cell in row_of(report)} <= {None, 3}
    assert all(cell.value is None for cell in row_of(report) if cell.column in ("business",))


@pytest.mark.parametrize("medium", ["pdf", "html", "docx"])
@pytest.mark.parametrize("seed", range(4))
def test_a_table_of_small_figures_over_two_pages_keeps_every_row_once(medium, seed):
    made = synthesize(seed, form="2021", medium=medium, noise=["blank", "broken_table"])
    report = helpers.read(made.content)
    assert "wrong" not in {verdict.verdict for verdict in score(made, report)}
    assert lost(made, report) == []
