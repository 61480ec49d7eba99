"""
Writes a trained model as an ONNX folder: `python export.py --vae vae.pt --unet unet.pt --tokenizer tokenizer --data data --out ../model`.

The layout is that of Optimum 1.24 and later, which names inputs and outputs as below and gives the timestep rank 0. Weights are stored as
float16, each with a Cast to float32 behind it, which a runtime folds away when it loads the file: half the size, the same arithmetic.
"""

from __future__ import annotations

import argparse
import inspect
import json
import shutil
from pathlib import Path
from typing import Dict, Tuple

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from autoencoder import LATENT_CHANNELS, SCALE_DOWN, Decoder, Encoder
from captions import encode_pictures
from diffusion import BETA_END, BETA_START, TRAIN_STEPS
from text_encoder import MAX_TOKENS, TextEncoder
from tokenizer import END, START, Tokenizer
from unet import UNet

OPSET = 17
PICTURE_SIZE = 128
LATENT_SIZE = PICTURE_SIZE // SCALE_DOWN
#: Pictures from which the linear map to RGB is fitted.
RGB_PICTURES = 3000


class UNetGraph(nn.Module):
    """The UNet with exactly the inputs of the ONNX layout."""

    def __init__(self, unet: UNet) -> None:
        super().__init__()
        self.unet = unet

    def forward(self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor) -> Tensor:
        return self.unet(sample, timestep, encoder_hidden_states)


def export_part(module: nn.Module, inputs: Dict[str, Tensor], outputs: Dict[str, Dict[int, str]], axes: Dict, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "model.onnx"
    # Newer PyTorch exports by another way unless told; older PyTorch does not know the word.
    traced = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    torch.onnx.export(
        module.eval(),
        tuple(inputs.values()),
        str(path),
        opset_version=OPSET,
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={**axes, **outputs},
        do_constant_folding=True,
        **traced,
    )
    model = onnx.load(str(path))
    store_as_float16(model.graph)
    model.producer_name, model.producer_version = "latentgraph-tiny", "2"
    for node in model.graph.node:
        node.doc_string = ""
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
    print(f"{folder.name}: {path.stat().st_size / 1e6:.2f} MB")


def store_as_float16(graph: onnx.GraphProto, at_least: int = 256) -> None:
    """Replaces the float32 weights of `at_least` values by float16 ones and a Cast; small ones stay as they are."""
    casts = []
    for initializer in graph.initializer:
        values = numpy_helper.to_array(initializer)
        if values.dtype != np.float32 or values.size < at_least:
            continue
        name = initializer.name
        initializer.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}.float16"))
        casts.append(onnx.helper.make_node("Cast", [f"{name}.float16"], [name], to=onnx.TensorProto.FLOAT, name=f"{name}.cast"))
    for position, node in enumerate(casts):
        graph.node.insert(position, node)


def round_to_float16(module: nn.Module) -> nn.Module:
    """The module with the weights that the file will hold, so that what is compared here is what is shipped."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(parameter.half().float())
    return module


def fit_latent_rgb(folder: Path, encoder: nn.Module, scaling_factor: float) -> Tuple[np.ndarray, np.ndarray, float]:
    """
    The linear map from a latent to the mean colour, −1…1, of the 8×8 pixels behind it, by least squares:
    factors [4, 3], bias [3], and the share of the variance that it explains.
    """
    latents = encode_pictures(folder, encoder, torch.device("cpu"))[:RGB_PICTURES].float().numpy() * scaling_factor
    pictures = np.load(folder / "pictures.npy", mmap_mode="r")[: len(latents)]
    count, height, width, _ = pictures.shape
    blocks = pictures.reshape(count, height // SCALE_DOWN, SCALE_DOWN, width // SCALE_DOWN, SCALE_DOWN, 3)
    colors = blocks.mean((2, 4)).reshape(-1, 3) / 127.5 - 1
    values = latents.transpose(0, 2, 3, 1).reshape(-1, LATENT_CHANNELS)
    values = np.concatenate([values, np.ones((len(values), 1))], 1)
    solution = np.linalg.lstsq(values, colors, rcond=None)[0]
    explained = 1 - ((values @ solution - colors) ** 2).mean() / colors.var()
    return solution[:LATENT_CHANNELS], solution[LATENT_CHANNELS], float(explained)


def export_networks(vae: nn.ModuleDict, model: nn.ModuleDict, out: Path) -> None:
    batch, tokens = "batch_size", "sequence_length"
    latent_axes = {0: batch, 2: "latent_height", 3: "latent_width"}
    width = model["text_encoder"].width
    export_part(
        model["text_encoder"],
        {"input_ids": torch.zeros(2, MAX_TOKENS, dtype=torch.int64)},
        {"last_hidden_state": {0: batch, 1: tokens}, "pooler_output": {0: batch}},
        {"input_ids": {0: batch, 1: tokens}},
        out / "text_encoder",
    )
    sample_axes = {0: batch, 2: "height", 3: "width"}
    export_part(
        UNetGraph(model["unet"]),
        {
            "sample": torch.randn(2, LATENT_CHANNELS, LATENT_SIZE, LATENT_SIZE),
            "timestep": torch.tensor(500.0),
            "encoder_hidden_states": torch.randn(2, MAX_TOKENS, width),
        },
        {"out_sample": sample_axes},
        {"sample": sample_axes, "encoder_hidden_states": {0: batch, 1: tokens}},
        out / "unet",
    )
    export_part(
        vae["encoder"],
        {"sample": torch.randn(2, 3, PICTURE_SIZE, PICTURE_SIZE)},
        {"latent_parameters": latent_axes},
        {"sample": {0: batch, 2: "sample_height", 3: "sample_width"}},
        out / "vae_encoder",
    )
    export_part(
        vae["decoder"],
        {"latent_sample": torch.randn(2, LATENT_CHANNELS, LATENT_SIZE, LATENT_SIZE)},
        {"sample": sample_axes},
        {"latent_sample": latent_axes},
        out / "vae_decoder",
    )


def write_json(path: Path, content: Dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_configs(out: Path, tokenizer: Tokenizer, text_encoder: TextEncoder, scaling_factor: float) -> None:
    part = ["diffusers", "OnnxRuntimeModel"]
    networks = {name: part for name in ("text_encoder", "unet", "vae_decoder", "vae_encoder")}
    head = {"_class_name": "OnnxStableDiffusionPipeline", "_diffusers_version": "0.35.0"}
    tools = {"scheduler": ["diffusers", "DDIMScheduler"], "tokenizer": ["transformers", "CLIPTokenizer"]}
    write_json(out / "model_index.json", {**head, **tools, **networks})
    betas = {"beta_start": BETA_START, "beta_end": BETA_END, "beta_schedule": "scaled_linear"}
    write_json(
        out / "scheduler/scheduler_config.json",
        {
            "_class_name": "DDIMScheduler",
            **betas,
            "clip_sample": False,
            "num_train_timesteps": TRAIN_STEPS,
            "prediction_type": "epsilon",
            "set_alpha_to_one": False,
            "steps_offset": 1,
            "timestep_spacing": "leading",
        },
    )
    write_json(
        out / "text_encoder/config.json",
        {
            "architectures": ["CLIPTextModel"],
            "model_type": "clip_text_model",
            "hidden_size": text_encoder.width,
            "num_hidden_layers": len(text_encoder.blocks),
            "num_attention_heads": text_encoder.blocks[0].attention.heads,
            "max_position_embeddings": MAX_TOKENS,
            "vocab_size": len(tokenizer.vocabulary),
            "bos_token_id": tokenizer.vocabulary[START],
            "eos_token_id": tokenizer.vocabulary[END],
        },
    )
    unet = {"_class_name": "UNet2DConditionModel", "in_channels": LATENT_CHANNELS, "out_channels": LATENT_CHANNELS}
    shape = {"sample_size": LATENT_SIZE, "cross_attention_dim": text_encoder.width, "block_out_channels": [64, 128]}
    write_json(out / "unet/config.json", {**unet, **shape})
    channels = {"in_channels": 3, "out_channels": 3, "latent_channels": LATENT_CHANNELS, "sample_size": PICTURE_SIZE}
    for name in ("vae_encoder", "vae_decoder"):
        scale = {"scaling_factor": scaling_factor, "block_out_channels": [24, 48, 64, 64]}
        write_json(out / name / "config.json", {"_class_name": "AutoencoderKL", **channels, **scale})


def write_tokenizer(source: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name in ("vocab.json", "merges.txt"):
        shutil.copyfile(source / name, out / name)
    special = {"bos_token": START, "eos_token": END, "pad_token": END, "unk_token": END}
    rules = {"tokenizer_class": "CLIPTokenizer", "model_max_length": MAX_TOKENS, "do_lower_case": True, "add_prefix_space": False}
    write_json(out / "tokenizer_config.json", {**rules, **special})
    write_json(out / "special_tokens_map.json", special)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vae", type=Path, required=True)
    parser.add_argument("--unet", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="a folder of pictures, to fit the map from latents to RGB")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()

    tokenizer = Tokenizer.load(options.tokenizer)
    vae = nn.ModuleDict({"encoder": Encoder(), "decoder": Decoder()}).eval()
    vae.load_state_dict(torch.load(options.vae, map_location="cpu")["model"])
    state = torch.load(options.unet, map_location="cpu")
    model = nn.ModuleDict({"unet": UNet(), "text_encoder": TextEncoder(len(tokenizer.vocabulary))}).eval()
    model.load_state_dict(state["averaged"])
    scaling_factor = state["scaling_factor"]

    factors, bias, explained = fit_latent_rgb(options.data, vae["encoder"], scaling_factor)
    print(f"a linear map explains {100 * explained:.1f} % of the colours behind the latents")
    export_networks(round_to_float16(vae), round_to_float16(model), options.out)
    write_configs(options.out, tokenizer, model["text_encoder"], scaling_factor)
    write_tokenizer(options.tokenizer, options.out / "tokenizer")
    rgb = {"factors": factors.round(6).tolist(), "bias": bias.round(6).tolist(), "range": "[-1, 1]"}
    write_json(
        options.out / "latentgraph.json",
        {"name": "tiny", "latentRgb": rgb, "defaultSize": [PICTURE_SIZE, PICTURE_SIZE]},
    )


if __name__ == "__main__":
    main()
