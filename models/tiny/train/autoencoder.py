"""The variational auto-encoder: pictures of 3 channels to latents of 4 channels, 8 times smaller on each side, and back."""

from __future__ import annotations

from typing import Tuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from layers import ResBlock, group_norm

LATENT_CHANNELS = 4
SCALE_DOWN = 8


class Encoder(nn.Module):
    """Picture [batch, 3, height, width] in −1…1 → mean and log-variance, side by side, [batch, 8, height/8, width/8]."""

    def __init__(self, wide: int = 48, narrow: int = 64) -> None:
        super().__init__()
        self.conv_in = nn.Conv2d(3 * 4 * 4, wide, 3, padding=1)
        self.block_4 = ResBlock(wide, wide)
        self.down = nn.Conv2d(wide, narrow, 3, stride=2, padding=1)
        self.blocks_8 = nn.ModuleList([ResBlock(narrow, narrow), ResBlock(narrow, narrow)])
        self.norm_out = group_norm(narrow)
        self.conv_out = nn.Conv2d(narrow, 2 * LATENT_CHANNELS, 1)

    def forward(self, picture: Tensor) -> Tensor:
        # Squares of 4×4 pixels become channels at once: convolutions at full size would cost most of the time.
        h = self.block_4(self.conv_in(F.pixel_unshuffle(picture, 4)))
        h = self.down(h)
        for block in self.blocks_8:
            h = block(h)
        return self.conv_out(F.silu(self.norm_out(h)))


class Decoder(nn.Module):
    """Latent [batch, 4, height, width] → picture [batch, 3, 8·height, 8·width], about −1…1."""

    def __init__(self, narrow: int = 64, wide: int = 48, fine: int = 24) -> None:
        super().__init__()
        self.conv_in = nn.Conv2d(LATENT_CHANNELS, narrow, 3, padding=1)
        self.blocks_8 = nn.ModuleList([ResBlock(narrow, narrow), ResBlock(narrow, narrow)])
        self.to_4 = nn.Conv2d(narrow, wide, 3, padding=1)
        self.blocks_4 = nn.ModuleList([ResBlock(wide, wide), ResBlock(wide, wide)])
        self.to_2 = nn.Conv2d(wide, 4 * fine, 3, padding=1)
        self.block_2 = ResBlock(fine, fine)
        self.to_1 = nn.Conv2d(fine, 4 * 12, 3, padding=1)
        self.conv_out = nn.Conv2d(12, 3, 3, padding=1)

    def forward(self, latent: Tensor) -> Tensor:
        h = self.conv_in(latent)
        for block in self.blocks_8:
            h = block(h)
        h = self.to_4(F.interpolate(h, scale_factor=2.0, mode="nearest"))
        for block in self.blocks_4:
            h = block(h)
        h = self.block_2(F.pixel_shuffle(self.to_2(h), 2))
        h = F.pixel_shuffle(self.to_1(F.silu(h)), 2)
        return self.conv_out(F.silu(h))


def split_parameters(parameters: Tensor) -> Tuple[Tensor, Tensor]:
    """Mean and log-variance of the encoder's output; the variance is bounded, so that its exponential stays finite."""
    mean, log_variance = parameters.chunk(2, 1)
    return mean, log_variance.clamp(-12.0, 4.0)


def sample_latent(mean: Tensor, log_variance: Tensor) -> Tensor:
    """z = μ + σ ε: the reparametrisation of Kingma & Welling 2013, section 2.4."""
    return mean + torch.randn_like(mean) * (0.5 * log_variance).exp()
