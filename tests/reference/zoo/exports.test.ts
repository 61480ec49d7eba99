import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { meanDifference, readRgb } from '../../support/pictures.ts';
import { textToImageWorkflow } from '../../support/text-to-image.ts';
import { useRuntime } from '../../support/use-runtime.ts';
import { exportedFolders, zooFolder } from './items.ts';

/** Steps of 1/255, mean over all values. */
const TOLERANCE = 0.1;

interface ExportReference {
  readonly prompt: string;
  readonly negative: string;
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  readonly guidance: number;
  readonly seed: number;
}

/** Parts of exported pipelines that no node takes, by their folder. */
const NOT_COVERED = { transformer: 'a transformer in place of a UNet', controlnet: 'a ControlNet' };

const folders = exportedFolders(zooFolder);
const missingFor = (folder: string) =>
  Object.entries(NOT_COVERED).flatMap(([part, title]) => (existsSync(join(folder, part)) ? [title] : []));
const covered = folders.filter((folder) => missingFor(folder).length === 0);
const runtime = useRuntime(Object.fromEntries(covered.map((folder) => [basename(folder), folder])));

/** The reference pictures of an export, with the negative prompts that they were painted with. */
function picturesOf(folder: string, { negative }: ExportReference): readonly (readonly [string, string])[] {
  const pictures = [
    ['reference.png', negative],
    ['reference_empty_negative.png', ''],
  ] as const;
  return pictures.filter(([picture]) => existsSync(join(folder, picture)));
}

describe.skipIf(folders.length === 0)(`pictures of exported graphs (${zooFolder})`, () => {
  for (const folder of folders.filter((one) => !covered.includes(one))) {
    test.skip(`${basename(folder)}, not covered yet: ${missingFor(folder).join(', ')}`);
  }
  describe.each(covered.map((folder) => [basename(folder), folder]))('%s', (name, folder) => {
    const reference = JSON.parse(readFileSync(join(folder, 'reference.json'), 'utf8')) as ExportReference;
    test.each(picturesOf(folder, reference))('%s', async (picture, negative) => {
      const document = textToImageWorkflow({
        ...{ model: name, text: reference.prompt, negative, scheduler: 'auto' },
        ...{ steps: reference.steps, scale: reference.guidance, seed: reference.seed },
        ...{ widthPx: reference.width, heightPx: reference.height },
      });
      const { problems, outputs } = await runtime.run({ document });
      expect(problems).toEqual([]);
      const expected = await readRgb(join(folder, picture));
      expect(meanDifference(await readRgb(outputs[0]!), expected)).toBeLessThanOrEqual(TOLERANCE);
    });
  });
  test('are found', () => expect(folders.length).toBeGreaterThan(0));
});
