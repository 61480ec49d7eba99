"""
Trains the auto-encoder: `python train_vae.py --data data --out vae.pt --minutes 30`.

The loss of a picture x, its latent z ~ N(μ, σ²) and the decoder's answer y is

    |x − y| + ½ (x − y)² + ½ |∇x − ∇y| + β KL(N(μ, σ²) ‖ N(0, 1)),    KL = ½ (μ² + σ² − log σ² − 1)

averaged over pixels and latent values: reconstruction, sharp edges (∇ is the difference of neighbouring pixels), and the KL term of
Kingma & Welling 2013 (appendix B). β is small: it only keeps latents near a common scale and smooth, as in Rombach et al. 2022.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import List

import numpy as np
import torch
from torch import Tensor, nn

from autoencoder import Decoder, Encoder, sample_latent, split_parameters
from training import Clock, learning_rate_factor, load_checkpoint, mixed_precision, pick_device, save_checkpoint

KL_WEIGHT = 2e-4


class PictureSource:
    """Random batches from one or several folders of pictures."""

    def __init__(self, folders: List[Path], device: torch.device) -> None:
        self.sets = [np.load(folder / "pictures.npy") for folder in folders]
        self.device = device

    def batch(self, size: int) -> Tensor:
        pictures = self.sets[np.random.choice(len(self.sets), p=self._shares())]
        return self.to_tensor(pictures[np.sort(np.random.randint(0, len(pictures), size))])

    def first(self, count: int) -> Tensor:
        return self.to_tensor(self.sets[0][:count])

    def to_tensor(self, pictures: np.ndarray) -> Tensor:
        """Bytes [count, height, width, 3] → [count, 3, height, width] in −1…1."""
        tensor = torch.from_numpy(np.ascontiguousarray(pictures)).to(self.device).permute(0, 3, 1, 2)
        return tensor.float().div(127.5).sub(1).contiguous(memory_format=torch.channels_last)

    def _shares(self) -> np.ndarray:
        counts = np.array([len(pictures) for pictures in self.sets], dtype=float)
        return counts / counts.sum()


def reconstruction_loss(picture: Tensor, answer: Tensor) -> Tensor:
    difference = answer - picture
    down = difference[:, :, 1:] - difference[:, :, :-1]
    right = difference[:, :, :, 1:] - difference[:, :, :, :-1]
    edges = down.abs().mean() + right.abs().mean()
    return difference.abs().mean() + 0.5 * difference.square().mean() + 0.5 * edges


def kl_divergence(mean: Tensor, log_variance: Tensor) -> Tensor:
    return 0.5 * (mean.square() + log_variance.exp() - log_variance - 1).mean()


def psnr(picture: Tensor, answer: Tensor) -> float:
    """Peak signal-to-noise ratio in dB of pictures in −1…1."""
    mean_square = (answer.clamp(-1, 1) - picture).square().mean().item() / 4
    return -10 * math.log10(mean_square)


@torch.no_grad()
def held_out_psnr(encoder: nn.Module, decoder: nn.Module, pictures: Tensor) -> float:
    answers = [decoder(split_parameters(encoder(part))[0]) for part in pictures.split(64)]
    return psnr(pictures, torch.cat(answers))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders that data.py wrote")
    parser.add_argument("--held-out", type=Path, required=True, help="a folder of pictures that training never sees")
    parser.add_argument("--out", type=Path, required=True, help="the checkpoint; training goes on where it is there")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--decay", type=float, default=0.5, help="share of the time in which the learning rate falls to zero")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--max-steps", type=int, help="stop after this many steps")
    parser.add_argument("--learning-rate", type=float, default=2e-3)
    parser.add_argument("--bfloat16", action="store_true")
    options = parser.parse_args()

    device = pick_device()
    encoder, decoder = Encoder().to(device), Decoder().to(device)
    model = nn.ModuleDict({"encoder": encoder, "decoder": decoder}).to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(model.parameters(), lr=options.learning_rate, weight_decay=1e-4, betas=(0.9, 0.99))
    step, minutes = 0, 0.0
    if options.out.exists():
        state = load_checkpoint(options.out, device)
        model.load_state_dict(state["model"])
        if "optimizer" in state:
            optimizer.load_state_dict(state["optimizer"])
        step, minutes = state["step"], state["minutes"]

    source, held_out = PictureSource(options.data, device), PictureSource([options.held_out], device).first(256)
    clock = Clock(minutes, options.minutes)

    def save() -> None:
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
        save_checkpoint(options.out, {**state, "step": step, "minutes": clock.total_minutes})

    print(f"step {step}: {held_out_psnr(encoder, decoder, held_out):.2f} dB on held-out pictures", flush=True)
    while not clock.is_over() and (options.max_steps is None or step < options.max_steps):
        for group in optimizer.param_groups:
            group["lr"] = options.learning_rate * learning_rate_factor(step, clock.share, options.decay)
        picture = source.batch(options.batch)
        with mixed_precision(device, options.bfloat16):
            mean, log_variance = split_parameters(encoder(picture))
            answer = decoder(sample_latent(mean.float(), log_variance.float()))
        loss = reconstruction_loss(picture, answer.float()) + KL_WEIGHT * kl_divergence(mean.float(), log_variance.float())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % 250 == 0:
            quality = held_out_psnr(encoder, decoder, held_out)
            print(f"step {step}, {clock.total_minutes:.1f} min: loss {loss.item():.4f}, {quality:.2f} dB", flush=True)
            save()
    save()
    print(f"step {step}: {held_out_psnr(encoder, decoder, held_out):.2f} dB on held-out pictures", flush=True)


if __name__ == "__main__":
    main()
