import { createTokenizer, type Tokenizer } from '@latentgraph/nodes';
import { modelListSchema } from '@latentgraph/runtime-web';

/** Tokenizers of the models that this site offers, for counting tokens while somebody writes. */
export interface Tokenizers {
  /** Undefined where the site does not offer the model, or its tokenizer cannot be read: then nothing is counted. */
  get(model: string): Promise<Tokenizer | undefined>;
}

/** @param listUrl address of the site's `models.json` */
export function createTokenizers(listUrl: string): Tokenizers {
  const known = new Map<string, Promise<Tokenizer | undefined>>();
  return {
    get(model) {
      const before = known.get(model);
      if (before) return before;
      const loading = loadTokenizer(listUrl, model).catch(() => {
        // A prompt can be written without a count, and the next one that asks may have more luck.
        known.delete(model);
        return undefined;
      });
      known.set(model, loading);
      return loading;
    },
  };
}

async function loadTokenizer(listUrl: string, model: string): Promise<Tokenizer | undefined> {
  const { models } = modelListSchema.parse(await (await request(listUrl)).json());
  const listed = models.find(({ name }) => name === model);
  if (!listed) return undefined;
  const folder = new URL(listed.url, listUrl);
  const present = new Set(listed.files.map(({ path }) => path));
  const file = async (name: string): Promise<Response | undefined> => {
    const path = `tokenizer/${name}`;
    return present.has(path) ? request(new URL(path, folder)) : undefined;
  };
  const json = async (name: string) => ((await (await file(name))?.json()) ?? {}) as Record<string, unknown>;
  return createTokenizer({
    vocab: (await json('vocab.json')) as Record<string, number>,
    merges: (await (await file('merges.txt'))?.text()) ?? '',
    config: await json('tokenizer_config.json'),
    specialTokens: await json('special_tokens_map.json'),
  });
}

/** @throws Error for what does not come, and for what comes in its place */
async function request(url: string | URL): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}.`);
  return response;
}
