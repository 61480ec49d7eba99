import type { ModelPart } from '@latentgraph/nodes';
import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../testing/memory-files.ts';
import { modelSketch } from '../testing/model-sketch.ts';
import { onnxBytes } from '../testing/onnx-bytes.ts';
import { fixedSizeWarning } from './fixed-measures.ts';
import { filesRead, modelFacts, modelHandles, readModelFolder, readVariant } from './model-folder.ts';

async function read(contents: Record<string, string | Uint8Array>, variant = '', device = 'cpu') {
  return readVariant(await readModelFolder('sd15', memoryFiles(contents)), variant, device);
}

async function readPart(contents: Record<string, string | Uint8Array>, part: ModelPart) {
  return readVariant(await readModelFolder('sd15', memoryFiles(contents)), '', 'cpu', part);
}

async function opened(contents: Record<string, string | Uint8Array>, variant = '') {
  const result = await read(contents, variant);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result;
}

function without(...paths: string[]): Record<string, string | Uint8Array> {
  return Object.fromEntries(Object.entries(modelSketch()).filter(([path]) => !paths.includes(path)));
}

describe('readVariant', () => {
  it('measures a model from its configs', async () => {
    const { model, warnings } = await opened(modelSketch());
    const key = { name: 'sd15', variant: '', hash: 'h' };
    const family = { channels: 4, factor: 8, latentRgb: null };
    expect(warnings).toEqual([]);
    expect(modelHandles(model, 'h')).toEqual({
      textEncoder: {
        model: key,
        towers: [{ component: 'text_encoder', layer: 'last' }],
        conditioningWidth: 32,
        tokenLimit: 77,
      },
      unet: {
        ...{ model: key, family, inChannels: 4, conditioningWidth: 32 },
        ...{ sizeMultiple: 4, predictionType: 'epsilon', extraInputs: [] },
      },
      vae: { model: key, family, scalingFactor: 0.5, shiftFactor: 0 },
      schedulerConfig: { model: 'sd15', config: { _class_name: 'DDIMScheduler' } },
    });
    expect(modelFacts(model)).toEqual({
      known: true,
      components: {
        unet: { channels: 4, factor: 8, width: 32 },
        vae: { channels: 4, factor: 8 },
        textEncoder: { width: 32 },
      },
    });
  });

  it('takes what configs lack from the ONNX files, and usual values with a warning from nowhere', async () => {
    const { model, warnings } = await opened(
      without('unet/config.json', 'vae_decoder/config.json', 'text_encoder/config.json'),
    );
    expect(modelHandles(model, 'h')).toMatchObject({
      textEncoder: { conditioningWidth: 32, tokenLimit: 77 },
      unet: { inChannels: 4, conditioningWidth: 32, sizeMultiple: 8 },
      vae: { family: { channels: 4, factor: 8 }, scalingFactor: 0.18215 },
    });
    expect(warnings.map(({ message }) => message)).toEqual([
      "Model 'sd15' does not say its VAE down-scale factor; 8 is taken.",
      "Model 'sd15' does not say its number of UNet levels; 4 is taken.",
      "Model 'sd15' does not say its VAE scaling factor; 0.18215 is taken.",
    ]);
  });

  it.each([
    ['v_prediction', 'v_prediction', 0],
    ['flow_prediction', 'flow', 0],
    ['guesswork', 'epsilon', 1],
  ])('reads the prediction type %s as %s', async (name, kind, warningCount) => {
    const config = JSON.stringify({ _class_name: 'DDIMScheduler', prediction_type: name });
    const { model, warnings } = await opened({ ...modelSketch(), 'scheduler/scheduler_config.json': config });
    expect(model.measures.predictionType).toBe(kind);
    expect(warnings).toHaveLength(warningCount);
  });

  it('names the inputs that a UNet has besides the usual ones', async () => {
    const unet = onnxBytes({
      inputs: {
        sample: ['b', 9, 'h', 'w'],
        timestep: [],
        encoder_hidden_states: ['b', 't', 32],
        timestep_cond: ['b', 256],
      },
    });
    const config = JSON.stringify({ block_out_channels: [8] });
    const { model } = await opened({ ...modelSketch(), 'unet/model.onnx': unet, 'unet/config.json': config });
    expect(modelHandles(model, 'h').unet).toMatchObject({
      inChannels: 9,
      extraInputs: ['timestep_cond'],
      guidanceWidth: 256,
      sizeMultiple: 1,
    });
  });

  it.each([
    [['b', 6], {}, 6],
    [['b', 5], {}, 5],
    [['b', 'ids'], {}, 6],
    [['b', 'ids'], { requires_aesthetics_score: true }, 5],
  ])('counts the numbers about size that a UNet takes: %j %j', async (shape, modelIndex, count) => {
    const contents = {
      ...modelSketch(),
      'unet/model.onnx': onnxBytes({
        inputs: { sample: ['b', 4, 'h', 'w'], encoder_hidden_states: ['b', 't', 32], time_ids: shape },
      }),
      'model_index.json': JSON.stringify(modelIndex),
    };
    expect(modelHandles((await opened(contents)).model, 'h').unet.timeIds).toBe(count);
  });

  it('takes the only form of a component that there is, beside plain ones', async () => {
    const contents = without('unet/model.onnx');
    contents['unet/model_fp16.onnx'] = modelSketch()['unet/model.onnx']!;
    for (const variant of ['', 'fp16']) {
      const { model } = await opened(contents, variant);
      expect(model.variant).toBe('');
      expect(model.folder.variants).toEqual(['']);
      expect(model.components.unet?.path).toBe('unet/model_fp16.onnx');
      expect(model.components.vae_decoder?.path).toBe('vae_decoder/model.onnx');
    }
  });

  it('says which variants there are of a missing file, and offers no choice without it', async () => {
    const contents = without('unet/model.onnx');
    contents['unet/model_fp16.onnx'] = modelSketch()['unet/model.onnx']!;
    contents['unet/model_q4.onnx'] = modelSketch()['unet/model.onnx']!;
    expect(await read(contents)).toEqual({
      ok: false,
      problems: [
        {
          code: 'model-file-missing',
          severity: 'error',
          message: "Model 'sd15' has no file unet/model.onnx.",
          remedy:
            'Found unet/model_fp16.onnx and unet/model_q4.onnx: choose the fp16 variant or the q4 variant in the Checkpoint.',
        },
      ],
    });
    const { model } = await opened(contents, 'fp16');
    expect(model.variant).toBe('fp16');
    expect(model.folder.variants).toEqual(['fp16', 'q4']);
  });

  it.each([
    ['unet/model.fp16.onnx', 'a name that is not read: rename it to unet/model_fp16.onnx.'],
    ['unet.onnx', 'a name that is not read: rename it to unet/model.onnx.'],
    ['onnx/unet_model_q4f16.onnx', 'a name that is not read: rename it to unet/model_q4f16.onnx.'],
    ['onnx/unet/model.onnx', "name the folder 'onnx' in it instead."],
    ['unet/diffusion_pytorch_model.safetensors', 'holds weights for PyTorch: export the model to ONNX'],
    ['unet_2/model.onnx', 'Put the exported unet there'],
  ])('names what lies in the place of a missing file: %s', async (path, remedy) => {
    const contents = { ...without('unet/model.onnx'), [path]: modelSketch()['unet/model.onnx']! };
    const result = await read(contents);
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'model-file-missing' }] });
    const [found] = result.ok ? [] : result.problems;
    expect(found!.remedy).toContain(remedy);
    if (path !== 'unet_2/model.onnx') expect(found!.remedy).toContain(`Found ${path}`);
  });

  it('takes fp32 for the plain files, and refuses a variant that nothing has', async () => {
    expect((await opened(modelSketch(), 'fp32')).model.variant).toBe('');
    const result = await read(modelSketch(), 'q4');
    expect(result).toMatchObject({
      ok: false,
      problems: [
        {
          message: "Model 'sd15' has no file text_encoder/model_q4.onnx.",
          remedy: expect.stringContaining('the plain one'),
        },
        { message: "Model 'sd15' has no file unet/model_q4.onnx." },
        { message: "Model 'sd15' has no file vae_decoder/model_q4.onnx." },
      ],
    });
  });

  it('finds weights beside the file: missing, cut off, or there', async () => {
    const unet = onnxBytes({ external: { 'model.onnx_data': { offset: 40, length: 60 } } });
    const contents = { ...modelSketch(), 'unet/model.onnx': unet };
    expect(await read(contents)).toMatchObject({
      problems: [
        {
          code: 'model-external-data-missing',
          message:
            "Model 'sd15': unet/model.onnx keeps its weights in a file 'model.onnx_data', which is not beside it.",
        },
      ],
    });
    expect(await read({ ...contents, 'unet/model.onnx_data': new Uint8Array(99) })).toMatchObject({
      problems: [
        { code: 'model-file-broken', message: expect.stringContaining('unet/model.onnx_data is cut off') },
      ],
    });
    const { model } = await opened({ ...contents, 'unet/model.onnx_data': new Uint8Array(100) });
    expect(model.components.unet).toMatchObject({
      externalFiles: ['unet/model.onnx_data'],
      sizeBytes: unet.length + 100,
    });
  });

  it('does not follow external data out of the folder', async () => {
    const unet = onnxBytes({ external: { '../../secret': { offset: 0, length: 1 } } });
    expect(await read({ ...modelSketch(), 'unet/model.onnx': unet })).toMatchObject({
      problems: [{ code: 'model-external-data-missing' }],
    });
  });

  it('names operators that only CUDA can run', async () => {
    const operators = [
      'Conv',
      'com.microsoft.NhwcConv',
      'com.microsoft.GroupNorm',
      'com.microsoft.FusedConv',
    ];
    const unet = onnxBytes({ operators, inputs: { sample: ['b', 4, 'h', 'w'] } });
    const contents = { ...modelSketch(), 'unet/model.onnx': unet, 'unet/model_fp16.onnx': unet };
    expect(await read(contents)).toMatchObject({
      problems: [
        {
          code: 'model-operators-unsupported',
          message:
            "Model 'sd15': unet/model.onnx was fused for CUDA and uses com.microsoft.GroupNorm, com.microsoft.NhwcConv, which cpu cannot run.",
          remedy:
            'Run with --device cuda, choose the fp16 variant, or export the model without these fusions.',
        },
      ],
    });
    expect(await read(contents, '', 'cuda')).toMatchObject({ ok: true });
  });

  it('knows the fused operators that WebGPU can run', async () => {
    const unet = (name: string) => ({
      ...modelSketch(),
      'unet/model.onnx': onnxBytes({
        inputs: { sample: ['b', 4, 'h', 'w'] },
        operators: [`com.microsoft.${name}`],
      }),
    });
    for (const name of ['BiasAdd', 'BiasSplitGelu']) {
      expect(await read(unet(name), '', 'webgpu')).toMatchObject({ ok: true });
      expect(await read(unet(name), '', 'cpu')).toMatchObject({
        problems: [
          {
            message: `Model 'sd15': unet/model.onnx was fused for GPUs and uses com.microsoft.${name}, which cpu cannot run.`,
            remedy: 'Run with --device webgpu or --device cuda, or export the model without these fusions.',
          },
        ],
      });
    }
    expect(await read(unet('GroupNorm'), '', 'webgpu')).toMatchObject({
      problems: [{ message: expect.stringContaining('which webgpu cannot run') }],
    });
  });

  it('lists all that is wrong at once', async () => {
    const contents: Record<string, string | Uint8Array> = {
      ...without('tokenizer/vocab.json', 'text_encoder/model.onnx'),
      'vae_decoder/model.onnx': new Uint8Array(0),
    };
    expect(await read(contents)).toMatchObject({
      ok: false,
      problems: [
        { code: 'model-file-missing', message: "Model 'sd15' has no file text_encoder/model.onnx." },
        { code: 'model-file-broken', message: "Model 'sd15': vae_decoder/model.onnx is empty." },
        { code: 'model-file-missing', message: "Model 'sd15' has no file tokenizer/vocab.json." },
      ],
    });
  });

  it('leaves a broken config aside with a warning that says where', async () => {
    const latentgraph = JSON.stringify({
      latentRgb: { factors: [[1, 2, 3]], bias: [0, 0, 0], range: '[0, 1]' },
    });
    const { warnings } = await opened({
      ...modelSketch(),
      'unet/config.json': '{',
      'latentgraph.json': latentgraph,
    });
    expect(warnings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      expect.stringContaining("model-config-broken: Model 'sd15': unet/config.json cannot be used"),
      expect.stringContaining('latentgraph.json cannot be used (latentRgb.range'),
      expect.stringContaining('model-config-assumed'),
    ]);
  });

  it('looks at how much there is of a config before it reads or parses any', async () => {
    const { warnings } = await opened({
      ...modelSketch(),
      'unet/config.json': new Uint8Array(40e6).fill(0x20),
      'vae_decoder/config.json': `{"deep":${'['.repeat(100_000)}`,
    });
    const broken = warnings.filter(({ code }) => code === 'model-config-broken');
    expect(broken.map(({ message }) => message)).toEqual([
      "Model 'sd15': vae_decoder/config.json cannot be used (it nests objects and arrays too deep).",
      "Model 'sd15': unet/config.json cannot be used (it has 39 MB, and no such file has more than 1).",
    ]);
  });

  it('leaves latent→RGB factors aside that are not one row a channel', async () => {
    const latentRgb = { factors: [[1, 2, 3]], bias: [0, 0, 0], range: '[-1, 1]' };
    const { model, warnings } = await opened({
      ...modelSketch(),
      'latentgraph.json': JSON.stringify({ latentRgb }),
    });
    expect(model.measures.family.latentRgb).toBeNull();
    expect(warnings).toMatchObject([{ code: 'model-latent-rgb-mismatch' }]);
  });

  it.each([
    [0.18215, [0.3444, 0.1385, 0.067]],
    [0.13025, [0.3816, 0.493, 0.532]],
  ])('knows the colours of latents of scaling factor %d', async (scalingFactor, firstRow) => {
    const config = JSON.stringify({ latent_channels: 4, scaling_factor: scalingFactor });
    const contents = { ...modelSketch(), 'vae_decoder/config.json': config };
    expect((await opened(contents)).model.measures.family.latentRgb?.factors[0]).toEqual(firstRow);

    const own = { factors: Array(4).fill([1, 2, 3]), bias: [0, 0, 0], range: '[-1, 1]' };
    const latentgraph = JSON.stringify({ latentRgb: own });
    const { model } = await opened({ ...contents, 'latentgraph.json': latentgraph });
    expect(model.measures.family.latentRgb?.factors[0]).toEqual([1, 2, 3]);
  });

  it('takes the colours of no other model for latents of other channels', async () => {
    const config = JSON.stringify({ latent_channels: 16, scaling_factor: 0.18215 });
    const contents = { ...modelSketch(), 'vae_decoder/config.json': config };
    const unet = JSON.stringify({ in_channels: 16, cross_attention_dim: 32, block_out_channels: [8] });
    const { model } = await opened({ ...contents, 'unet/config.json': unet });
    expect(model.measures.family.latentRgb).toBeNull();
  });

  it('tells channels by the first convolution where neither a config nor the axes do', async () => {
    const convolved = (input: string, channels: number, rest: object = {}) =>
      onnxBytes({
        inputs: { [input]: ['batch', 'channels', 'height', 'width'], ...rest },
        nodes: [{ operator: 'Conv', inputs: [input, 'conv_in.weight'], output: 'a' }],
        weights: { 'conv_in.weight': [8, channels, 3, 3] },
      });
    const contents = {
      ...without('unet/config.json', 'vae_decoder/config.json'),
      'unet/model.onnx': convolved('sample', 9, { timestep: [], encoder_hidden_states: ['b', 't', 32] }),
      'vae_decoder/model.onnx': convolved('latent_sample', 4),
    };
    const { model } = await opened(contents);
    expect(modelHandles(model, 'h').unet).toMatchObject({ inChannels: 9, family: { channels: 4 } });
  });

  it.each([
    [undefined, undefined, 'PNDMScheduler'],
    ['EulerDiscreteScheduler', undefined, 'EulerDiscreteScheduler'],
    ['NoSuchScheduler', undefined, 'PNDMScheduler'],
    ['EulerDiscreteScheduler', '{}', 'EulerDiscreteScheduler'],
  ])(
    'without scheduler settings takes the usual ones, with a warning: %s, %s',
    async (named, config, taken) => {
      const contents = without('scheduler/scheduler_config.json');
      if (named) contents['model_index.json'] = JSON.stringify({ scheduler: ['diffusers', named] });
      if (config) contents['scheduler/scheduler_config.json'] = config;
      const { model, warnings } = await opened(contents);
      expect(modelHandles(model, 'h').schedulerConfig.config).toMatchObject({
        ...{ _class_name: taken, beta_start: 0.00085, beta_end: 0.012, beta_schedule: 'scaled_linear' },
        ...{ steps_offset: 1, clip_sample: false },
      });
      expect(warnings.map(({ message }) => message)).toEqual([
        `Model 'sd15' does not say its scheduler settings; those of Stable Diffusion are taken, with ${taken}.`,
      ]);
    },
  );

  it('says that it does not know a scheduler, and which it knows', async () => {
    const config = JSON.stringify({ _class_name: 'NoSuchScheduler' });
    const { warnings } = await opened({ ...modelSketch(), 'scheduler/scheduler_config.json': config });
    expect(warnings).toMatchObject([
      { code: 'model-scheduler-unknown', remedy: expect.stringContaining('euler') },
    ]);
  });

  it.each([
    'unet/config.json',
    'vae_decoder/config.json',
    'scheduler/scheduler_config.json',
    'model_index.json',
    'latentgraph.json',
  ])('does not read a %s of a size that no config has', async (path) => {
    const files = memoryFiles({ ...modelSketch(), [path]: '{}' });
    const huge: typeof files = {
      ...files,
      list: async () =>
        (await files.list()).map((file) => (file.path === path ? { ...file, sizeBytes: 7e8 } : file)),
      readText: (name) => (name === path ? Promise.reject(new Error('It was read.')) : files.readText(name)),
    };
    const result = await readVariant(await readModelFolder('sd15', huge), '', 'cpu');
    expect(result.ok && result.warnings[0]).toMatchObject({
      code: 'model-config-broken',
      message: `Model 'sd15': ${path} cannot be used (it has 668 MB, and no such file has more than 1).`,
    });
  });

  it.each([
    ['tokenizer/merges.txt', '', 'holds no merges'],
    ['tokenizer/merges.txt', '\0'.repeat(100), 'holds no merges'],
    ['tokenizer/vocab.json', '', 'cannot be used: it is not valid JSON'],
    ['tokenizer/vocab.json', '[]', 'holds no tokens'],
    ['tokenizer/vocab.json', '{"a": 0, "b', 'cannot be used: it is not valid JSON'],
    ['tokenizer/vocab.json', '{"a": 0}', "lacks the special token '<|startoftext|>'"],
    ['tokenizer/merges.txt', ' '.repeat(17 * 2 ** 20), 'cannot be used: it has 17 MB'],
  ])('refuses a damaged %s', async (path, content, says) => {
    expect(await read({ ...modelSketch(), [path]: content })).toMatchObject({
      ok: false,
      problems: [{ code: 'model-file-broken', message: expect.stringContaining(`'sd15': ${path} ${says}`) }],
    });
  });

  it('lists the files that it reads, and no others', async () => {
    const contents = {
      ...modelSketch(),
      'unet/model.onnx': onnxBytes({
        inputs: { sample: ['b', 4, 'h', 'w'], timestep: [], encoder_hidden_states: ['b', 't', 32] },
        external: { 'weights.pb': { offset: 0, length: 3 } },
      }),
      'unet/weights.pb': 'abc',
    };
    const others = {
      'unet/model.onnx_data': 'x',
      'unet/old.onnx': 'x',
      'safety_checker/model.onnx': 'x',
      'MXR/unet.mxr': 'x',
      'tokenizer/tokenizer.json': '{}',
      'text_encoder/config.json': ' '.repeat(2 ** 20 + 1),
      'README.md': 'x',
    };
    const { model } = await opened({ ...contents, ...others });
    const read = Object.keys(contents).filter((path) => path !== 'text_encoder/config.json');
    expect(filesRead(model.folder, [model]).map(({ path }) => path)).toEqual(read.sort());
  });

  it('reads off the files what their export fixed', async () => {
    const contents = {
      ...modelSketch(),
      'unet/model.onnx': onnxBytes({
        inputs: { sample: [2, 4, 16, 24], timestep: [2], encoder_hidden_states: [2, 77, 32] },
      }),
      'vae_decoder/model.onnx': onnxBytes({ inputs: { z: [1, 4, 16, 24] } }),
      'vae_encoder/model.onnx': onnxBytes({ inputs: { sample: [1, 3, 128, 192] } }),
    };
    const { model } = await opened(contents);
    const size = { widthPx: 192, heightPx: 128 };
    const { unet, vae } = modelHandles(model, 'h');
    expect(unet).toMatchObject({ fixedSize: size, fixedTokens: 77 });
    expect(vae.fixedSizes).toEqual({ decoder: size, encoder: size });
    expect(fixedSizeWarning('m', model.measures.fixed)?.message).toBe(
      "Model 'm' makes pictures of 192×128 alone: it was exported for that size.",
    );
    const free = await opened(modelSketch());
    expect(fixedSizeWarning('m', free.model.measures.fixed)).toBeUndefined();
  });
});

describe('readVariant of one part', () => {
  const onlyFolders = (...folders: string[]) =>
    Object.fromEntries(
      Object.entries(modelSketch()).filter(([path]) => folders.some((folder) => path.startsWith(folder))),
    );

  it.each([
    ['unet', ['unet/', 'scheduler/']],
    ['vae', ['vae_decoder/']],
    ['textEncoder', ['text_encoder/', 'tokenizer/']],
  ] as const)(
    'takes the %s of a folder that holds nothing else, as it is in a whole one',
    async (part, kept) => {
      const result = await readPart(onlyFolders(...kept), part);
      if (!result.ok) throw new Error(result.problems[0]!.message);
      const whole = await opened(modelSketch());
      expect(modelHandles(result.model, 'h')[part]).toEqual(modelHandles(whole.model, 'h')[part]);
      expect(result.warnings).toEqual([]);
      expect(await read(onlyFolders(...kept))).toMatchObject({ ok: false });
    },
  );

  it.each(['unet', 'vae', 'textEncoder'] as const)('says that there is no %s', async (part) => {
    const component = { unet: 'unet', vae: 'vae_decoder', textEncoder: 'text_encoder' }[part];
    const result = await readPart(without(`${component}/model.onnx`), part);
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'model-file-missing' }] });
    expect(!result.ok && result.problems[0]!.message).toBe(
      `Model 'sd15' has no file ${component}/model.onnx.`,
    );
  });

  it('leaves out other parts that are broken, and keeps those that are not', async () => {
    const broken = { ...modelSketch(), 'vae_decoder/model.onnx': 'version https://git-lfs.github.com' };
    const result = await readPart(broken, 'unet');
    expect(result.ok && Object.keys(result.model.components).sort()).toEqual(['text_encoder', 'unet']);
  });
});
