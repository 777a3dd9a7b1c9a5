"""Signs that stand in a text for print which is no plain character: raised, struck out, drawn."""

from __future__ import annotations

# Digits beside and half above, or half below, others.
SUPERSCRIPTS = str.maketrans("0123456789０１２３４５６７８９", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)
SUBSCRIPTS = str.maketrans("0123456789０１２３４５６７８９", "₀₁₂₃₄₅₆₇₈₉" * 2)
# On both sides of text that is struck out, or that a style may hide.
STRUCK = "~~"
# A picture, a form field or another object: the character that Unicode has for it.
OBJECT = "\ufffc"
# In front of what is stored, where the print of it cannot be told: the character for such cases.
UNKNOWN = "\ufffd"
NOT_A_NUMBER = "not a number"
# Why print with a sign in it is no number.
REASONS = {
    OBJECT: "a picture or form field in a cell",
    STRUCK: "struck out, or perhaps hidden",
    UNKNOWN: "what a cell shows cannot be told from what is stored",
}


def struck(text: str) -> str:
    """The text as it stands when it is struck out: `~~12~~`."""
    return f"{STRUCK}{text}{STRUCK}" if text.strip() else text


def spoilt_by(raw: str) -> str:
    """Why a piece of print is no number, as `problems` says it."""
    return next((reason for sign, reason in REASONS.items() if sign in raw), NOT_A_NUMBER)
