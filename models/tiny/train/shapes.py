"""The flat shapes of the toy world, as polygons that any size of picture can be painted with."""

from __future__ import annotations

import math
from typing import List, Sequence, Tuple

from PIL import Image, ImageDraw

Point = Tuple[float, float]
Polygon = List[Point]
Color = Tuple[int, int, int]

SHAPES = (
    "circle",
    "square",
    "triangle",
    "star",
    "heart",
    "ring",
    "diamond",
    "cross",
    "crescent",
    "hexagon",
    "oval",
    "arrow",
)

_CURVE_POINTS = 72


def _arc(radius: float, center: Point = (0.0, 0.0), squeeze: float = 1.0) -> Polygon:
    angles = [2 * math.pi * index / _CURVE_POINTS for index in range(_CURVE_POINTS)]
    return [(center[0] + radius * math.sin(a), center[1] - radius * squeeze * math.cos(a)) for a in angles]


def _spokes(radii: Sequence[float]) -> Polygon:
    """Points at equal angles, clockwise from the top, each at its own distance from the centre."""
    step = 2 * math.pi / len(radii)
    return [(r * math.sin(i * step), -r * math.cos(i * step)) for i, r in enumerate(radii)]


def _heart() -> Polygon:
    points = []
    for index in range(_CURVE_POINTS):
        t = 2 * math.pi * index / _CURVE_POINTS
        x = 16 * math.sin(t) ** 3
        y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
        points.append((x / 16, -y / 16))
    return points


def _cross() -> Polygon:
    arm = 0.34
    corner = [(arm, -1.0), (arm, -arm), (1.0, -arm), (1.0, arm), (arm, arm), (arm, 1.0)]
    return corner + [(-x, -y) for x, y in corner]


def _crescent() -> Polygon:
    """A disc without a smaller disc that lies to its upper right."""
    bite_center, bite_radius = (0.5, -0.1), 0.85
    outer = [p for p in _arc(1.0) if math.dist(p, bite_center) > bite_radius]
    inner = [p for p in _arc(bite_radius, bite_center) if math.hypot(*p) < 1.0]
    # Both arcs are listed clockwise from the top; each is turned to begin at its first point after the gap.
    tip = max(range(len(outer)), key=lambda i: math.dist(outer[i], outer[i - 1]))
    inner_tip = max(range(len(inner)), key=lambda i: math.dist(inner[i], inner[i - 1]))
    return outer[tip:] + outer[:tip] + (inner[inner_tip:] + inner[:inner_tip])[::-1]


def polygons(shape: str) -> List[Polygon]:
    """The outer polygon of a shape and, for a ring, its hole: x to the right, y down, about one unit from the centre."""
    if shape == "circle":
        return [_arc(1.0)]
    if shape == "oval":
        return [_arc(1.15, squeeze=0.6)]
    if shape == "ring":
        return [_arc(1.0), _arc(0.55)]
    if shape == "square":
        return [[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)]]
    if shape == "triangle":
        return [[(x, y + 0.15) for x, y in _spokes([1.15] * 3)]]
    if shape == "star":
        return [_spokes([1.15, 1.15 * 0.42] * 5)]
    if shape == "hexagon":
        return [_spokes([1.05] * 6)]
    if shape == "diamond":
        return [[(0.0, -1.15), (0.8, 0.0), (0.0, 1.15), (-0.8, 0.0)]]
    if shape == "arrow":
        return [[(0.0, -1.1), (0.95, 0.0), (0.36, 0.0), (0.36, 1.1), (-0.36, 1.1), (-0.36, 0.0), (-0.95, 0.0)]]
    makers = {"heart": _heart, "cross": _cross, "crescent": _crescent}
    return [makers[shape]()]


def draw_shape(
    picture: Image.Image, shape: str, center: Point, radius: float, color: Color, outline: Color | None = None
) -> None:
    """Paints a shape into an RGB picture; `center` and `radius` are in pixels. `outline` adds a contour line."""
    mask = Image.new("L", picture.size, 0)
    pen = ImageDraw.Draw(mask)
    placed = [[(center[0] + radius * x, center[1] + radius * y) for x, y in polygon] for polygon in polygons(shape)]
    for index, polygon in enumerate(placed):
        pen.polygon(polygon, fill=255 if index == 0 else 0)
    picture.paste(color, mask=mask)
    if outline is not None:
        brush = ImageDraw.Draw(picture)
        for polygon in placed:
            brush.line(polygon + polygon[:2], fill=outline, width=max(2, round(radius * 0.16)), joint="curve")
