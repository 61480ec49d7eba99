"""The building blocks that the auto-encoder, the text encoder and the UNet share."""

from __future__ import annotations

from typing import Optional

import torch
import torch.nn.functional as F
from torch import Tensor, nn

NORM_GROUPS = 8


def group_norm(channels: int) -> nn.GroupNorm:
    return nn.GroupNorm(NORM_GROUPS, channels)


def zero(module: nn.Module) -> nn.Module:
    """The module with all weights zero: a residual branch that ends in it begins as the identity."""
    for parameter in module.parameters():
        nn.init.zeros_(parameter)
    return module


class ResBlock(nn.Module):
    """
    Two 3×3 convolutions beside a skip connection (He et al. 2015).

    With `condition_width`, a vector [batch, condition_width] scales and shifts what the second convolution sees, channel by channel
    (adaptive group normalisation, Dhariwal & Nichol 2021, section 3.1).
    """

    def __init__(self, channels_in: int, channels: int, condition_width: Optional[int] = None) -> None:
        super().__init__()
        self.norm_in = group_norm(channels_in)
        self.conv_in = nn.Conv2d(channels_in, channels, 3, padding=1)
        self.norm_out = group_norm(channels)
        self.conv_out = zero(nn.Conv2d(channels, channels, 3, padding=1))
        self.skip = nn.Conv2d(channels_in, channels, 1) if channels_in != channels else nn.Identity()
        self.condition = zero(nn.Linear(condition_width, 2 * channels)) if condition_width else None

    def forward(self, x: Tensor, condition: Optional[Tensor] = None) -> Tensor:
        h = self.norm_out(self.conv_in(F.silu(self.norm_in(x))))
        if self.condition is not None:
            scale, shift = self.condition(condition)[:, :, None, None].chunk(2, 1)
            h = h * (1 + scale) + shift
        return self.skip(x) + self.conv_out(F.silu(h))


class Attention(nn.Module):
    """
    Multi-head attention, softmax(q kᵀ / √d) v (Vaswani et al. 2017, equation 1), with separate inputs for queries and for keys and values.
    """

    def __init__(self, width: int, context_width: Optional[int] = None, heads: int = 4) -> None:
        super().__init__()
        self.heads = heads
        self.to_query = nn.Linear(width, width, bias=False)
        self.to_key = nn.Linear(context_width or width, width, bias=False)
        self.to_value = nn.Linear(context_width or width, width, bias=False)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, context: Optional[Tensor] = None, bias: Optional[Tensor] = None) -> Tensor:
        """
        `x` [batch, queries, width], `context` [batch, keys, context_width], `x` itself where it is left out;
        `bias`, broadcast to [batch, heads, queries, keys], is added to the logits.
        """
        context = x if context is None else context
        query, key, value = self.to_query(x), self.to_key(context), self.to_value(context)
        mixed = _attend(self._split(query), self._split(key), self._split(value), bias)
        return self.out(mixed.transpose(1, 2).flatten(2))

    def _split(self, x: Tensor) -> Tensor:
        """[batch, tokens, width] → [batch, heads, tokens, width / heads]"""
        return x.reshape(x.shape[0], x.shape[1], self.heads, x.shape[2] // self.heads).transpose(1, 2)


def _attend(query: Tensor, key: Tensor, value: Tensor, bias: Optional[Tensor]) -> Tensor:
    # The fused kernel came with PyTorch 2; a traced graph gets the plain formula, which every ONNX runtime knows.
    if hasattr(F, "scaled_dot_product_attention") and not torch.jit.is_tracing():
        if bias is not None:
            bias = bias.to(query.dtype)
        return F.scaled_dot_product_attention(query, key, value, attn_mask=bias)
    logits = query @ key.transpose(-1, -2) * query.shape[-1] ** -0.5
    if bias is not None:
        logits = logits + bias
    return logits.softmax(-1) @ value


class FeedForward(nn.Sequential):
    def __init__(self, width: int, expansion: int = 3) -> None:
        super().__init__(nn.Linear(width, expansion * width), nn.GELU(), nn.Linear(expansion * width, width))
