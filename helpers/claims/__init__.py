"""What the prose of a report states: claims, the words that make them, and their cells."""

from helpers.claims.claim import Claim, Stated
from helpers.claims.extraction import find_claims

__all__ = ["Claim", "Stated", "find_claims"]
