"""What a PDF is read as does not depend on the fonts of the machine."""

from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
from matplotlib.ft2font import FT2Font, LoadFlags
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.digests import digest
from helpers.sources import load, open_source
from helpers.synthetic import synthesize

FONT = Path(find_spec("zhplot").origin).parent / "fonts" / "NotoSansSC-Regular.ttf"
SIZE, LEFT = 9, 50


def printed(text, font):
    """A page that prints a text in a font that is not in the file."""
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    file = BytesIO()
    canvas = Canvas(file)
    canvas.setFont(font, SIZE)
    canvas.drawString(LEFT, 700, text)
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize(
    ("font", "text"), [("STSong-Light", "政"), ("MSung-Light", "許"), ("HeiseiMin-W3", "公")]
)
def test_a_font_that_is_not_in_the_file_is_the_one_that_the_package_brings(font, text):
    """A character has the ends that its glyph has in Noto Sans SC, whatever font is asked for."""
    document = load(open_source(printed(text, font)))
    (found,) = document.locate(document.tokens[0], 0, 1)
    noto = FT2Font(FONT)
    left, _, right, _ = noto.load_char(ord(text), LoadFlags.NO_SCALE).bbox
    scale = SIZE / noto.units_per_EM
    assert found.left == pytest.approx(LEFT + left * scale, abs=0.02)
    assert found.right == pytest.approx(LEFT + right * scale, abs=0.02)


def test_the_same_pdf_has_the_same_digest_and_another_one_has_not():
    """`python -m benchmarks.digests` is run with and without the fonts of the system."""
    one, same, other = (synthesize(seed, medium="pdf").content for seed in (1, 1, 2))
    assert digest(one) == digest(same) != digest(other)
