"""
The score: paints every test prompt with the ONNX model and measures what the pictures show.

    python evaluate.py --model ../model                     the model's score
    python evaluate.py --checkpoint unet.pt --vae vae.pt --tokenizer tokenizer       a checkpoint's score, without onnxruntime
    python evaluate.py --truth                              the measures' own score, on pictures that the program draws: about 100
    python evaluate.py --model ../model --shuffled          the same pictures held against other prompts: about chance

Settings of the score: 25 DDIM steps, guidance scale 5, one picture a prompt, seeds from the prompt list. `--json FILE` writes the result
of every prompt, `--grid FILE` a sheet of pictures, `--save NAME` the table into `../score/scores.json`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Callable, Dict, List, Tuple

import numpy as np
import torch
from PIL import Image
from torch import nn

from autoencoder import Decoder, Encoder
from data import grid
from diffusion import ddim_sample
from measure import largest_component, measure, normalized, score
from prompts import draw_truth
from samples import paint
from shapes import SHAPES, draw_shape
from text_encoder import TextEncoder
from tokenizer import Tokenizer
from training import load_checkpoint, pick_device
from unet import UNet
from world import COLORS

SCORE = Path(__file__).resolve().parent.parent / "score"
STEPS, SCALE = 25, 5.0


def make_templates() -> Dict[str, List[str]]:
    """Every shape as 32 rows of 0 and 1, as `measure.normalized` brings a found object into the square."""
    templates = {}
    for shape in SHAPES:
        picture = Image.new("RGB", (512, 512), COLORS["white"])
        draw_shape(picture, shape, (256, 256), 200, COLORS["black"])
        mask = normalized(largest_component(np.asarray(picture)[..., 0] < 128))
        templates[shape] = ["".join("1" if cell else "0" for cell in row) for row in mask]
    return templates


def load_templates() -> Dict[str, np.ndarray]:
    rows = json.loads((SCORE / "templates.json").read_text())
    return {shape: np.array([[cell == "1" for cell in row] for row in lines]) for shape, lines in rows.items()}


class OnnxModel:
    """The exported folder, run by onnxruntime."""

    def __init__(self, folder: Path, threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        session = lambda part: onnxruntime.InferenceSession(
            str(folder / part / "model.onnx"), options, providers=onnxruntime.get_available_providers()
        )
        self.text_encoder, self.unet, self.decoder = session("text_encoder"), session("unet"), session("vae_decoder")
        self.tokenizer = Tokenizer.load(folder / "tokenizer")
        self.scaling_factor = json.loads((folder / "vae_decoder/config.json").read_text())["scaling_factor"]

    def paint(self, texts: List[str], seeds: List[int]) -> np.ndarray:
        """Pictures [count, 128, 128, 3] of bytes, of one prompt and one seed each."""
        ids = np.array([self.tokenizer.encode(text) for text in [""] * len(texts) + texts], dtype=np.int64)
        context = self.text_encoder.run(["last_hidden_state"], {"input_ids": ids})[0]

        def predict(sample: torch.Tensor, timestep: torch.Tensor) -> torch.Tensor:
            feeds = {"sample": torch.cat([sample, sample]).numpy(), "encoder_hidden_states": context}
            feeds["timestep"] = timestep.numpy()
            both = torch.from_numpy(self.unet.run(["out_sample"], feeds)[0])
            without, with_caption = both.chunk(2)
            return without + SCALE * (with_caption - without)

        latents = ddim_sample(predict, seeded_noise(seeds), STEPS) / self.scaling_factor
        pictures = self.decoder.run(["sample"], {"latent_sample": latents.numpy()})[0]
        return np.rint((pictures.clip(-1, 1) + 1) * 127.5).astype(np.uint8).transpose(0, 2, 3, 1)


class CheckpointModel:
    """A checkpoint of train_unet.py, run by PyTorch."""

    def __init__(self, checkpoint: Path, vae: Path, tokenizer: Path) -> None:
        device = pick_device()
        self.tokenizer = Tokenizer.load(tokenizer)
        state = load_checkpoint(checkpoint, device)
        model = nn.ModuleDict({"unet": UNet(), "text_encoder": TextEncoder(len(self.tokenizer.vocabulary))})
        model.load_state_dict(state["averaged"])
        autoencoder = nn.ModuleDict({"encoder": Encoder(), "decoder": Decoder()})
        autoencoder.load_state_dict(load_checkpoint(vae, device)["model"])
        self.model, self.decoder = model.to(device).eval(), autoencoder["decoder"].to(device).eval()
        self.scaling_factor = state["scaling_factor"]

    def paint(self, texts: List[str], seeds: List[int]) -> np.ndarray:
        """Pictures [count, 128, 128, 3] of bytes, of one prompt and one seed each."""
        return paint(self.model, self.decoder, self.tokenizer, texts, seeded_noise(seeds), self.scaling_factor, STEPS, SCALE)


def seeded_noise(seeds: List[int]) -> torch.Tensor:
    """The noise that the Noise node makes of the same seeds: [count, 4, 16, 16]."""
    return torch.cat([torch.randn(1, 4, 16, 16, generator=torch.Generator().manual_seed(seed)) for seed in seeds])


def paint_all(prompts: List[Dict], paint: Callable[[List[Dict]], np.ndarray], batch: int = 18) -> np.ndarray:
    parts = []
    for start in range(0, len(prompts), batch):
        parts.append(paint(prompts[start : start + batch]))
    return np.concatenate(parts)


def shuffled(prompts: List[Dict]) -> List[Dict]:
    """Every prompt's facts replaced by those of another prompt of its kind."""
    facts = [prompt["facts"] for prompt in prompts]
    for kind in {fact["kind"] for fact in facts}:
        places = [index for index, fact in enumerate(facts) if fact["kind"] == kind]
        order = np.random.default_rng(0).permutation(len(places))
        others = [prompts[places[index]]["facts"] for index in order]
        for place, other in zip(places, others):
            facts[place] = other
    return [{**prompt, "facts": fact} for prompt, fact in zip(prompts, facts)]


def save_table(name: str, table: Dict[str, Tuple[int, int]]) -> None:
    path = SCORE / "scores.json"
    tables = json.loads(path.read_text()) if path.exists() else {}
    tables[name] = {fact: list(counts) for fact, counts in table.items()}
    entries = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in sorted(tables.items())]
    path.write_text("{\n" + ",\n".join(entries) + "\n}\n")


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--model", type=Path, help="an ONNX model folder")
    source.add_argument("--checkpoint", type=Path, help="a checkpoint of train_unet.py; takes --vae and --tokenizer too")
    source.add_argument("--truth", action="store_true", help="measure the program's own pictures")
    source.add_argument("--write-templates", action="store_true", help="draw the shapes' templates anew, and nothing else")
    parser.add_argument("--vae", type=Path)
    parser.add_argument("--tokenizer", type=Path)
    parser.add_argument("--shuffled", action="store_true", help="hold the pictures against the facts of other prompts")
    parser.add_argument("--limit", type=int, help="only this many prompts, evenly spread")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write the findings of every prompt")
    parser.add_argument("--grid", type=Path, help="write all pictures on one sheet")
    parser.add_argument("--save", metavar="NAME", help="keep the table under this name in scores.json")
    return parser.parse_args()


def make_painter(options: argparse.Namespace) -> Callable[[List[Dict]], np.ndarray]:
    if options.truth:
        return lambda part: np.stack([draw_truth(p["facts"]["kind"], p["drawing"])[0] for p in part])
    if options.checkpoint:
        model = CheckpointModel(options.checkpoint, options.vae, options.tokenizer)
    else:
        model = OnnxModel(options.model, options.threads)
    return lambda part: model.paint([p["text"] for p in part], [p["seed"] for p in part])


def main() -> None:
    options = parse_options()
    if options.write_templates:
        (SCORE / "templates.json").write_text(json.dumps(make_templates(), indent=1) + "\n")
        return
    prompts = json.loads((SCORE / "prompts.json").read_text())
    if options.limit:
        prompts = [prompts[index * len(prompts) // options.limit] for index in range(options.limit)]
    pictures = paint_all(prompts, make_painter(options))
    templates = load_templates()
    asked = shuffled(prompts) if options.shuffled else prompts
    results = [measure(picture, prompt["facts"], templates) for picture, prompt in zip(pictures, asked)]

    table = score(results)
    for fact, (right, count) in table.items():
        print(f"{fact:16} {100 * right / count:5.1f} %   {right} of {count}")
    if options.save:
        save_table(options.save, table)
    if options.json:
        rows = [{"text": prompt["text"], **result} for prompt, result in zip(asked, results)]
        options.json.write_text(json.dumps(rows, indent=1) + "\n")
    if options.grid:
        grid(pictures, columns=18).save(options.grid)


if __name__ == "__main__":
    main()
