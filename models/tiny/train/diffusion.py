"""The noise schedule, the loss of the noise prediction, and DDIM sampling."""

from __future__ import annotations

from typing import Callable

import torch
from torch import Tensor

TRAIN_STEPS = 1000
BETA_START, BETA_END = 0.00085, 0.012


def alphas_cumprod() -> Tensor:
    """ᾱ_t = Π (1 − β_s) for t = 0…999, with √β rising in a straight line ("scaled linear", Rombach et al. 2022)."""
    betas = torch.linspace(BETA_START**0.5, BETA_END**0.5, TRAIN_STEPS, dtype=torch.float64).square()
    return torch.cumprod(1 - betas, 0).float()


def add_noise(latent: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor:
    """x_t = √ᾱ_t x_0 + √(1 − ᾱ_t) ε (Ho et al. 2020, equation 4); `alpha_bar` has one value a latent."""
    alpha_bar = alpha_bar[:, None, None, None]
    return alpha_bar.sqrt() * latent + (1 - alpha_bar).sqrt() * noise


def min_snr_weight(alpha_bar: Tensor, gamma: float = 5.0) -> Tensor:
    """
    The weight of a step in the loss, min(SNR, γ) / SNR with SNR = ᾱ / (1 − ᾱ) (Hang et al. 2023, section 3.4, for noise prediction):
    steps with little noise, of which there are many and which are easy, weigh less.
    """
    snr = alpha_bar / (1 - alpha_bar)
    return snr.clamp(max=gamma) / snr


def stratified_timesteps(count: int, device: torch.device) -> Tensor:
    """`count` timesteps, one from each of `count` equal parts of 0…999: less chance in the loss than independent draws."""
    places = (torch.arange(count, device=device) + torch.rand(count, device=device)) / count
    return (places * TRAIN_STEPS).long().clamp(max=TRAIN_STEPS - 1)


def noise_loss(predicted: Tensor, noise: Tensor, alpha_bar: Tensor, emphasis: float, gamma: float = 5.0) -> Tensor:
    """
    The mean of w_t (ε̂ − ε)²: the simple loss of Ho et al. 2020 (equation 14) with the min-SNR weight, once more divided by
    ᾱ_t^emphasis. Where there is much noise, an error of the noise is √(SNR) times as small as the error of the picture behind
    it; without the emphasis the steps that decide what is where, and which shape, hardly count.
    """
    weight = min_snr_weight(alpha_bar, gamma) / alpha_bar**emphasis
    return (weight * (predicted - noise).square().mean((1, 2, 3))).mean()


@torch.no_grad()
def ddim_sample(predict: Callable[[Tensor, Tensor], Tensor], noise: Tensor, steps: int) -> Tensor:
    """
    Deterministic DDIM (Song et al. 2020, equation 12 with σ = 0) from pure noise to a latent, with "leading" timesteps
    that begin at 1. `predict(sample, timestep)` returns the noise.
    """
    table = alphas_cumprod().to(noise.device)
    ratio = TRAIN_STEPS // steps
    sample = noise
    for timestep in range((steps - 1) * ratio + 1, 0, -ratio):
        predicted = predict(sample, torch.tensor(float(timestep), device=noise.device))
        now, following = table[timestep], table[max(timestep - ratio, 0)]
        clean = (sample - (1 - now).sqrt() * predicted) / now.sqrt()
        sample = following.sqrt() * clean + (1 - following).sqrt() * predicted
    return sample
