"""Pictures of one or more flat shapes on a plain background."""

from __future__ import annotations

from random import Random
from typing import List, Tuple

from PIL import Image

from shapes import SHAPES, draw_shape
from world import COLORS, NUMBERS, RELATIONS, Caption, is_held_out, jitter, plural, with_article

Size = Tuple[int, int]

_RADII = {"small": (0.16, 0.2), "": (0.25, 0.35), "large": (0.37, 0.43)}
_CONTOURS = {True: COLORS["black"], False: COLORS["white"]}


def _pick_colors(random: Random, count: int) -> List[str]:
    return random.sample(list(COLORS), count)


def _contour(random: Random, outlined: bool, background: str, color: str):
    if not outlined:
        return None
    return jitter(_CONTOURS["black" not in (background, color)], random)


def _finish(noun_phrase: str, background: str, facts: dict) -> Caption:
    facts["background"] = background
    return Caption([(noun_phrase, 0.0), (f"on {with_article(background + ' background')}", 0.08)], facts)


def single_object(random: Random, size: Size, held_out: bool = False) -> Tuple[Image.Image, Caption]:
    """One shape near the centre."""
    while True:
        (background, color), shape = _pick_colors(random, 2), random.choice(SHAPES)
        if is_held_out("single", color, shape, background) == held_out:
            break
    extent = random.choice(("small", "", "", "", "", "large"))
    outlined = random.random() < 0.07
    picture = Image.new("RGB", size, jitter(COLORS[background], random))
    unit = min(size)
    radius = random.uniform(*_RADII[extent]) * unit
    slack = min(unit * 0.5 - radius * 1.15, unit * 0.14)
    center = (size[0] / 2 + random.uniform(-slack, slack), size[1] / 2 + random.uniform(-slack, slack))
    contour = _contour(random, outlined, background, color)
    draw_shape(picture, shape, center, radius, jitter(COLORS[color], random), contour)
    words = [extent, "outlined" if outlined else "", color, shape]
    facts = {"kind": "single", "color": color, "shape": shape}
    return picture, _finish(with_article(" ".join(word for word in words if word)), background, facts)


def _pair_centers(random: Random, size: Size, relation: str) -> List[Tuple[float, float]]:
    sideways = relation in ("left of", "right of") or (relation == "and" and random.random() < 0.5)
    wobble = lambda: random.uniform(-0.02, 0.02)
    near, far, middle = 0.26 + wobble(), 0.74 + wobble(), 0.5 + random.uniform(-0.06, 0.06)
    centers = [(near, middle), (far, middle)] if sideways else [(middle, near), (middle, far)]
    if relation in ("right of", "below") or (relation == "and" and random.random() < 0.5):
        centers.reverse()
    return [(x * size[0], y * size[1]) for x, y in centers]


def object_pair(random: Random, size: Size, held_out: bool = False) -> Tuple[Image.Image, Caption]:
    """Two shapes of different colours: beside each other, or one above the other."""
    while True:
        background, first, second = _pick_colors(random, 3)
        shapes = [random.choice(SHAPES), random.choice(SHAPES)]
        if is_held_out("pair", *sorted([f"{first} {shapes[0]}", f"{second} {shapes[1]}"])) == held_out:
            break
    relation = random.choice((*RELATIONS, "and"))
    picture = Image.new("RGB", size, jitter(COLORS[background], random))
    for color, shape, center in zip((first, second), shapes, _pair_centers(random, size, relation)):
        draw_shape(picture, shape, center, random.uniform(0.165, 0.205) * min(size), jitter(COLORS[color], random))
    phrase = f"{with_article(f'{first} {shapes[0]}')} {relation} {with_article(f'{second} {shapes[1]}')}"
    facts = {"kind": "pair", "colors": [first, second], "shapes": shapes, "relation": relation}
    return picture, _finish(phrase, background, facts)


_LAYOUTS = {
    2: (((0.27, 0.5), (0.73, 0.5)), ((0.5, 0.27), (0.5, 0.73)), ((0.29, 0.29), (0.71, 0.71))),
    3: (((0.5, 0.28), (0.27, 0.71), (0.73, 0.71)), ((0.19, 0.5), (0.5, 0.5), (0.81, 0.5))),
    4: (((0.28, 0.28), (0.72, 0.28), (0.28, 0.72), (0.72, 0.72)),),
}
_COUNT_RADII = {2: (0.15, 0.19), 3: (0.115, 0.14), 4: (0.13, 0.165)}


def object_group(random: Random, size: Size, held_out: bool = False) -> Tuple[Image.Image, Caption]:
    """Two, three or four equal shapes."""
    while True:
        (background, color), shape = _pick_colors(random, 2), random.choice(SHAPES)
        count = random.choice((2, 3, 4))
        if is_held_out("group", count, color, shape) == held_out:
            break
    picture = Image.new("RGB", size, jitter(COLORS[background], random))
    radius = random.uniform(*_COUNT_RADII[count]) * min(size)
    paint = jitter(COLORS[color], random)
    for x, y in random.choice(_LAYOUTS[count]):
        center = ((x + random.uniform(-0.02, 0.02)) * size[0], (y + random.uniform(-0.02, 0.02)) * size[1])
        draw_shape(picture, shape, center, radius, paint)
    facts = {"kind": "group", "color": color, "shape": shape, "count": count}
    return picture, _finish(f"{NUMBERS[count]} {color} {plural(shape)}", background, facts)
