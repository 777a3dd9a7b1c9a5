"""How a printed figure may have come from the true one: one slip of hand or eye."""

from __future__ import annotations

from collections.abc import Callable

# Neighbours on the digit row and on the number pad.
NEIGHBOURS = {
    "0": "19", "1": "0245", "2": "1356", "3": "2456", "4": "13578",
    "5": "124678", "6": "3579", "7": "4568", "8": "5679", "9": "0568",
}  # fmt: skip


def _transposed(printed: str, true: str) -> bool:
    """Two neighbouring digits changed places."""
    return any(
        true[:i] + true[i + 1] + true[i] + true[i + 2 :] == printed
        for i in range(len(true) - 1)
        if true[i] != true[i + 1]
    )


def _doubled(printed: str, true: str) -> bool:
    """One digit is printed twice."""
    return any(true[:i] + true[i] + true[i:] == printed for i in range(len(true)))


def _without_one(longer: str, shorter: str) -> bool:
    return len(longer) == len(shorter) + 1 and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))
    )


def _added(printed: str, true: str) -> bool:
    return _without_one(printed, true)


def _dropped(printed: str, true: str) -> bool:
    return _without_one(true, printed)


def _different(printed: str, true: str) -> list[tuple[str, str]]:
    if len(printed) != len(true):
        return []
    return [(p, t) for p, t in zip(printed, true, strict=True) if p != t]


def _neighbouring_key(printed: str, true: str) -> bool:
    different = _different(printed, true)
    return len(different) == 1 and different[0][0] in NEIGHBOURS[different[0][1]]


def _other_digit(printed: str, true: str) -> bool:
    return len(_different(printed, true)) == 1


# The first that fits names the slip.
SLIPS: dict[str, Callable[[str, str], bool]] = {
    "transposed": _transposed,
    "doubled": _doubled,
    "added": _added,
    "dropped": _dropped,
    "neighbouring key": _neighbouring_key,
    "other digit": _other_digit,
}
LEAST_DIGITS = 2


def slip(printed: float, implied: float) -> str | None:
    """The slip that turns the implied figure into the printed one, None where one is not enough.

    `left 0` is a figure that was not filled in. Of figures of one digit only a slip that leaves a
    trace counts: that 3 stands for 4 is no evidence. Example: `slip(27, 72)` is `"transposed"`.
    """
    if printed == 0 and implied > 0:
        return "left 0"
    if printed == -implied:
        return "sign"
    if printed < 0 or implied < 0 or printed != int(printed) or implied != int(implied):
        return None
    texts = str(int(printed)), str(int(implied))
    if max(map(len, texts)) < LEAST_DIGITS:
        return None
    return next((name for name, made in SLIPS.items() if made(*texts)), None)
