"""
Draws captioned pictures: `python data.py --count 24000 --out data`.

Writes `pictures.npy` [count, height, width, 3] of bytes, `captions.jsonl` with one caption a line, in pieces, and `grid.png` to look at.
The picture of a seed is always the same, and each picture has its own seed: more of them continue the same series.
"""

from __future__ import annotations

import argparse
import json
from multiprocessing import Pool
from pathlib import Path
from random import Random
from typing import Tuple

import numpy as np
from PIL import Image

from objects import object_group, object_pair, single_object
from scenes import scene
from world import Caption

#: How often each family of pictures is drawn.
FAMILIES = ((single_object, 0.34), (object_pair, 0.24), (object_group, 0.08), (scene, 0.34))
_SUPERSAMPLING = 2


def draw(seed: int, size: Tuple[int, int] = (128, 128)) -> Tuple[np.ndarray, Caption]:
    """The picture [height, width, 3] of bytes and the caption of a seed; `size` is width × height in pixels."""
    random = Random(seed)
    family = random.choices([f for f, _ in FAMILIES], [share for _, share in FAMILIES])[0]
    picture, caption = family(random, (size[0] * _SUPERSAMPLING, size[1] * _SUPERSAMPLING))
    return np.asarray(picture.resize(size, Image.BOX)), caption


def grid(pictures: np.ndarray, columns: int = 8) -> Image.Image:
    """Pictures [count, height, width, 3] side by side, in rows of `columns`; the last row is filled up with black."""
    missing = -len(pictures) % columns
    if missing:
        pictures = np.concatenate([pictures, np.zeros_like(pictures[:1]).repeat(missing, 0)])
    rows = [np.concatenate(list(pictures[i : i + columns]), 1) for i in range(0, len(pictures), columns)]
    return Image.fromarray(np.concatenate(rows, 0))


def _draw_job(job: Tuple[int, Tuple[int, int]]) -> Tuple[np.ndarray, str]:
    picture, caption = draw(*job)
    return picture, json.dumps({"pieces": caption.pieces, "facts": caption.facts})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=24_000)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--size", type=int, nargs=2, default=(128, 128), metavar=("WIDTH", "HEIGHT"))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()

    options.out.mkdir(parents=True, exist_ok=True)
    width, height = options.size
    pictures = np.lib.format.open_memmap(
        options.out / "pictures.npy", mode="w+", dtype=np.uint8, shape=(options.count, height, width, 3)
    )
    jobs = ((options.first_seed + index, (width, height)) for index in range(options.count))
    with Pool(options.processes) as pool, open(options.out / "captions.jsonl", "w") as captions:
        for index, (picture, line) in enumerate(pool.imap(_draw_job, jobs, chunksize=64)):
            pictures[index] = picture
            captions.write(line + "\n")
    pictures.flush()
    grid(pictures[:48]).save(options.out / "grid.png")


if __name__ == "__main__":
    main()
