"""What the toy world knows: its colours, its words, and which combinations are kept out of the training pictures."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from random import Random
from typing import Dict, List, Tuple

Color = Tuple[int, int, int]

COLORS: Dict[str, Color] = {
    "red": (222, 45, 48),
    "orange": (245, 140, 30),
    "yellow": (250, 215, 50),
    "green": (52, 168, 83),
    "blue": (45, 105, 225),
    "purple": (130, 60, 190),
    "pink": (250, 130, 180),
    "brown": (130, 80, 45),
    "black": (25, 25, 28),
    "white": (248, 248, 248),
    "gray": (140, 142, 146),
    "cyan": (60, 200, 215),
}

HOUSE_COLORS = ("red", "yellow", "blue", "white", "pink", "green", "brown", "orange")
RELATIONS = ("left of", "right of", "above", "below")
NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four"}

_HELD_OUT_SHARE = 12


@dataclass
class Caption:
    """A caption in pieces, each with the probability that training leaves it out, and the facts that it states."""

    pieces: List[Tuple[str, float]]
    facts: Dict[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return " ".join(piece for piece, _ in self.pieces)


def vary(pieces: List[Tuple[str, float]], random: Random) -> str:
    """A caption as training sees it: pieces are left out at random, and sometimes it says that it is a picture."""
    kept = " ".join(text for text, drop in pieces if random.random() >= drop)
    if random.random() < 0.06:
        return f"a {random.choice(('picture', 'drawing', 'painting'))} of {kept}"
    return kept


def with_article(words: str) -> str:
    return ("an " if words[0] in "aeiou" else "a ") + words


def plural(noun: str) -> str:
    irregular = {"cross": "crosses", "cactus": "cacti"}
    return irregular.get(noun, noun + "s")


def jitter(color: Color, random: Random, amount: int = 6) -> Color:
    """The colour, each channel moved by at most `amount` of 255."""
    red, green, blue = (max(0, min(255, value + random.randint(-amount, amount))) for value in color)
    return red, green, blue


def is_held_out(*combination: object) -> bool:
    """
    Whether this combination of facts belongs to the test: one in twelve, chosen by a hash that never changes.
    No training picture shows such a combination, so no training caption names it.
    """
    key = "|".join(str(part) for part in combination)
    return zlib.crc32(key.encode()) % _HELD_OUT_SHARE == 0
