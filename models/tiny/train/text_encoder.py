"""The text encoder: a small causal transformer in the manner of CLIP's (Radford et al. 2021)."""

from __future__ import annotations

from typing import Tuple

import torch
from torch import Tensor, nn

from layers import Attention, FeedForward

MAX_TOKENS = 77


class TextBlock(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm_attention = nn.LayerNorm(width)
        self.attention = Attention(width)
        self.norm_feed_forward = nn.LayerNorm(width)
        self.feed_forward = FeedForward(width)

    def forward(self, x: Tensor, causal: Tensor) -> Tensor:
        x = x + self.attention(self.norm_attention(x), bias=causal)
        return x + self.feed_forward(self.norm_feed_forward(x))


class TextEncoder(nn.Module):
    """
    Token ids [batch, tokens] → hidden states [batch, tokens, width] and the pooled state [batch, width], that of the first end token.

    Every position after the first end token repeats its state. So a prompt says the same however far it is padded,
    and training may pad to fewer tokens than the 77 of the finished model (see `UNet.forward`).
    """

    def __init__(self, vocabulary: int, width: int = 128, layers: int = 2) -> None:
        super().__init__()
        self.width = width
        self.tokens = nn.Embedding(vocabulary, width)
        self.positions = nn.Parameter(torch.randn(MAX_TOKENS, width) * 0.02)
        self.blocks = nn.ModuleList([TextBlock(width) for _ in range(layers)])
        self.norm_out = nn.LayerNorm(width)
        nn.init.normal_(self.tokens.weight, std=0.5)

    def forward(self, ids: Tensor) -> Tuple[Tensor, Tensor]:
        length = ids.shape[1]
        hidden = self.tokens(ids) + self.positions[:length]
        causal = torch.full((length, length), -1e9, device=ids.device).triu(1)
        for block in self.blocks:
            hidden = block(hidden, causal)
        hidden = self.norm_out(hidden)
        # The end token has the greatest id, and argmax finds the first of several.
        end = ids.argmax(-1, keepdim=True)
        index = torch.minimum(torch.arange(length, device=ids.device)[None], end)
        hidden = hidden.gather(1, index[:, :, None].expand(-1, -1, self.width))
        return hidden, hidden[:, -1]
