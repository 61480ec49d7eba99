import { type Problem, problem } from '@latentgraph/graph-core';

/** Why a file is not a safetensors file that can be used. Every problem starts with the file's name. */
export const fileProblems = {
  empty: (file: string) =>
    problem({
      code: 'checkpoint-empty',
      message: `${file} is empty: it has zero bytes.`,
      remedy: 'Download or copy the file again.',
    }),
  pickled: (file: string) =>
    problem({
      code: 'checkpoint-pickled',
      message: `${file} is a pickled checkpoint (.ckpt, .pt or .pth): loading such a file can run programs that are hidden in it.`,
      remedy:
        'Look for the same model as .safetensors, or convert it with a tool that you trust, on a computer that holds nothing valuable.',
    }),
  gguf: (file: string) =>
    problem({
      code: 'checkpoint-gguf',
      message: `${file} is a GGUF file, whose weights are packed for other programs.`,
      remedy: 'Download the model as .safetensors in float16, bfloat16 or float32.',
    }),
  webPage: (file: string) =>
    problem({
      code: 'checkpoint-web-page',
      message: `${file} is a web page, not a model: the site answered with a page, perhaps to sign in or to accept a licence.`,
      remedy: 'Sign in on the site, accept its terms if it asks for that, and download the file again.',
    }),
  lfsPointer: (file: string) =>
    problem({
      code: 'checkpoint-lfs-pointer',
      message: `${file} is a Git LFS pointer, a short text that stands for the file itself.`,
      remedy: 'Run `git lfs pull` in the folder that it comes from, or download the file from the site.',
    }),
  notSafetensors: (file: string) =>
    problem({
      code: 'checkpoint-not-safetensors',
      message: `${file} is not a safetensors file: it does not begin with the length of a header and the header.`,
      remedy: 'Choose a .safetensors file, or download this one again.',
    }),
  truncated: (file: string, sizeBytes: number, expectedBytes: number) =>
    problem({
      code: 'checkpoint-truncated',
      message: `${file} is cut off: it has ${count(sizeBytes)} of ${count(expectedBytes)} bytes.`,
      remedy: 'Download it again to the end; an interrupted download leaves such a file behind.',
    }),
  unreadable: (file: string) =>
    problem({
      code: 'checkpoint-unreadable',
      message: `${file} gave fewer bytes than its size promises.`,
      remedy: 'Check that no other program is writing the file, and that its disk is there, then try again.',
    }),
  headerTooLarge: (file: string, headerBytes: number, limit: number) =>
    problem({
      code: 'checkpoint-header-too-large',
      message: `The header of ${file} is ${count(headerBytes)} bytes long; at most ${count(limit)} are read.`,
      remedy: 'No known model needs that much: check where the file comes from.',
    }),
  headerBroken: (file: string, what: string) =>
    problem({
      code: 'checkpoint-header-broken',
      message: `The header of ${file} is damaged: ${what}.`,
      remedy: 'Download the file again; if it stays so, the program that wrote it made it wrong.',
    }),
  tensorBroken: (file: string, tensor: string, what: string) =>
    problem({
      code: 'checkpoint-tensor-broken',
      message: `In ${file}, the tensor ${quoted(tensor)} ${what}.`,
      remedy: 'Download the file again; if it stays so, the program that wrote it made it wrong.',
    }),
  unknownDtype: (file: string, tensor: string, dtype: string) =>
    problem({
      code: 'checkpoint-dtype-unknown',
      message: `In ${file}, the tensor ${quoted(tensor)} has the type ${quoted(dtype)}, which the format does not know.`,
      remedy: 'Look for the same model in float16, bfloat16 or float32.',
    }),
} as const satisfies Record<string, (...details: never[]) => Problem>;

/** A name from a file as messages show it: in quotes, and not longer than a line. */
export function quoted(name: string): string {
  return `'${name.length > 120 ? `${name.slice(0, 117)}…` : name}'`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
