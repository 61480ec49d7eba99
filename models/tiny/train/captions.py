"""Encoded pictures and their captions, as the training of the UNet reads them."""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Dict, List, Tuple

import numpy as np
import torch
from torch import Tensor, nn

from autoencoder import split_parameters
from tokenizer import Tokenizer
from world import vary

#: Captions of the toy world are shorter. The shorter, the quicker: attention and the text encoder cost by the token.
TRAIN_TOKENS = 30


@torch.no_grad()
def encode_pictures(folder: Path, encoder: nn.Module, device: torch.device) -> Tensor:
    """The latents' means of a folder's pictures, kept in `latents.npy` beside them, float16 [count, 4, h, w]."""
    path = folder / "latents.npy"
    if not path.exists():
        pictures = np.load(folder / "pictures.npy", mmap_mode="r")
        parts = []
        for start in range(0, len(pictures), 64):
            batch = torch.from_numpy(np.array(pictures[start : start + 64])).to(device).permute(0, 3, 1, 2)
            mean, _ = split_parameters(encoder(batch.float().div(127.5).sub(1)))
            parts.append(mean.half().cpu().numpy())
        np.save(path, np.concatenate(parts))
    return torch.from_numpy(np.load(path))


class CaptionedLatents:
    """One folder of latents [count, 4, h, w] with the captions of `captions.jsonl`, all of one size."""

    def __init__(
        self, folder: Path, encoder: nn.Module, tokenizer: Tokenizer, device: torch.device, mix: Dict[str, float]
    ) -> None:
        """`mix` says how many times as often as it was drawn a kind of picture is shown; 1 where it says nothing."""
        self.latents = encode_pictures(folder, encoder, device)
        entries = [json.loads(line) for line in (folder / "captions.jsonl").read_text().splitlines()]
        self.captions: List[List[Tuple[str, float]]] = [entry["pieces"] for entry in entries]
        weights = [mix.get(entry["facts"]["kind"], 1.0) for entry in entries]
        self._cumulative = list(accumulate(weights))
        if len(self.captions) != len(self.latents):
            raise ValueError(f"{folder}: {len(self.latents)} latents, but {len(self.captions)} captions; delete latents.npy")
        self.tokenizer = tokenizer
        self.device = device

    def batch(self, size: int, drop: float, random: Random) -> Tuple[Tensor, Tensor]:
        """
        Latents [size, 4, h, w] and token ids [size, tokens] of pictures drawn by chance.
        A share `drop` of the captions is empty: so the model also learns what a picture is without one,
        which is what classifier-free guidance compares with (Ho & Salimans 2022).
        """
        chosen = random.choices(range(len(self.latents)), cum_weights=self._cumulative, k=size)
        texts = ["" if random.random() < drop else vary(self.captions[index], random) for index in chosen]
        ids = torch.tensor([self.tokenizer.encode(text, TRAIN_TOKENS) for text in texts])
        return self.latents[chosen].float().to(self.device), ids.to(self.device)
