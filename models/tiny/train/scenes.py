"""Toy landscapes: sky, mountains, ground, a lake, plants, and a house or a castle."""

from __future__ import annotations

from random import Random
from typing import Dict, List, Tuple

import numpy as np
from PIL import Image, ImageDraw

from world import COLORS, HOUSE_COLORS, NUMBERS, Caption, Color, is_held_out, jitter, with_article

Size = Tuple[int, int]
Pen = ImageDraw.ImageDraw

SKY_GRADIENTS: Dict[str, Tuple[Color, Color]] = {
    "day": ((70, 150, 240), (190, 225, 250)),
    "sunset": ((95, 60, 140), (250, 150, 70)),
    "night": ((10, 14, 45), (40, 50, 105)),
}
GROUND: Dict[str, Color] = {
    "summer": (95, 180, 75),
    "winter": (238, 244, 250),
    "autumn": (200, 140, 60),
    "desert": (230, 195, 120),
}
NIGHT_DIMMING = 0.45
_MOUNTAIN = {"day": (120, 130, 150), "sunset": (85, 60, 95), "night": (35, 40, 65)}
_WATER = {"day": (60, 140, 215), "sunset": (170, 105, 120), "night": (25, 40, 90)}
_CLOUD = {"day": (250, 251, 253), "sunset": (235, 170, 165), "night": (78, 84, 118)}
_SKY_WORDS = {"day": "under a blue sky", "sunset": "at sunset", "night": "at night"}
_PLANTS = {"pine": ("pine tree", "pine trees"), "round": ("tree", "trees"), "cactus": ("cactus", "cacti")}


def _draw_facts(random: Random) -> Dict[str, object]:
    """What a landscape shows. Every fact has one word, or a few words, in the caption."""
    season = random.choice(("summer", "summer", "winter", "autumn", "desert"))
    building = random.choice(("house",) * 6 + ("castle",) + ("",) * 3)
    return {
        "kind": "scene",
        "sky": random.choice(tuple(SKY_GRADIENTS)),
        "season": season,
        "building": building,
        "house": random.choice(HOUSE_COLORS) if building == "house" else "",
        "plants": random.choice((0, 0, 1, 2, 3)),
        "plant": "cactus" if season == "desert" else random.choice(("pine", "round")),
        "mountains": random.random() < 0.4,
        "lake": season != "desert" and random.random() < 0.25,
        "orb": random.random() < 0.75,
        "clouds": random.random() < 0.15,
    }


def _is_test_scene(facts: Dict[str, object]) -> bool:
    named = ("sky", "season", "building", "house", "plants", "plant", "mountains", "lake")
    return is_held_out("scene", *(facts[name] for name in named))


def _paint_sky(facts: Dict[str, object], random: Random, size: Size, horizon: int) -> Image.Image:
    top, bottom = (jitter(color, random, 8) for color in SKY_GRADIENTS[facts["sky"]])
    share = np.linspace(0.0, 1.0, horizon)[:, None]
    column = np.zeros((size[1], 3))
    column[:horizon] = np.array(top) * (1 - share) + np.array(bottom) * share
    pixels = np.broadcast_to(column[:, None].clip(0, 255).astype(np.uint8), (size[1], size[0], 3))
    return Image.fromarray(np.ascontiguousarray(pixels))


def _paint_heavens(pen: Pen, facts: Dict[str, object], random: Random, size: Size, horizon: int) -> None:
    unit = min(size)
    if facts["sky"] == "night":
        for _ in range(14):
            x, y, r = random.randint(0, size[0]), random.randint(0, int(horizon * 0.8)), random.choice((1, 2))
            pen.ellipse((x - r, y - r, x + r, y + r), fill=(245, 245, 225))
    radius = unit * random.uniform(0.07, 0.1)
    x, y = size[0] * random.uniform(0.12, 0.88), size[1] * random.uniform(0.1, 0.28)
    if facts["orb"]:
        if facts["sky"] == "sunset":
            y = horizon - radius * random.uniform(0.6, 2.2)
        color = {"day": (255, 225, 80), "sunset": (255, 110, 60), "night": (240, 240, 215)}[facts["sky"]]
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=color)
    if facts["clouds"]:
        color = _CLOUD[facts["sky"]]
        for place in random.sample((0.18, 0.5, 0.82), 2):
            x, y = size[0] * (place + random.uniform(-0.05, 0.05)), size[1] * random.uniform(0.12, 0.3)
            width = unit * random.uniform(0.05, 0.07)
            for dx, dy, r in ((-1.5, 0.25, 0.75), (-0.4, -0.2, 1.0), (0.8, 0.0, 0.9), (1.8, 0.3, 0.65)):
                cx, cy, r = x + dx * width, y + dy * width, r * width
                pen.ellipse((cx - r, cy - r, cx + r, cy + r), fill=color)


def _paint_mountains(pen: Pen, sky: str, random: Random, size: Size, horizon: int) -> None:
    unit = min(size)
    for _ in range(random.randint(2, 3)):
        x, width, height = size[0] * random.random(), unit * random.uniform(0.22, 0.4), unit * random.uniform(0.2, 0.36)
        pen.polygon(
            [(x - width, horizon + 2), (x + width, horizon + 2), (x, horizon - height)],
            fill=jitter(_MOUNTAIN[sky], random, 10),
        )
        cap, below = width * 0.28, horizon - height * 0.72
        pen.polygon([(x - cap, below), (x + cap, below), (x, horizon - height)], fill=(240, 244, 250))


def _paint_tree(pen: Pen, x: float, y: float, height: float, plant: str, snowy: bool, random: Random) -> None:
    pen.rectangle((x - height * 0.06, y - height * 0.3, x + height * 0.06, y), fill=jitter((105, 68, 40), random, 8))
    leaves = jitter((225, 235, 242) if snowy else (38, 125, 60), random, 10)
    if plant == "round":
        pen.ellipse((x - height * 0.3, y - height * 0.9, x + height * 0.3, y - height * 0.3), fill=leaves)
        return
    for tier in range(3):
        width, base = height * (0.34 - 0.08 * tier), y - height * (0.25 + 0.22 * tier)
        pen.polygon([(x - width, base), (x + width, base), (x, base - height * 0.36)], fill=leaves)


def _paint_cactus(pen: Pen, x: float, y: float, height: float, random: Random) -> None:
    green, w = jitter((50, 130, 70), random, 8), height * 0.1
    pen.rectangle((x - w, y - height * 0.8, x + w, y), fill=green)
    pen.rectangle((x - w * 3.2, y - height * 0.45, x, y - height * 0.33), fill=green)
    pen.rectangle((x - w * 3.2, y - height * 0.62, x - w * 2, y - height * 0.33), fill=green)
    pen.rectangle((x, y - height * 0.55, x + w * 3.2, y - height * 0.43), fill=green)
    pen.rectangle((x + w * 2, y - height * 0.72, x + w * 3.2, y - height * 0.43), fill=green)


def _paint_house(pen: Pen, x: float, y: float, unit: float, facts: Dict[str, object], random: Random) -> None:
    w, h = unit * random.uniform(0.14, 0.17), unit * random.uniform(0.17, 0.21)
    pen.rectangle((x - w, y - h, x + w, y), fill=jitter(COLORS[facts["house"]], random))
    roof = (245, 248, 252) if facts["season"] == "winter" else (95, 60, 55)
    pen.polygon([(x - w * 1.25, y - h), (x + w * 1.25, y - h), (x, y - h * 1.75)], fill=jitter(roof, random))
    pen.rectangle((x - w * 0.2, y - h * 0.5, x + w * 0.2, y), fill=jitter((80, 50, 35), random, 5))
    window = (190, 225, 245) if facts["sky"] == "day" else (255, 225, 120)
    for side in (-1, 1):
        middle = x + side * w * 0.62
        pen.rectangle((middle - w * 0.2, y - h * 0.75, middle + w * 0.2, y - h * 0.42), fill=window)


def _paint_castle(pen: Pen, x: float, y: float, unit: float, sky: str, random: Random) -> None:
    stone, w, h = jitter((125, 125, 135), random), unit * 0.17, unit * random.uniform(0.2, 0.23)
    pen.rectangle((x - w, y - h, x + w, y), fill=stone)
    for side in (-1, 1):
        tower, t = x + side * w, w * 0.36
        pen.rectangle((tower - t, y - h * 1.5, tower + t, y), fill=stone)
        roof = [(tower - t * 1.3, y - h * 1.5), (tower + t * 1.3, y - h * 1.5), (tower, y - h * 2.1)]
        pen.polygon(roof, fill=jitter((150, 50, 55), random))
    pen.rectangle((x - w * 0.24, y - h * 0.55, x + w * 0.24, y), fill=(70, 48, 38))
    window = (190, 225, 245) if sky == "day" else (255, 225, 120)
    pen.rectangle((x - w * 0.14, y - h * 0.9, x + w * 0.14, y - h * 0.68), fill=window)


def _paint_plants(
    pen: Pen, facts: Dict[str, object], random: Random, size: Size, base: float, building_x: float
) -> None:
    unit = min(size)
    places = [size[0] * share for share in (0.1, 0.26, 0.42, 0.58, 0.74, 0.9)]
    if facts["building"]:
        places = [x for x in places if abs(x - building_x) > unit * 0.24]
    for x in random.sample(places, facts["plants"]):
        x += random.uniform(-0.02, 0.02) * unit
        y, height = base + random.uniform(-0.02, 0.04) * unit, unit * random.uniform(0.24, 0.34)
        if facts["plant"] == "cactus":
            _paint_cactus(pen, x, y, height, random)
        else:
            _paint_tree(pen, x, y, height, facts["plant"], facts["season"] == "winter", random)


def _caption(facts: Dict[str, object], random: Random) -> Caption:
    things: List[str] = []
    if facts["building"]:
        things.append(with_article(f"{facts['house']} house" if facts["house"] else "castle"))
    if facts["plants"]:
        one, many = _PLANTS[facts["plant"]]
        things.append(with_article(one) if facts["plants"] == 1 else f"{NUMBERS[facts['plants']]} {many}")
    if facts["mountains"]:
        things.append("snowy mountains")
    if facts["lake"]:
        things.append("a lake")
    if not things:
        things = ["an empty desert" if facts["season"] == "desert" else "a meadow"]
    main = things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"
    pieces = [(main, 0.0)]
    if facts["season"] == "desert":
        if "desert" not in main:
            pieces.append(("in the desert", 0.06))
    else:
        pieces.append((f"in {facts['season']}", 0.2 if facts["season"] == "summer" else 0.06))
    pieces.append((_SKY_WORDS[facts["sky"]], 0.08))
    if facts["orb"]:
        pieces.append(("with a moon" if facts["sky"] == "night" else "with the sun", 0.35))
    if facts["clouds"]:
        pieces.append(("and clouds" if facts["orb"] else "with clouds", 0.1))
    return Caption(pieces, facts)


def scene(random: Random, size: Size, held_out: bool = False) -> Tuple[Image.Image, Caption]:
    """One landscape."""
    facts = _draw_facts(random)
    while _is_test_scene(facts) != held_out:
        facts = _draw_facts(random)
    unit, horizon = min(size), int(size[1] * random.uniform(0.58, 0.68))
    picture = _paint_sky(facts, random, size, horizon + 2)
    pen = ImageDraw.Draw(picture)
    _paint_heavens(pen, facts, random, size, horizon)
    if facts["mountains"]:
        _paint_mountains(pen, facts["sky"], random, size, horizon)
    ground = GROUND[facts["season"]]
    if facts["sky"] == "night":
        ground = tuple(int(value * NIGHT_DIMMING) for value in ground)
    pen.rectangle((0, horizon, *size), fill=jitter(ground, random, 8))
    depth = size[1] - horizon
    if facts["lake"]:
        pen.rectangle((0, int(horizon + depth * 0.45), *size), fill=jitter(_WATER[facts["sky"]], random, 8))
    base = horizon + depth * (0.3 if facts["lake"] else 0.45)
    building_x = size[0] * random.uniform(0.25, 0.75)
    _paint_plants(pen, facts, random, size, base, building_x)
    ground_line = base + unit * random.uniform(0.0, 0.05)
    if facts["building"] == "house":
        _paint_house(pen, building_x, ground_line, unit, facts, random)
    elif facts["building"] == "castle":
        _paint_castle(pen, building_x, ground_line, unit, facts["sky"], random)
    return picture, _caption(facts, random)
