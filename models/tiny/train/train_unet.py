"""
Trains the UNet and the text encoder together: `python train_unet.py --data data --vae vae.pt --tokenizer tokenizer --out unet.pt`.

The loss, with a caption c that is left empty in one picture of ten, is the weighted error of the predicted noise

    w_t ‖ε_θ(√ᾱ_t x₀ + √(1−ᾱ_t) ε, t, c) − ε‖²        (see diffusion.noise_loss)

It can be stopped at any moment and goes on from its checkpoint. To fine-tune on other captions, begin from a finished model with `--init`,
a low `--learning-rate` and the other data.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn

from autoencoder import Decoder, Encoder
from captions import CaptionedLatents
from diffusion import add_noise, alphas_cumprod, noise_loss, stratified_timesteps
from muon import Muon, split_parameters
from samples import save_samples
from text_encoder import MAX_TOKENS, TextEncoder
from tokenizer import Tokenizer
from training import AveragedModel, Clock, learning_rate_factor, load_checkpoint, mixed_precision, pick_device, save_checkpoint
from unet import UNet


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--data", type=Path, nargs="+", required=True, help="folders that data.py wrote, each of one picture size")
    add("--vae", type=Path, required=True, help="checkpoint of train_vae.py")
    add("--tokenizer", type=Path, required=True, help="folder of tokenizer.py")
    add("--out", type=Path, required=True, help="the checkpoint; training goes on where it is there")
    add("--init", type=Path, help="a checkpoint whose averaged weights to begin from, where --out is not there yet")
    add("--minutes", type=float, default=85, help="length of this stretch")
    add("--decay", type=float, default=0.25, help="share of the stretch in which the learning rate falls to zero; 0: constant")
    add("--learning-rate", type=float, default=2.5e-3)
    add("--batch", type=int, default=32)
    add("--accumulate", type=int, default=1, help="batches whose gradients are added up for one step")
    add("--emphasis", type=float, default=0.5, help="see diffusion.noise_loss")
    add("--drop", type=float, default=0.1, help="share of captions that are left empty")
    add("--average", type=float, default=0.995, help="decay of the weights' moving average")
    add("--mix", nargs="*", default=[], metavar="KIND=TIMES", help="show a kind of picture more or less often, as in scene=0.5")
    add("--seed", type=int, default=0)
    add("--max-steps", type=int, help="stop after this many steps in all")
    add("--save-minutes", type=float, default=3, help="time between checkpoints")
    add("--bfloat16", action="store_true", help="mixed precision: for CUDA")
    add("--compile", action="store_true", help="compile the networks: for CUDA and PyTorch 2")
    return parser.parse_args()


class Training:
    """The networks, their data and their optimizers, and the step that improves them."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.device = pick_device()
        self.random = Random(options.seed)
        self.step_count, self.minutes = 0, 0.0
        self.table = alphas_cumprod().to(self.device)
        self._make_networks()
        mix = {kind: float(times) for kind, times in (entry.split("=") for entry in options.mix)}
        self.sets = [
            CaptionedLatents(folder, self.vae["encoder"], self.tokenizer, self.device, mix) for folder in options.data
        ]
        self.scaling_factor = 1 / self.sets[0].latents.float().std().item()
        self._load()

    def _make_networks(self) -> None:
        options = self.options
        self.tokenizer = Tokenizer.load(options.tokenizer)
        self.vae = nn.ModuleDict({"encoder": Encoder(), "decoder": Decoder()}).to(self.device).eval()
        self.vae.load_state_dict(load_checkpoint(options.vae, self.device)["model"])
        torch.manual_seed(options.seed)
        model = nn.ModuleDict({"unet": UNet(), "text_encoder": TextEncoder(len(self.tokenizer.vocabulary))})
        self.model = model.to(self.device, memory_format=torch.channels_last)
        self.averaged = AveragedModel(self.model, options.average)
        matrices, others = split_parameters(self.model)
        self.optimizers = [
            Muon(matrices, lr=options.learning_rate, weight_decay=0.01),
            torch.optim.AdamW(others, lr=options.learning_rate, weight_decay=0.0, betas=(0.9, 0.98)),
        ]
        self.unet, self.text_encoder = self.model["unet"], self.model["text_encoder"]
        if options.compile:
            self.unet = torch.compile(self.unet, dynamic=False)
            self.text_encoder = torch.compile(self.text_encoder, dynamic=False)

    def _load(self) -> None:
        goes_on = self.options.out.exists()
        start = self.options.out if goes_on else self.options.init
        if start is None:
            return
        state = load_checkpoint(start, self.device)
        self.averaged.model.load_state_dict(state["averaged"])
        self.model.load_state_dict(state["model" if goes_on else "averaged"])
        self.scaling_factor = state["scaling_factor"]
        if goes_on:
            self.step_count, self.minutes = state["step"], state["minutes"]
            for optimizer, saved in zip(self.optimizers, state["optimizers"]):
                optimizer.load_state_dict(saved)
            # Not the same pictures and noise as in the first stretch once more.
            self.random.seed(self.options.seed + self.step_count)
            torch.manual_seed(self.options.seed + self.step_count)

    def save(self, minutes: float) -> None:
        """Writes the checkpoint, and a sheet of pictures beside it."""
        state = {
            "model": self.model.state_dict(),
            "averaged": self.averaged.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "scaling_factor": self.scaling_factor,
            "step": self.step_count,
            "minutes": minutes,
        }
        save_checkpoint(self.options.out, state)
        sheet = self.options.out.with_suffix(".png")
        save_samples(sheet, self.averaged.model, self.vae["decoder"], self.tokenizer, self.scaling_factor)

    def step(self, rate_factor: float) -> float:
        """One step of the optimizers; returns the loss."""
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = self.options.learning_rate * rate_factor
            optimizer.zero_grad(set_to_none=True)
        total = 0.0
        for _ in range(self.options.accumulate):
            loss = self._batch_loss() / self.options.accumulate
            loss.backward()
            total += loss.item()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
        self.averaged.update(self.model, self.step_count)
        self.step_count += 1
        return total

    def _batch_loss(self) -> Tensor:
        options = self.options
        source = self.random.choices(self.sets, [len(part.captions) for part in self.sets])[0]
        latent, ids = source.batch(options.batch, options.drop, self.random)
        latent = latent * self.scaling_factor
        noise, timestep = torch.randn_like(latent), stratified_timesteps(options.batch, self.device)
        alpha_bar = self.table[timestep]
        with mixed_precision(self.device, options.bfloat16):
            context, _ = self.text_encoder(ids)
            padding = MAX_TOKENS - ids.shape[1] + 1
            predicted = self.unet(add_noise(latent, noise, alpha_bar), timestep, context, padding)
        return noise_loss(predicted.float(), noise, alpha_bar, options.emphasis)


def main() -> None:
    options = parse_options()
    training = Training(options)
    parameters = sum(parameter.numel() for parameter in training.model.parameters())
    pictures = sum(len(part.captions) for part in training.sets)
    print(f"{pictures} pictures, {parameters} parameters, step {training.step_count}", flush=True)

    clock = Clock(training.minutes, options.minutes)
    saved_at, running = 0.0, None
    while not clock.is_over() and (options.max_steps is None or training.step_count < options.max_steps):
        factor = learning_rate_factor(training.step_count, clock.share, options.decay)
        loss = training.step(factor)
        running = loss if running is None else 0.98 * running + 0.02 * loss
        if training.step_count % 100 == 0:
            print(f"step {training.step_count}, {clock.total_minutes:.1f} min: loss {running:.4f}, rate {factor:.2f}", flush=True)
        if clock.stretch_minutes - saved_at >= options.save_minutes:
            saved_at = clock.stretch_minutes
            training.save(clock.total_minutes)
    training.save(clock.total_minutes)
    print(f"step {training.step_count}, {clock.total_minutes:.1f} min in all", flush=True)


if __name__ == "__main__":
    main()
