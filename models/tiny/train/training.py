"""What both training programs share: the device and its precision, the learning rate, the average of the weights, checkpoints."""

from __future__ import annotations

import contextlib
import copy
import os
import signal
import time
from pathlib import Path
from typing import ContextManager, Dict

import torch
from torch import nn


def pick_device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def mixed_precision(device: torch.device, enabled: bool) -> ContextManager:
    """
    bfloat16 inside convolutions and matrix products. It has the exponent of float32, so losses need no scaling.
    A CPU without bfloat16 instructions is faster without it.
    """
    if not enabled:
        return contextlib.nullcontext()
    return torch.autocast(device.type, dtype=torch.bfloat16)


class Clock:
    """Minutes of training, over all stretches; it also hears when the program is asked to stop."""

    def __init__(self, minutes_before: float, budget_minutes: float) -> None:
        self._start = time.monotonic()
        self._before = minutes_before
        self.budget = budget_minutes
        self.stopped = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)

    def _stop(self, *_: object) -> None:
        self.stopped = True

    @property
    def stretch_minutes(self) -> float:
        return (time.monotonic() - self._start) / 60

    @property
    def total_minutes(self) -> float:
        return self._before + self.stretch_minutes

    @property
    def share(self) -> float:
        """How much of this stretch's budget is spent, 0…1."""
        return min(1.0, self.stretch_minutes / self.budget)

    def is_over(self) -> bool:
        return self.stopped or self.share >= 1.0


def learning_rate_factor(step: int, share: float, decay_share: float, warmup_steps: int = 200) -> float:
    """
    Warm-up, then constant, then a straight line to zero over the last `decay_share` of the time
    (the trapezoid of Hägele et al. 2024). A stretch without decay can be continued as if it had never stopped.
    """
    factor = min(1.0, (step + 1) / warmup_steps)
    if decay_share > 0 and share > 1 - decay_share:
        factor *= (1 - share) / decay_share
    return factor


class AveragedModel:
    """Exponential moving average of a model's weights: θ̄ ← d θ̄ + (1 − d) θ, with a smaller d in the first steps."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.model = copy.deepcopy(model).eval().requires_grad_(False)
        self.decay = decay

    @torch.no_grad()
    def update(self, model: nn.Module, step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        averaged, current = list(self.model.parameters()), [p.detach() for p in model.parameters()]
        torch._foreach_mul_(averaged, decay)
        torch._foreach_add_(averaged, current, alpha=1 - decay)


def save_checkpoint(path: Path, state: Dict[str, object]) -> None:
    """Writes beside the file and renames, so that a crash leaves the last checkpoint whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    os.replace(partial, path)


def load_checkpoint(path: Path, device: torch.device) -> Dict[str, object]:
    return torch.load(path, map_location=device)
