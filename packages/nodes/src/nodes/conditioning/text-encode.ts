import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { encodePrompt } from '../../prompts/encode-prompt.ts';
import { zeroConditioning } from './zero-conditioning-value.ts';

export const textEncode = defineNode({
  type: 'TextEncode',
  version: 1,
  title: 'Text Encode',
  category: 'Conditioning',
  summary: 'Reads a prompt with the text encoder, so that the UNet can follow it.',
  inputs: { textEncoder: port.textEncoder('Reads the prompt; from Checkpoint.') },
  outputs: { conditioning: port.conditioning('The prompt, token by token.') },
  params: z.object({
    text: z
      .string()
      .max(100_000)
      .default('')
      .describe('What to paint. (word:1.3) weighs a word, BREAK starts a new chunk of 75 tokens.')
      .meta({ widget: 'prompt' }),
    clipSkip: z
      .int()
      .min(0)
      .max(64)
      .default(0)
      .describe('How many of the last layers to leave out; needs a model that puts out its hidden states.')
      .meta({ title: 'CLIP skip', usual: [0, 4], advanced: true }),
    empty: z
      .enum(['model', 'encode', 'zeros'])
      .default('model')
      .describe(
        "What a prompt without text gives: what the model was taught, the encoder's answer, or zeros.",
      )
      .meta({
        title: 'Without text',
        advanced: true,
        labels: { model: "Model's own", encode: 'Encode it', zeros: 'Zeros' },
      }),
  }),
  async run({ inputs: { textEncoder }, params, services, warn }) {
    const { text, clipSkip, empty } = params;
    const wantsZeros = empty === 'zeros' || (empty === 'model' && textEncoder.zerosForEmpty === true);
    const { conditioning, warnings } = await encodePrompt(textEncoder, text, clipSkip, services);
    for (const warning of warnings) warn(warning);
    return {
      conditioning:
        wantsZeros && text.trim() === '' ? await zeroConditioning(services.ops, conditioning) : conditioning,
    };
  },
});
