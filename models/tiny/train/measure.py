"""
What a picture shows, measured without the model: colours, shapes, places, counts, and the sky, season and house of a landscape.

The same measures stand in TypeScript in `tests/quality/tiny-model`; both read `score/prompts.json` and `score/templates.json`.
A picture is an array [height, width, 3] of bytes.
"""

from __future__ import annotations

from typing import Dict, List, Optional, Tuple

import numpy as np

from scenes import GROUND, NIGHT_DIMMING, SKY_GRADIENTS
from world import COLORS, HOUSE_COLORS

BORDER_PX = 6
#: A colour counts as seen from this share of the pixels on.
LEAST_AREA = 0.01
#: A component of a group counts from this share of the pixels on.
LEAST_COMPONENT = 0.005
LEAST_HOUSE = 0.015
TEMPLATE_SIZE = 32

_NAMES = list(COLORS)
_PALETTE = np.array([COLORS[name] for name in _NAMES], dtype=float)


def nearest(pixels: np.ndarray, palette: np.ndarray) -> np.ndarray:
    """The index of the palette's nearest colour for pixels [..., 3]."""
    differences = pixels[..., None, :].astype(float) - palette
    return (differences**2).sum(-1).argmin(-1)


def border(values: np.ndarray) -> np.ndarray:
    inner = np.zeros(values.shape[:2], dtype=bool)
    inner[BORDER_PX:-BORDER_PX, BORDER_PX:-BORDER_PX] = True
    return values[~inner]


def background_color(names: np.ndarray) -> int:
    return int(np.bincount(border(names), minlength=len(_NAMES)).argmax())


def object_colors(names: np.ndarray, background: int) -> List[int]:
    """Colours beside the background, the greatest area first."""
    counts = np.bincount(names.ravel(), minlength=len(_NAMES))
    counts[background] = 0
    order = np.argsort(-counts, kind="stable")
    return [int(index) for index in order if counts[index] >= LEAST_AREA * names.size]


def components(mask: np.ndarray) -> List[np.ndarray]:
    """The parts of a mask that hang together by their sides: arrays [count, 2] of (row, column)."""
    left = mask.copy()
    found = []
    for row, column in zip(*np.nonzero(mask)):
        if not left[row, column]:
            continue
        left[row, column] = False
        part = [(row, column)]
        for y, x in part:
            for ny, nx in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
                if 0 <= ny < left.shape[0] and 0 <= nx < left.shape[1] and left[ny, nx]:
                    left[ny, nx] = False
                    part.append((ny, nx))
        found.append(np.array(part))
    return found


def object_mask(picture: np.ndarray, names: np.ndarray, background: int, color: int) -> np.ndarray:
    """Pixels that are nearer to the object's own middle colour than to the background's."""
    middle = np.median(picture[names == color].astype(float), axis=0)
    behind = np.median(border(picture).astype(float), axis=0)
    pixels = picture.astype(float)
    return ((pixels - middle) ** 2).sum(-1) < ((pixels - behind) ** 2).sum(-1)


def largest_component(mask: np.ndarray) -> Optional[np.ndarray]:
    parts = components(mask)
    return max(parts, key=len) if parts else None


def normalized(part: np.ndarray) -> np.ndarray:
    """A component, centred and scaled so that its longer side fills a square: a mask [32, 32]."""
    low, high = part.min(0), part.max(0) + 1
    side = float((high - low).max())
    corner = (low + high) / 2 - side / 2
    shape = np.zeros(tuple(high - low), dtype=bool)
    shape[tuple((part - low).T)] = True
    places = (np.arange(TEMPLATE_SIZE) + 0.5) / TEMPLATE_SIZE * side
    rows = np.floor(corner[0] + places - low[0]).astype(int)
    columns = np.floor(corner[1] + places - low[1]).astype(int)
    rows_inside = (rows >= 0) & (rows < shape.shape[0])
    columns_inside = (columns >= 0) & (columns < shape.shape[1])
    result = np.zeros((TEMPLATE_SIZE, TEMPLATE_SIZE), dtype=bool)
    inside = np.ix_(rows_inside, columns_inside)
    result[inside] = shape[np.ix_(rows[rows_inside], columns[columns_inside])]
    return result


def nearest_shape(part: np.ndarray, templates: Dict[str, np.ndarray]) -> str:
    """The shape whose template overlaps most: intersection over union."""
    mask = normalized(part)
    return max(templates, key=lambda name: (mask & templates[name]).sum() / (mask | templates[name]).sum())


def measure_single(picture: np.ndarray, facts: Dict, templates: Dict[str, np.ndarray]) -> Dict[str, bool]:
    names = nearest(picture, _PALETTE)
    background = background_color(names)
    colors = object_colors(names, background)
    shape = None
    if colors:
        part = largest_component(object_mask(picture, names, background, colors[0]))
        shape = nearest_shape(part, templates) if part is not None else None
    return {
        "background": _NAMES[background] == facts["background"],
        "color": bool(colors) and _NAMES[colors[0]] == facts["color"],
        "shape": shape == facts["shape"],
    }


def _is_in_relation(first: np.ndarray, second: np.ndarray, relation: str) -> bool:
    down, across = second.mean(0) - first.mean(0)
    sideways = abs(across) > abs(down)
    return {
        "left of": sideways and across > 0,
        "right of": sideways and across < 0,
        "above": not sideways and down > 0,
        "below": not sideways and down < 0,
    }[relation]


def measure_pair(picture: np.ndarray, facts: Dict, templates: Dict[str, np.ndarray]) -> Dict[str, bool]:
    names = nearest(picture, _PALETTE)
    background = background_color(names)
    seen = [_NAMES[index] for index in object_colors(names, background)[:2]]
    colors_right = sorted(seen) == sorted(facts["colors"])
    parts = [largest_component(names == _NAMES.index(color)) for color in facts["colors"]] if colors_right else []
    return {
        "pair background": _NAMES[background] == facts["background"],
        "two colors": colors_right,
        "relation": colors_right and bool(_is_in_relation(parts[0], parts[1], facts["relation"])),
        "two shapes": colors_right
        and all(nearest_shape(part, templates) == shape for part, shape in zip(parts, facts["shapes"])),
    }


def measure_group(picture: np.ndarray, facts: Dict, templates: Dict[str, np.ndarray]) -> Dict[str, bool]:
    names = nearest(picture, _PALETTE)
    background = background_color(names)
    colors = object_colors(names, background)
    parts: List[np.ndarray] = []
    if colors:
        mask = object_mask(picture, names, background, colors[0])
        parts = [part for part in components(mask) if len(part) >= LEAST_COMPONENT * mask.size]
    return {
        "group color": bool(colors) and _NAMES[colors[0]] == facts["color"],
        "count": len(parts) == facts["count"],
    }


def _rows(picture: np.ndarray, top: float, bottom: float) -> np.ndarray:
    height = picture.shape[0]
    return picture[int(top * height) : int(bottom * height)].reshape(-1, 3)


def sky_of(picture: np.ndarray) -> str:
    seen = np.median(_rows(picture, 0.01, 0.08).astype(float), axis=0)
    tops = np.array([SKY_GRADIENTS[sky][0] for sky in SKY_GRADIENTS], dtype=float)
    return list(SKY_GRADIENTS)[int(nearest(seen, tops))]


def ground_colors(sky: str) -> np.ndarray:
    dimming = NIGHT_DIMMING if sky == "night" else 1.0
    return np.array(list(GROUND.values()), dtype=float) * dimming


def season_of(picture: np.ndarray, sky: str, lake: bool) -> str:
    """The ground between horizon and lake, or else along the lower edge: the season whose colour most pixels come near."""
    pixels = _rows(picture, 0.69, 0.76) if lake else _rows(picture, 0.92, 1.0)
    ground = ground_colors(sky)
    index = nearest(pixels, ground)
    close = ((pixels - ground[index]) ** 2).sum(-1) < 40**2
    return list(GROUND)[int(np.bincount(index[close], minlength=len(GROUND)).argmax())]


#: What else stands in a landscape and must not pass for a house: trees, trunks, roofs, doors, windows, stone, snow, stars.
_OTHERS = np.array(
    [(38, 125, 60), (50, 130, 70), (105, 68, 40), (95, 60, 55), (80, 50, 35), (190, 225, 245), (255, 225, 120), (125, 125, 135),
     (150, 50, 55), (240, 244, 250), (225, 235, 242), (120, 130, 150), (85, 60, 95), (35, 40, 65), (60, 140, 215), (170, 105, 120),
     (25, 40, 90), (190, 225, 250), (250, 150, 70), (40, 50, 105), (255, 110, 60), (130, 190, 245), (172, 105, 105)],
    dtype=float,
)  # fmt: skip


def house_of(picture: np.ndarray, sky: str) -> Optional[str]:
    """The house colour with the greatest area in the middle rows, among pixels that nothing else explains better."""
    houses = np.array([COLORS[name] for name in HOUSE_COLORS], dtype=float)
    pixels = _rows(picture, 0.45, 0.92)
    counts = np.bincount(nearest(pixels, np.concatenate([houses, _OTHERS, ground_colors(sky)])), minlength=len(houses))
    counts = counts[: len(houses)]
    best = int(counts.argmax())
    return HOUSE_COLORS[best] if counts[best] >= LEAST_HOUSE * picture.shape[0] * picture.shape[1] else None


def measure_scene(picture: np.ndarray, facts: Dict, templates: Dict[str, np.ndarray]) -> Dict[str, bool]:
    sky = sky_of(picture)
    result = {"sky": sky == facts["sky"], "season": season_of(picture, sky, facts["lake"]) == facts["season"]}
    # A white house in the snow has no colour of its own.
    if facts["house"] and not (facts["house"] == "white" and facts["season"] == "winter"):
        result["house"] = house_of(picture, sky) == facts["house"]
    return result


_MEASURES = {"single": measure_single, "pair": measure_pair, "group": measure_group, "scene": measure_scene}


def measure(picture: np.ndarray, facts: Dict, templates: Dict[str, np.ndarray]) -> Dict[str, bool]:
    """Which facts of a prompt are right in its picture."""
    return _MEASURES[facts["kind"]](picture, facts, templates)


def score(results: List[Dict[str, bool]]) -> Dict[str, Tuple[int, int]]:
    """Right and asked, for every fact."""
    table: Dict[str, Tuple[int, int]] = {}
    for result in results:
        for fact, right in result.items():
            before = table.get(fact, (0, 0))
            table[fact] = (before[0] + int(right), before[1] + 1)
    return table
