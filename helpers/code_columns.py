"""Columns of codes, serial numbers, shares and remarks, taken out before the tables are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, product, zip_longest

from helpers.cells import Problem
from helpers.characters import normalise
from helpers.document import Document, Strip
from helpers.forms import Form
from helpers.label_places import find_lines
from helpers.labels import Found
from helpers.numbers import UNIT_WORDS, read_print
from helpers.sections import detect_form, locate
from helpers.statistics_heads import CODE, LABEL, REMARKS, SHARE, label_head, words_of
from helpers.tokens import Tokens

CODES = "column of codes, serial numbers, shares or remarks, in which no figure of the form stands"
# So many numbers in order, from 1 on, are no figures; with a zero in front, fewer.
FEWEST, FEWEST_PADDED = 8, 3
COUNTED = (
    [f"{number:02d}" for number in range(1, FEWEST_PADDED + 1)],
    [f"{number:03d}" for number in range(1, FEWEST_PADDED + 1)],
    [f"{number:04d}" for number in range(1, FEWEST_PADDED + 1)],
    [str(number) for number in range(1, FEWEST + 1)],
)
# Between a head and the first number below it stand fewer rows of signs.
NEAR = 3
# A row of the same table is hardly so much narrower or wider than its heads.
DRIFT = 2
_CODE = re.compile(
    r"[A-Za-z]{0,2}\d{1,4}|[一二三四五六七八九十]{1,3}|[甲乙丙丁]|\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)|[-—/]+|"
)
_UNIT = re.compile("|".join(sorted(UNIT_WORDS, key=len, reverse=True)))
_BEHIND = re.compile(rf"\s*(?:{_UNIT.pattern})?\s*(\d{{1,4}})(?=\s|$)")
_BEFORE = re.compile(r"(?:^|(?<=\s))(\d{1,4})\s*$")
_BEGINS = re.compile(r"\d{1,3}(?=\s)")
# Between a label and its code stand so many tokens at most: the unit, a page number, the rest of
# the label.
NEXT = 5
# What stands between a code and the label of a part.
_OF_THESE = "其中:"
MOST = 10_000
# A code has fewer digits than this.
MOST_DIGITS = 4
_WORD = re.compile(r"[\u3400-\u9fffA-Za-z]")
# What the cells below each head hold.
_BESIDE = words_of(REMARKS) | words_of(SHARE)
_HOLDS = (
    dict.fromkeys(words_of(CODE), _CODE)
    | dict.fromkeys(words_of(REMARKS), re.compile(".*"))
    | dict.fromkeys(words_of(SHARE), re.compile(r"[+-]?\d[\d.]*%|[-—/]+|"))
)
# What is no remark.
_FIGURE = re.compile(r"[+\-]?\d[\d.,]*")
# The head of labels in the second table of the national forms since 2019.
CONTENT = "信息内容"
Ends = tuple[float, float]
Span = tuple[int, int, int]


def without_codes(document: Document) -> tuple[Document, list[Problem]]:
    """The document without columns of codes, and a problem for each with what stood in it."""
    texts = set(document.tokens.texts)
    named = any(word in document.strip.text for word in words_of(CODE))
    remarks = any(word in document.strip.text for word in _BESIDE)
    if not (named or remarks) and not any(texts.issuperset(numbers) for numbers in COUNTED):
        return document, []
    headed = _below_heads(document.strip) if named or remarks else []
    if places := headed or _in_order(document.tokens):
        return _without(document, [(i, 0, len(document.tokens.texts[i])) for i in places])
    return _without(document, _in_text(document.strip) if named else [])


def _without(document: Document, spans: Sequence[Span]) -> tuple[Document, list[Problem]]:
    """The document with parts of its tokens blanked; a token with nothing else in it is no more."""
    if not spans:
        return document, []
    texts, gone = list(document.tokens.texts), set()
    printed = []
    for index, start, stop in spans:
        text = texts[index]
        printed.append(text[start:stop])
        texts[index] = text[:start] + " " * (stop - start) + text[stop:]
        if not texts[index].strip():
            gone.add(index)
    tokens = Tokens()
    for index, token in enumerate(document.tokens):
        if index not in gone:
            tokens.add(texts[index], *token[1:])
    problem = Problem(document.tokens.lines[spans[0][0]], " ".join(filter(None, printed)), CODES)
    return replace(document, tokens=tokens), [problem]


def _in_order(tokens: Tokens) -> list[int]:
    """The cells of the columns of a grid that number its rows, and their heads."""
    columns: dict[Ends, list[int]] = {}
    for place, (row, *ends) in enumerate(
        zip(tokens.rows, tokens.lefts, tokens.rights, strict=True)
    ):
        if row is not None:
            columns.setdefault((ends[0] or 0.0, ends[1] or 0.0), []).append(place)
    return [place for column in columns.values() for place in _counted(tokens, column)]


def _below_heads(strip: Strip) -> list[int]:
    """The cells of a grid below a head of codes, shares or remarks, and these heads."""
    tokens = strip.tokens
    headed: list[list[int]] = []
    heads: dict[Ends, tuple[re.Pattern[str], list[int]]] = {}
    width = 0.0
    for row in _rows(tokens):
        ends = {place: (tokens.lefts[place] or 0.0, tokens.rights[place] or 0.0) for place in row}
        texts = {place: strip.text[strip.starts[place] : strip.ends[place]] for place in row}
        wide = max(right for _, right in ends.values())
        named = {
            ends[place]: (_HOLDS[text], [place]) for place, text in texts.items() if text in _HOLDS
        }
        if named and len(row) > len(named):
            heads, width = named, wide
            headed += [column for _, column in named.values()]
        elif abs(wide - width) > DRIFT or _has_other_heads(ends, texts, heads):
            heads = {}
        else:
            for place in filter(lambda place: ends[place] in heads, row):
                holds, column = heads[ends[place]]
                column += [place] * bool(holds.fullmatch(texts[place]))
    return [place for column in headed if not _are_no_remarks(strip, column) for place in column]


def _are_no_remarks(strip: Strip, column: Sequence[int]) -> bool:
    """Whether figures stand below a head of remarks: spans that differ have put them there."""
    texts = [strip.text[strip.starts[place] : strip.ends[place]] for place in column]
    return not words_of(REMARKS).isdisjoint(texts[:1]) and any(map(_FIGURE.fullmatch, texts))


def _has_other_heads(
    ends: Mapping[int, Ends], texts: Mapping[int, str], heads: Mapping[Ends, object]
) -> bool:
    """Whether a row has the head of labels, and another head in place of one of these."""
    labels = not (words_of(LABEL) | {CONTENT}).isdisjoint(texts.values())
    return labels and any(text and ends[place] in heads for place, text in texts.items())


def _rows(tokens: Tokens) -> Iterator[list[int]]:
    """The places of the tokens of each printed row."""
    if not any(tokens.rows):
        return
    numbered = ((row, place) for place, row in enumerate(tokens.rows) if row is not None)
    for _, row in groupby(numbered, key=lambda pair: pair[0]):
        yield [place for _, place in row]


def _counted(tokens: Tokens, column: Sequence[int]) -> list[int]:
    """The cells of a column that count on from 1, if they are enough, with those between and above.

    Those between are empty or hold a sign, the one above is the head.
    """
    texts = {tokens.texts[place].strip() for place in column}
    if not any(texts.issuperset(numbers) for numbers in COUNTED):
        return []
    found: list[int] = []
    best: list[int] = []
    for place in column:
        text = tokens.texts[place].strip()
        if text.isdecimal():
            found = [*found, place] if int(text) == len(found) + 1 else [place][: int(text) == 1]
        best = max(best, found, key=len)
    padded = bool(best) and tokens.texts[best[0]].strip().startswith("0")
    if len(best) < (FEWEST_PADDED if padded else FEWEST):
        return []
    first, last = column.index(best[0]), column.index(best[-1])
    above = [
        place for place in column[max(0, first - NEAR) : first] if _WORD.search(tokens.texts[place])
    ]
    inside = [place for place in column[first:last] if not _WORD.search(tokens.texts[place])]
    return [*above[-1:], *inside, column[last]]


def _in_text(strip: Strip) -> list[Span]:
    """The codes of lines of text: a number beside each label, each larger than the last."""
    form = detect_form(strip)
    if form is None:
        return []
    spans: list[Span] = []
    for found in _lines(strip, form):
        place = label_head(strip, found[0].start)
        if place < 0:
            spans += _numbers_of_lines(strip, found)
            continue
        head = _head(strip, place, found[0].start)
        before = head is not None and (head[0], head[1]) < _place(strip, place)
        codes = [(match, (_before if before else _behind)(strip, match)) for match in found]
        codes = _with_enclosed(strip, codes)
        rows = [code for match, code in codes if match.line.cells]
        numbers = [int(_text(strip, code)) for code in rows if code]
        if head and len(numbers) == len(rows) and all(a < b for a, b in pairwise(numbers)):
            spans += [head, *_with_groups(strip, codes)]
        elif head and (glued := _glued(strip, found, before)):
            spans += [head, *glued]
    return spans


def _numbers_of_lines(strip: Strip, found: Sequence[Found]) -> list[Span]:
    """The numbers that begin the lines of all labels and count on from the first to the last."""
    rows = [strip.token_at(match.start) for match in found if match.line.cells]
    begun = [(row, _BEGINS.match(strip.tokens.texts[row])) for row in rows]
    numbers = [int(number[0]) for _, number in begun if number]
    counted = list(range(numbers[0], numbers[0] + len(rows))) if numbers else []
    if len(rows) < FEWEST_PADDED or numbers != counted:
        return []
    return [(row, *number.span()) for row, number in begun if number]


def _glued(strip: Strip, found: Sequence[Found], before: bool) -> list[Span]:
    """The codes that touch figures in flat text, where every row has its own number of a count."""
    rows = [match for match in found if match.line.cells]
    for counted, zeros in product((rows, found), range(1, MOST_DIGITS)):
        if len(rows) < FEWEST:
            continue
        numbers = {match: f"{number:0{zeros}d}" for number, match in enumerate(counted, 1)}
        places = [_glued_place(strip, match, numbers[match], before) for match in counted]
        if all(place >= 0 for place in places):
            return [
                (index, offset, offset + len(numbers[match]))
                for match, place in zip(counted, places, strict=True)
                for index, offset in [_place(strip, place)]
            ]
    return []


def _glued_place(strip: Strip, found: Found, code: str, before: bool) -> int:
    """Where the code of a row begins, right in front of its label or behind its unit; or -1."""
    if before:
        start = found.start - len(_OF_THESE) * strip.text.endswith(_OF_THESE, 0, found.start)
        return start - len(code) if strip.text.endswith(code, 0, start) else -1
    unit = _UNIT.match(strip.text, found.end)
    place = unit.end() if unit else found.end
    return place if strip.text.startswith(code, place) else -1


def _with_groups(strip: Strip, codes: Sequence[tuple[Found, Span | None]]) -> Iterator[Span]:
    """The codes of rows, and those of groups which stand in their order."""
    last = 0
    for number, (match, code) in enumerate(codes):
        following = (c for m, c in codes[number + 1 :] if m.line.cells and c)
        behind = next(following, None)
        if code and (
            match.line.cells
            or last < int(_text(strip, code)) < (int(_text(strip, behind)) if behind else MOST)
        ):
            last = int(_text(strip, code))
            yield code


def _with_enclosed(
    strip: Strip, codes: Sequence[tuple[Found, Span | None]]
) -> list[tuple[Found, Span | None]]:
    """The codes of rows, those among the lines of a label as well.

    Such a code is the only number in the lines of its row that counts on from the row before.
    """
    rows = [place for place, (match, _) in enumerate(codes) if match.line.cells]
    filled = list(codes)
    last = 0
    for place, following in zip_longest(rows, rows[1:]):
        match, code = filled[place]
        behind = filled[following] if following is not None else None
        counts_on = code is not None and int(_text(strip, code)) == last + 1
        if not counts_on and behind and behind[1] and int(_text(strip, behind[1])) == last + 2:
            code = _only_word(strip, str(last + 1), match.start, behind[0].start)
            filled[place] = match, code
        last = int(_text(strip, code)) if code else -MOST
    return filled


def _only_word(strip: Strip, number: str, start: int, end: int) -> Span | None:
    """Where a number stands as a word of its own on the lines from one label to the next."""
    word = re.compile(rf"(?<!\S)0*{number}(?!\S)")
    first, last = strip.token_at(start), strip.token_at(end)
    found = [
        (index, match.start(), match.end())
        for index in range(first, last)
        for match in word.finditer(strip.tokens.texts[index])
    ]
    return found[0] if len(found) == 1 else None


def _head(strip: Strip, place: int, first: int) -> Span | None:
    """The head of codes between or right in front of the heads that begin at `place`."""
    for word in sorted(words_of(CODE), key=len, reverse=True):
        start = strip.text.find(word, max(0, place - len(word)), first)
        if start >= 0:
            index, offset = _place(strip, start)
            return index, offset, offset + len(word)
    return None


def _place(strip: Strip, offset: int) -> tuple[int, int]:
    """The token at an offset of the strip, and where in its text the offset is."""
    index = strip.token_at(offset)
    return index, strip.printed(index, offset, strip.ends[index])[1]


def _behind(strip: Strip, found: Found) -> Span | None:
    """The number behind a label and its unit, a word of its own."""
    for index, start, _ in strip.slices(found.end, len(strip.text))[:NEXT]:
        text, offset = strip.printed(index, start, strip.ends[index])
        if code := _BEHIND.match(text):
            return index, offset + code.start(1), offset + code.end(1)
        word = normalise(text)
        if word and word not in UNIT_WORDS and word not in found.rest and not _is_page(text):
            return None
    return None


def _before(strip: Strip, found: Found) -> Span | None:
    """The number in front of a label, a word of its own."""
    start = found.start - len(_OF_THESE) * strip.text.endswith(_OF_THESE, 0, found.start)
    index = strip.token_at(start)
    if strip.starts[index] == start:
        index -= 1
    while index > 0 and _is_page(strip.tokens.texts[index]):
        index -= 1
    text, _ = strip.printed(index, strip.starts[index], min(strip.ends[index], start))
    code = _BEFORE.search(text)
    return (index, code.start(1), code.end(1)) if code and index >= 0 else None


def _is_page(text: str) -> bool:
    return read_print(text)[1].kind == "page"


def _lines(strip: Strip, form: Form) -> Iterator[list[Found]]:
    """The found rows of each table that has enough of them."""
    layout = locate(strip, form)
    for key, (start, end) in layout.zones.items():
        table = form.tables[key]
        if table.layout != "across":
            found = find_lines(strip, table, start, layout.anchors.get(key, start), end)
            if len(found) >= FEWEST_PADDED:
                yield found


def _text(strip: Strip, span: Span) -> str:
    index, start, stop = span
    return strip.tokens.texts[index][start:stop]
