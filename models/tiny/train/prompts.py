"""
Writes the prompts of the score, each with the facts that a right picture shows: `python prompts.py --out prompts.json`.

Every prompt is a combination that `world.is_held_out` keeps out of the training pictures. `drawing` is the seed of the picture
that the program itself draws for the prompt: the measures are checked on those.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import Callable, Dict, Iterator, List, Tuple

import numpy as np
from PIL import Image

from objects import object_group, object_pair, single_object
from scenes import scene
from shapes import SHAPES
from world import RELATIONS

FIRST_DRAWING = 50_000_000
_FAMILIES = {"single": single_object, "pair": object_pair, "group": object_group, "scene": scene}


def draw_truth(kind: str, drawing: int) -> Tuple[np.ndarray, "object"]:
    """The program's own picture of a test prompt, [128, 128, 3] of bytes, and its caption."""
    picture, caption = _FAMILIES[kind](Random(drawing), (256, 256), held_out=True)
    return np.asarray(picture.resize((128, 128), Image.BOX)), caption


def _choose(kind: str, bucket: Callable[[Dict], object], limits: Dict[object, int]) -> Iterator[Dict]:
    """Prompts of a kind, each text once, until every bucket holds as many as its limit says, if there are so many."""
    counts: Counter = Counter()
    seen = set()
    for drawing in range(FIRST_DRAWING, FIRST_DRAWING + 8000):
        if all(counts[key] >= limit for key, limit in limits.items()):
            return
        _, caption = draw_truth(kind, drawing)
        key = bucket(caption.facts)
        plain = not any(word in caption.text for word in ("outlined", "small", "large"))
        if plain and caption.text not in seen and counts[key] < limits.get(key, 0):
            counts[key] += 1
            seen.add(caption.text)
            yield {"text": caption.text, "drawing": drawing, "facts": caption.facts}


def choose_prompts() -> List[Dict]:
    prompts = [
        *_choose("single", lambda facts: facts["shape"], {shape: 9 for shape in SHAPES}),
        *_choose("pair", lambda facts: facts["relation"], {relation: 18 for relation in RELATIONS}),
        *_choose("group", lambda facts: facts["count"], {2: 12, 3: 12, 4: 12}),
        *_choose(
            "scene",
            lambda facts: (facts["sky"], facts["season"]),
            {(sky, season): 9 for sky in ("day", "sunset", "night") for season in ("summer", "winter", "autumn", "desert")},
        ),
    ]
    return [{"seed": 1000 + index, **prompt} for index, prompt in enumerate(prompts)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    prompts = choose_prompts()
    lines = ",\n".join("  " + json.dumps(prompt) for prompt in prompts)
    options.out.write_text(f"[\n{lines}\n]\n")
    print(f"{len(prompts)} prompts: {dict(Counter(prompt['facts']['kind'] for prompt in prompts))}")


if __name__ == "__main__":
    main()
