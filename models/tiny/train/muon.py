"""
Muon, an optimizer for the matrices of a network (Jordan et al. 2024, "Muon: An optimizer for hidden layers in neural networks").

The momentum of a weight matrix is replaced by the nearest orthogonal matrix before it is subtracted: every direction of the
weight then moves by the same amount, and rare but useful directions (a seldom shape, a seldom word) are learnt as fast as frequent ones.
A convolution counts as the matrix [channels out, channels in · 9]. Everything else (norms, biases, embeddings) is left to AdamW.
"""

from __future__ import annotations

from typing import Dict, Iterable, List, Tuple

import torch
from torch import Tensor, nn

#: Of the quintic a x + b x³ + c x⁵ that pulls every singular value towards 1 within five rounds.
_COEFFICIENTS = (3.4445, -4.7750, 2.0315)


def orthogonalize(matrices: Tensor, rounds: int = 5) -> Tensor:
    """About U Vᵀ of each matrix U S Vᵀ in [batch, rows, columns], by a Newton–Schulz iteration: only matrix products."""
    a, b, c = _COEFFICIENTS
    transposed = matrices.shape[1] > matrices.shape[2]
    x = matrices.transpose(1, 2) if transposed else matrices
    x = x / (x.flatten(1).norm(dim=1)[:, None, None] + 1e-7)
    for _ in range(rounds):
        gram = x @ x.transpose(1, 2)
        x = a * x + torch.baddbmm(b * gram, gram, gram, alpha=c) @ x
    return x.transpose(1, 2) if transposed else x


class Muon(torch.optim.Optimizer):
    """
    Nesterov momentum, orthogonalised. Updates are scaled by 0.2 √(greater side), after which their root mean square is that of AdamW's
    (Liu et al. 2025, "Muon is scalable for LLM training", section 2.2), so that both may share a learning rate.
    """

    def __init__(self, parameters: Iterable[Tensor], lr: float, momentum: float = 0.95, weight_decay: float = 0.0) -> None:
        super().__init__(parameters, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        for group in self.param_groups:
            for same_shape in _by_matrix_shape(group["params"]):
                self._step_together(same_shape, group)

    def _step_together(self, parameters: List[Tensor], group: Dict[str, float]) -> None:
        directions = []
        for parameter in parameters:
            state = self.state[parameter]
            if not state:
                state["momentum"] = torch.zeros_like(parameter)
            momentum = state["momentum"].mul_(group["momentum"]).add_(parameter.grad)
            directions.append(parameter.grad.add(momentum, alpha=group["momentum"]).flatten(1))
        updates = orthogonalize(torch.stack(directions))
        scale = 0.2 * max(updates.shape[1:]) ** 0.5
        for parameter, update in zip(parameters, updates):
            parameter.mul_(1 - group["lr"] * group["weight_decay"])
            parameter.add_(update.reshape(parameter.shape), alpha=-group["lr"] * scale)


def _by_matrix_shape(parameters: Iterable[Tensor]) -> List[List[Tensor]]:
    groups: Dict[Tuple[int, ...], List[Tensor]] = {}
    for parameter in parameters:
        if parameter.grad is not None:
            groups.setdefault((parameter.shape[0], parameter[0].numel()), []).append(parameter)
    return list(groups.values())


def split_parameters(model: nn.Module) -> Tuple[List[Tensor], List[Tensor]]:
    """The matrices, for Muon, and all else, for AdamW: embeddings too, as each of their rows is a vector of its own."""
    embeddings = {id(m.weight) for m in model.modules() if isinstance(m, nn.Embedding)}
    matrices, others = [], []
    for name, parameter in model.named_parameters():
        is_matrix = parameter.dim() >= 2 and id(parameter) not in embeddings and not name.endswith("positions")
        (matrices if is_matrix else others).append(parameter)
    return matrices, others
