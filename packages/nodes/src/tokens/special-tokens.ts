import { ProblemError } from '@latentgraph/graph-core';
import type { TokenizerFiles } from '../contract/services.ts';

const DEFAULT_LIMIT = 77;

/** The tokens that stand for something other than text. */
export interface SpecialTokens {
  readonly start: string;
  readonly end: string;
  /** What fills a chunk after its end: `<|endoftext|>` for SD 1.x, `!` (id 0) for SD 2. */
  readonly pad: string;
  /** What stands for a symbol that the vocabulary lacks. */
  readonly unknown: string;
}

/**
 * Reads the special tokens as transformers' `from_pretrained` does: special_tokens_map.json wins over
 * tokenizer_config.json (SD 2 names `!` in the one and `<|endoftext|>` in the other), unless the config lists
 * `added_tokens_decoder`, as newer folders do.
 */
export function readSpecialTokens({ config, specialTokens }: TokenizerFiles): SpecialTokens {
  const sources = Object.hasOwn(config, 'added_tokens_decoder')
    ? [config, specialTokens]
    : [specialTokens, config];
  const read = (key: string, fallback: string): string => {
    for (const source of sources) {
      const content = Object.hasOwn(source, key) ? contentOf(source[key]) : undefined;
      if (content !== undefined) return content;
    }
    return fallback;
  };
  const end = read('eos_token', '<|endoftext|>');
  return {
    start: read('bos_token', '<|startoftext|>'),
    end,
    pad: read('pad_token', end),
    unknown: read('unk_token', end),
  };
}

/** Tokens that a text encoder takes at once, start and end included; `model_max_length` where it is sensible. */
export function readLimit({ config }: TokenizerFiles): number {
  const limit = config.model_max_length;
  // Folders without a limit hold a huge number instead.
  return typeof limit === 'number' && limit >= 3 && limit <= 4096 ? Math.floor(limit) : DEFAULT_LIMIT;
}

/** @throws ProblemError `unknown-special-token` */
export function specialTokenId(token: string, vocab: ReadonlyMap<string, number>): number {
  const id = vocab.get(token);
  if (id !== undefined) return id;
  throw new ProblemError({
    code: 'unknown-special-token',
    message: `The tokenizer names the special token '${token.slice(0, 80)}', which its vocabulary does not hold.`,
    remedy:
      "Check that vocab.json and special_tokens_map.json in the model's tokenizer folder belong together.",
  });
}

/** Special tokens are written as a string, or as a record with the string as `content`. */
function contentOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value !== 'object' || value === null) return undefined;
  return contentOf((value as { readonly content?: unknown }).content);
}
