"""What the prose of a report states: claims, the words that make them, and the cells they are of."""

from helpers.claims.claim import Claim, Stated
from helpers.claims.extraction import find_claims

__all__ = ["Claim", "Stated", "find_claims"]
