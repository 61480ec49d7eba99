import { onnxBytes } from './onnx-bytes.ts';

/** A model folder that says everything about itself and has no weights, to be varied. */
export function modelSketch(): Record<string, string | Uint8Array> {
  return {
    'text_encoder/model.onnx': onnxBytes({
      inputs: { input_ids: ['batch', 'tokens'] },
      outputs: { last_hidden_state: ['batch', 'tokens', 32] },
    }),
    'text_encoder/config.json': JSON.stringify({ hidden_size: 32, max_position_embeddings: 77 }),
    'unet/model.onnx': onnxBytes({
      inputs: {
        sample: ['batch', 4, 'h', 'w'],
        timestep: [],
        encoder_hidden_states: ['batch', 'tokens', 32],
      },
    }),
    'unet/config.json': JSON.stringify({
      in_channels: 4,
      cross_attention_dim: 32,
      block_out_channels: [8, 8, 8],
    }),
    'vae_decoder/model.onnx': onnxBytes({ inputs: { latent_sample: ['batch', 4, 'h', 'w'] } }),
    'vae_decoder/config.json': JSON.stringify({
      latent_channels: 4,
      block_out_channels: [8, 8, 8, 8],
      scaling_factor: 0.5,
    }),
    'scheduler/scheduler_config.json': JSON.stringify({ _class_name: 'DDIMScheduler' }),
    'tokenizer/vocab.json': JSON.stringify({
      '<|startoftext|>': 0,
      '<|endoftext|>': 1,
      a: 2,
      'b</w>': 3,
      'ab</w>': 4,
    }),
    'tokenizer/merges.txt': '#version: 0.2\na b</w>\n',
  };
}
