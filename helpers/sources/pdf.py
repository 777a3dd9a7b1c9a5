"""PDF with a text layer: the lines in the order of the content, and the places of their words."""

from __future__ import annotations

from array import array
from itertools import accumulate

from helpers.computed import cached_property
from helpers.document import Document, Placed, Rule, Rules, Unseen, UnseenPlaces
from helpers.errors import SourceError
from helpers.sources.furniture import furniture
from helpers.sources.guard import Question, ask
from helpers.tokens import Token, Tokens

# Characters further apart than so many of their heights belong to two words: those with a space
# between them in the text, and those without, such as full-width digits.
WORD_GAP, CELL_GAP = 0.6, 2.5
_CONTROL = str.maketrans({"\x02": "-", "\ufffe": "-", "\x00": " "})
# Left, right, bottom and top of each character.
_BOX = 4
_NOWHERE = (0.0, 0.0, 0.0, 0.0)
_ADVICE = "a page may draw itself; print it anew into a PDF"


def pdf_document(content: bytes, name: str) -> Document:
    """The document of a PDF; lines count from 1 over all pages.

    Raises SourceError, which calls the source `name`, for a damaged or encrypted file, one with too
    many pages or too much to draw, and one without a text layer, such as a scan.
    """
    (pages, hidden), _ = ask(Question("pdf", "texts", content, name, _ADVICE))
    tokens = Tokens()
    starts: dict[int, tuple[int, int]] = {}
    texts = [text.translate(_CONTROL).split("\n") for text in pages]
    marked = furniture([[line.strip() for line in lines] for lines in texts])
    for number, lines in enumerate(texts, 1):
        start = 0
        for index, printed in enumerate(lines):
            line = printed.rstrip("\r")
            if stripped := marked.get((number - 1, index), line.strip()):
                place = len(tokens) + 1
                starts[place] = number, start + len(line) - len(line.lstrip())
                tokens.add(stripped, place, number)
            start += len(printed) + 1
    if not tokens and hidden:
        raise SourceError(
            f"{name}: nobody sees its text, which optical character recognition may have laid over "
            "pictures of its pages; copy the text into a file, and compare it with the pictures"
        )
    if not tokens:
        raise SourceError(
            f"{name}: has no text layer (a scan?); run optical character recognition over it, or "
            "look for the web page of the report"
        )
    places = _Places(content, name, starts)
    return Document(tokens, "pdf", places.locate, places.unseen, rules=places.rules, hidden=hidden)


class _Places:
    """Where the pages print what, which the guarded process is asked once a row is in doubt.

    `starts` has the page of every line, and where the line begins in the text of the page.
    """

    def __init__(self, content: bytes, name: str, starts: dict[int, tuple[int, int]]) -> None:
        self.content, self.name, self.starts = content, name, starts

    @cached_property
    def _answer(self) -> tuple[UnseenPlaces, Rules, list[int], array[float]]:
        """By page what its text leaves out and its lines; where each page begins; all boxes."""
        question = Question("pdf", "places", self.content, self.name, _ADVICE, again=True)
        (unseen, sizes, lines), numbers = ask(question)
        found = {page: [Unseen(*place) for place in places] for page, places in unseen}
        rules = {page: [Rule(*line) for line in ruled] for page, ruled in enumerate(lines, 1)}
        return found, rules, [0, *accumulate(sizes)], array("d", numbers)

    def unseen(self) -> UnseenPlaces:
        """By page, where something is drawn that is not in its text."""
        return self._answer[0]

    def rules(self) -> Rules:
        """By page, its ruled lines."""
        return self._answer[1]

    def locate(self, token: Token, offset: int, length: int) -> list[Placed]:
        """The words of token.text[offset:offset + length] with their places in points."""
        number, start = self.starts[token.line]
        _, _, firsts, boxes = self._answer
        first = firsts[number - 1] + start
        words: list[Placed] = []
        end, before, edge = -1, 0.0, 0.0
        for place, character in enumerate(token.text[offset : offset + length], offset):
            if character.isspace():
                continue
            box = (first + place) * _BOX
            # A page number has another text here than on its page, and may be longer.
            left, right, bottom, top = boxes[box : box + _BOX] or _NOWHERE
            height = top - bottom
            gap = (left - edge) / (height or 1.0)
            if not words or left < before or gap > (CELL_GAP if end == place else WORD_GAP):
                words.append(Placed(character, left, right, bottom + height / 2, height))
            else:
                words[-1] = words[-1]._replace(text=words[-1].text + character, right=right)
            end, before, edge = place + 1, left, right
        return words
