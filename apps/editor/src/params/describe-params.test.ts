import { builtinRegistry } from '@latentgraph/nodes';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeParams, type ParamDescription, type WidgetName } from './describe-params.ts';
import { labelOf } from './param-words.ts';

function described(type: string): Readonly<Record<string, ParamDescription>> {
  const params = describeParams(builtinRegistry.nodes.get(type)!);
  return Object.fromEntries(params.map((param) => [param.name, param]));
}

/** What a param schema of a package of someone else's becomes. */
function describedSchema(schema: z.ZodType): ParamDescription {
  const noise = builtinRegistry.nodes.get('Noise')!;
  return describeParams({ ...noise, params: z.object({ param: schema }) })[0]!;
}

describe('params of all node types', () => {
  it('have a widget of their own kind', () => {
    const withWidget = (wanted: WidgetName) =>
      [...builtinRegistry.nodes.values()].flatMap((definition) =>
        describeParams(definition)
          .filter(({ widget }) => widget === wanted)
          .map(({ name }) => `${definition.type}.${name}`),
      );
    expect({
      json: withWidget('json'),
      options: withWidget('schedulerOptions'),
      text: withWidget('text'),
      number: withWidget('number'),
    }).toEqual({
      json: [],
      options: ['Schedule.options'],
      text: ['SaveImage.prefix'],
      number: [
        'CropImage.left',
        'CropImage.top',
        'Integer.value',
        'LoadMask.threshold',
        'LoadVAE.scalingFactor',
        'Number.value',
        'SchedulerStep.eta',
        'SizeConditioning.originalWidth',
        'SizeConditioning.originalHeight',
        'SizeConditioning.cropLeft',
        'SizeConditioning.cropTop',
        'SizeConditioning.targetWidth',
        'SizeConditioning.targetHeight',
        'SliceSchedule.from',
        'SliceSchedule.to',
        'UNet.guidance',
      ],
    });
  });

  it('have a title, a help, and a default that their schema takes', () => {
    for (const definition of builtinRegistry.nodes.values()) {
      for (const { name, title, help, schema, default: usual, optional } of describeParams(definition)) {
        const where = `${definition.type}.${name}`;
        expect(title, where).toMatch(/^[A-Zv]/);
        expect(help, where).toMatch(/[.…]$/);
        expect(schema.safeParse(usual).success, where).toBe(true);
        expect(optional, where).toBe(usual === undefined);
      }
    }
  });

  it('have sliders whose ends and steps are values that the schema takes', () => {
    for (const definition of builtinRegistry.nodes.values()) {
      for (const { name, widget, range, step, schema } of describeParams(definition)) {
        if (widget !== 'slider') continue;
        const [low, high] = range!;
        for (const value of [low, high, Number((low + step).toPrecision(12))]) {
          expect(schema.safeParse(value).success, `${definition.type}.${name} at ${value}`).toBe(true);
        }
      }
    }
  });
});

describe('describeParams', () => {
  it('tells ranges, steps and wires', () => {
    const { width, batch, seed } = described('Noise');
    expect(width).toMatchObject({ integer: true, min: 8, max: 8192, range: [64, 1024], step: 16 });
    expect(batch).toMatchObject({ range: [1, 16], step: 1, wire: 'integer', advanced: false });
    expect(seed).toMatchObject({ widget: 'seed', wire: 'seed', default: 0 });
    expect(described('Guidance').scale).toMatchObject({ min: 0, max: 100, range: [1, 20], step: 0.5 });
    expect(described('Number').value).toMatchObject({ min: undefined, max: undefined, range: undefined });
    expect(described('SchedulerStep').eta).toMatchObject({ widget: 'number', optional: true, step: 0.01 });
  });

  it('names choices as people do, with what each is good for', () => {
    const { scheduler, predictionType } = described('Schedule');
    expect(scheduler!.options.slice(0, 2)).toEqual([
      { value: 'auto', label: 'Auto' },
      { value: 'ddim', label: 'DDIM', hint: expect.stringMatching(/\.$/) },
    ]);
    expect(predictionType!.options.map(({ label }) => label)).toEqual([
      'Auto',
      'Epsilon',
      'v prediction',
      'Sample',
      'Flow prediction',
    ]);
  });

  it('shows the policy of a seed with the seed', () => {
    expect(described('Seed').policy?.shownBy).toBe('value');
  });

  it('has an editor for lists, and one for everything else', () => {
    expect(describedSchema(z.array(z.number()))).toMatchObject({ widget: 'list', items: 'number' });
    expect(describedSchema(z.array(z.string()))).toMatchObject({ widget: 'list', items: 'text' });
    expect(describedSchema(z.array(z.object({ at: z.number() }))).widget).toBe('json');
    expect(describedSchema(z.tuple([z.number(), z.string()])).widget).toBe('json');
    expect(describedSchema(z.union([z.number(), z.null()])).widget).toBe('json');
    expect(describedSchema(z.string().meta({ widget: 'unheard-of' })).widget).toBe('text');
  });

  it('has no switch and no slider for what may have no value', () => {
    expect(describedSchema(z.boolean().default(false))).toMatchObject({
      widget: 'switch',
      placeholder: undefined,
    });
    expect(describedSchema(z.boolean().optional())).toMatchObject({
      widget: 'onOff',
      placeholder: 'Not set',
    });
    expect(describedSchema(z.number().min(0).max(1).optional()).widget).toBe('number');
  });
});

describe('labelOf', () => {
  it.each([
    ['tileSize', 'Tile size'],
    ['clipSkip', 'CLIP skip'],
    ['torch-cpu', 'Torch CPU'],
    ['v_prediction', 'v prediction'],
    ['lanczos3', 'Lanczos3'],
    ['png', 'PNG'],
  ])('%s reads %s', (name, label) => expect(labelOf(name)).toBe(label));
});
