"""Pictures of a model in training, and of a finished one."""

from __future__ import annotations

from pathlib import Path
from typing import List

import numpy as np
import torch
from torch import Tensor, nn

from data import grid
from diffusion import ddim_sample
from text_encoder import MAX_TOKENS
from tokenizer import Tokenizer

PROMPTS = (
    "a red circle on a white background",
    "a blue star on a yellow background",
    "a large purple heart on a pink background",
    "a yellow crescent on a purple background",
    "a white arrow on a black background",
    "a green hexagon on an orange background",
    "a green square left of a red circle on a gray background",
    "a cyan cross above a pink triangle on a brown background",
    "three orange diamonds on a blue background",
    "four red rings on a cyan background",
    "a red house and two trees in summer under a blue sky",
    "a white house and snowy mountains in winter at night",
    "two cacti and snowy mountains in the desert at sunset",
    "a blue house, three pine trees and a lake in autumn at sunset with the sun",
    "a castle and a tree in winter at night with a moon",
    "a lake in summer under a blue sky with the sun and clouds",
)


@torch.no_grad()
def paint(
    model: nn.Module, decoder: nn.Module, tokenizer: Tokenizer, texts: List[str], noise: Tensor, scaling_factor: float,
    steps: int = 25, scale: float = 5.0,
) -> np.ndarray:
    """
    Pictures [count, height, width, 3] of bytes, by DDIM with classifier-free guidance: ε = ε(∅) + s (ε(c) − ε(∅))
    (Ho & Salimans 2022, equation 6, with s = 1 + w).
    """
    device = next(model.parameters()).device
    ids = torch.tensor([tokenizer.encode(text, MAX_TOKENS) for text in [""] * len(texts) + list(texts)], device=device)
    context, _ = model["text_encoder"](ids)

    def predict(sample: Tensor, timestep: Tensor) -> Tensor:
        without, with_caption = model["unet"](torch.cat([sample, sample]), timestep, context).chunk(2)
        return without + scale * (with_caption - without)

    latents = ddim_sample(predict, noise.to(device), steps)
    pictures = decoder(latents / scaling_factor).clamp(-1, 1)
    return ((pictures + 1) * 127.5).round().byte().permute(0, 2, 3, 1).cpu().numpy()


def save_samples(path: Path, model: nn.Module, decoder: nn.Module, tokenizer: Tokenizer, scaling_factor: float) -> None:
    noise = torch.randn(len(PROMPTS), 4, 16, 16, generator=torch.Generator().manual_seed(3))
    grid(paint(model, decoder, tokenizer, list(PROMPTS), noise, scaling_factor, steps=20)).save(path)
