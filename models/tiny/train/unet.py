"""The UNet: what noise is in this latent, given the timestep and the caption?"""

from __future__ import annotations

import math
from typing import Optional

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from autoencoder import LATENT_CHANNELS
from diffusion import TRAIN_STEPS, alphas_cumprod
from layers import Attention, FeedForward, ResBlock, group_norm, zero

PLACE_CHANNELS = 4


class SpatialTransformer(nn.Module):
    """Lets every place look at all places, then at the caption (Rombach et al. 2022, section 3.3)."""

    def __init__(self, channels: int, context_width: int) -> None:
        super().__init__()
        self.norm_in = group_norm(channels)
        self.norm_self = nn.LayerNorm(channels)
        self.self_attention = Attention(channels)
        self.norm_cross = nn.LayerNorm(channels)
        self.cross_attention = Attention(channels, context_width)
        self.norm_feed_forward = nn.LayerNorm(channels)
        self.feed_forward = FeedForward(channels)
        self.out = zero(nn.Linear(channels, channels))

    def forward(self, x: Tensor, context: Tensor, context_bias: Optional[Tensor]) -> Tensor:
        h = self.norm_in(x).flatten(2).transpose(1, 2)
        h = h + self.self_attention(self.norm_self(h))
        h = h + self.cross_attention(self.norm_cross(h), context, context_bias)
        h = h + self.feed_forward(self.norm_feed_forward(h))
        return x + self.out(h).transpose(1, 2).reshape(x.shape)


class UNet(nn.Module):
    """
    Sample [batch, 4, h, w], timestep (one for all, or [batch]) and caption [batch, tokens, context_width] → predicted noise.

    h and w are multiples of 2. Three things are not as in Stable Diffusion 1, because so small a model gains from them:

    - The state of the caption's last token joins the timestep in what scales and shifts the residual blocks.
    - Four more input channels say where a place lies, see `_places`.
    - Inside, the network predicts v = √ᾱ ε − √(1−ᾱ) x₀ (Salimans & Ho 2022), and ε = √ᾱ v + √(1−ᾱ) x follows. In nearly pure noise
      the network is then asked for the picture, instead of for a copy of its input.
    """

    def __init__(self, wide: int = 64, deep: int = 128, context_width: int = 128, condition_width: int = 256) -> None:
        super().__init__()
        self.frequencies = wide
        self.time = nn.Sequential(
            nn.Linear(2 * wide, condition_width), nn.SiLU(), nn.Linear(condition_width, condition_width)
        )
        self.caption = nn.Linear(context_width, condition_width)
        self.conv_in = nn.Conv2d(LATENT_CHANNELS + PLACE_CHANNELS, wide, 3, padding=1)
        self.down_wide = ResBlock(wide, wide, condition_width)
        self.down = nn.Conv2d(wide, deep, 3, stride=2, padding=1)
        self.down_deep = ResBlock(deep, deep, condition_width)
        self.down_look = SpatialTransformer(deep, context_width)
        self.middle = ResBlock(deep, deep, condition_width)
        self.middle_look = SpatialTransformer(deep, context_width)
        self.up_deep = ResBlock(2 * deep, deep, condition_width)
        self.up_look = SpatialTransformer(deep, context_width)
        self.up = nn.Conv2d(deep, wide, 1)
        self.up_wide = nn.ModuleList([ResBlock(2 * wide, wide, condition_width) for _ in range(2)])
        self.wide_look = SpatialTransformer(wide, context_width)
        self.norm_out = group_norm(wide)
        self.conv_out = zero(nn.Conv2d(wide, LATENT_CHANNELS, 3, padding=1))
        self.register_buffer("alphas_cumprod", alphas_cumprod(), persistent=False)

    def forward(self, sample: Tensor, timestep: Tensor, context: Tensor, last_token_count: int = 1) -> Tensor:
        """
        `last_token_count` says that the last token of `context` stands for that many equal ones: its logits grow by the logarithm.
        """
        timestep = timestep.float().reshape(-1).expand(sample.shape[0])
        condition = F.silu(self.time(self._embed(timestep)) + self.caption(context[:, -1]))
        bias = None
        if last_token_count > 1:
            bias = torch.zeros(1, context.shape[1], device=context.device)
            bias[:, -1] = math.log(last_token_count)

        x0 = self.conv_in(torch.cat([sample, _places(sample)], 1))
        x1 = self.down_wide(x0, condition)
        x2 = self.down(x1)
        x3 = self.down_look(self.down_deep(x2, condition), context, bias)
        h = self.middle_look(self.middle(x3, condition), context, bias)
        h = self.up_look(self.up_deep(torch.cat([h, x3], 1), condition), context, bias)
        h = F.interpolate(self.up(h), scale_factor=2.0, mode="nearest")
        h = self.up_wide[0](torch.cat([h, x1], 1), condition)
        h = self.wide_look(h, context, bias)
        h = self.up_wide[1](torch.cat([h, x0], 1), condition)
        v = self.conv_out(F.silu(self.norm_out(h)))

        alpha_bar = self._alpha_bar(timestep)[:, None, None, None]
        return alpha_bar.sqrt() * v.float() + (1 - alpha_bar).sqrt() * sample

    def _embed(self, timestep: Tensor) -> Tensor:
        """Cosines and sines of the timestep, of frequencies from 1 down to 1/10000 (Vaswani et al. 2017, section 3.5)."""
        exponents = torch.arange(self.frequencies, device=timestep.device) / self.frequencies
        angles = timestep[:, None] * torch.exp(-math.log(10_000.0) * exponents)[None]
        return torch.cat([angles.cos(), angles.sin()], 1)

    def _alpha_bar(self, timestep: Tensor) -> Tensor:
        """ᾱ at a timestep; between whole timesteps, where some schedulers stop, on the line between its neighbours."""
        timestep = timestep.clamp(0, TRAIN_STEPS - 1)
        below = timestep.floor()
        above = (below + 1).clamp(max=TRAIN_STEPS - 1)
        share = timestep - below
        return self.alphas_cumprod[below.long()] * (1 - share) + self.alphas_cumprod[above.long()] * share


def _places(sample: Tensor) -> Tensor:
    """
    Where every place lies: x and y in −1…1, x² and y², [batch, 4, h, w]. With the squares, a distance from any point is a linear
    function. They also make eight channels with the latent's: with six, onnxruntime's convolutions on WebGPU are wrong
    (microsoft/onnxruntime#29651).
    """
    across = torch.arange(sample.shape[3], device=sample.device, dtype=sample.dtype) / (sample.shape[3] - 1) * 2 - 1
    down = torch.arange(sample.shape[2], device=sample.device, dtype=sample.dtype) / (sample.shape[2] - 1) * 2 - 1
    both = torch.stack([across[None, :] + 0 * down[:, None], down[:, None] + 0 * across[None, :]])
    return torch.cat([both, both * both])[None].expand(sample.shape[0], -1, -1, -1)
