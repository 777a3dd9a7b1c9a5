"""Noise in cells: how publishers print a figure, and how converters harm it."""

from __future__ import annotations

from helpers.synthetic.draft import Draft
from helpers.synthetic.figures import Key, Print, plain

MARKS = ("/", "-", "—", "无")
FULL_WIDTH = str.maketrans("0123456789()", "０１２３４５６７８９（）")
LETTERS = {"0": "O", "1": "l", "5": "S", "2": "Z"}


def _some(draft: Draft, share: float) -> list[Key]:
    """Some of the cells that print a figure, at least one where there is any."""
    figures = draft.figures()
    count = max(1, round(len(figures) * share))
    return draft.rng.sample(figures, min(count, len(figures)))


def mistake(draft: Draft) -> bool:
    """The publisher's own mistake: one or two figures that break an identity."""
    bound = [key for key in draft.figures() if key[0] != "disclosure"]
    for key in draft.rng.sample(bound, draft.rng.randint(1, 2)):
        value = draft.prints[key].value or 0.0
        wrong = value + draft.rng.choice((1, -1, 10, 9, 2)) if value else 1.0
        draft.prints[key] = Print("read", max(wrong, 0.0), plain(max(wrong, 0.0)))
    return True


def blank(draft: Draft) -> bool:
    """Blank cells instead of 0, all of them or some."""
    zeros = [key for key in draft.figures() if draft.prints[key].value == 0]
    if draft.rng.random() < 0.5:
        zeros = [key for key in zeros if draft.rng.random() < 0.3]
    for key in zeros:
        draft.prints[key] = Print("blank", None, "")
    return bool(zeros)


def marks(draft: Draft) -> bool:
    """A sign instead of 0."""
    mark = draft.rng.choice(MARKS)
    share = draft.rng.choice((0.1, 0.5, 1.0))
    zeros = [key for key in draft.figures() if draft.prints[key].value == 0]
    zeros = [key for key in zeros if draft.rng.random() < share]
    for key in zeros:
        draft.prints[key] = Print("mark", None, mark)
    return bool(zeros)


def signed(draft: Draft) -> bool:
    """Changes with their sign, `+14` and `-2`."""
    changes = [key for key in draft.figures() if key[2] == "items_change"]
    for key in changes:
        value = float(draft.rng.randint(-30, 30))
        draft.prints[key] = Print("read", value, f"{value:+.0f}" if value else "0")
    return bool(changes)


def full_width(draft: Draft) -> bool:
    """Full-width digits in all cells or in some."""
    for key in _some(draft, draft.rng.choice((0.1, 1.0))):
        draft.reprint(key, draft.prints[key].text.translate(FULL_WIDTH))
    return True


def thousands(draft: Draft) -> bool:
    """Thousands separators."""
    comma = draft.rng.choice(",，")
    large = [k for k in draft.figures() if abs(draft.prints[k].value or 0) >= 1000]
    for key in large:
        whole, dot, fraction = plain(draft.prints[key].value or 0.0).partition(".")
        draft.reprint(key, f"{int(whole):,}".replace(",", comma) + dot + fraction)
    return bool(large)


def units(draft: Draft) -> bool:
    """A unit behind the figure."""
    for key in _some(draft, draft.rng.choice((0.02, 1.0))):
        unit = draft.form.tables[key[0]].units[key[1:]] or "条"
        if key[2] == "amount":
            unit = draft.rng.choice(("万元", "元", "万"))
        draft.reprint(key, draft.prints[key].text + unit)
    return True


def decimals(draft: Draft) -> bool:
    """Amounts with many decimals."""
    amounts = [key for key in draft.figures() if key[2] == "amount" or key[1] == "fees_waived"]
    for key in amounts:
        value = round(draft.rng.uniform(0, 30_000), draft.rng.randint(1, 6))
        draft.prints[key] = Print("read", value, plain(value))
    return bool(amounts)


def spaced_decimals(draft: Draft) -> bool:
    """A space beside the decimal point."""
    point = draft.rng.choice((". ", " .", " . "))
    fractions = [key for key in draft.figures() if "." in draft.prints[key].text]
    for key in fractions:
        draft.reprint(key, draft.prints[key].text.replace(".", point))
    return bool(fractions)


def letter(draft: Draft) -> bool:
    """A letter that character recognition put into a number: `12a`, `l0`."""
    for key in _some(draft, 0.01)[:2]:
        text = draft.prints[key].text
        place = draft.rng.randrange(len(text))
        other = LETTERS.get(text[place], "a")
        harmed = (
            f"{text}a" if draft.rng.random() < 0.4 else text[:place] + other + text[place + 1 :]
        )
        draft.prints[key] = Print("unreadable", None, harmed)
    return True


def annotation(draft: Draft) -> bool:
    """A remark behind a figure: `22（其中修订16件）`."""
    large = [key for key in draft.figures() if (draft.prints[key].value or 0) > 1]
    for key in draft.rng.sample(large, min(2, len(large))):
        part = draft.rng.randint(1, int(draft.prints[key].value or 1))
        draft.reprint(key, f"{draft.prints[key].text}（其中修订{part}件）")
    return bool(large)


def lost_value(draft: Draft) -> bool:
    """One or two figures whose text is gone without trace."""
    for key in _some(draft, 0.01)[: draft.rng.randint(1, 2)]:
        draft.lost.add(key)
        draft.prints[key] = draft.prints[key]._replace(status="lost")
    return True
