import { readFileSync } from 'node:fs';

interface SingleFacts {
  readonly kind: 'single';
  readonly color: string;
  readonly shape: string;
  readonly background: string;
}

interface PairFacts {
  readonly kind: 'pair';
  readonly colors: readonly [string, string];
  readonly shapes: readonly [string, string];
  readonly relation: 'left of' | 'right of' | 'above' | 'below';
  readonly background: string;
}

interface GroupFacts {
  readonly kind: 'group';
  readonly color: string;
  readonly shape: string;
  readonly count: number;
  readonly background: string;
}

interface SceneFacts {
  readonly kind: 'scene';
  readonly sky: string;
  readonly season: string;
  /** Empty where there is no house. */
  readonly house: string;
  readonly lake: boolean;
}

/** What a right picture of a prompt shows. */
export type Facts = SingleFacts | PairFacts | GroupFacts | SceneFacts;
export type FactsOf<Kind extends Facts['kind']> = Extract<Facts, { kind: Kind }>;

export interface ScorePrompt {
  readonly text: string;
  readonly seed: number;
  readonly facts: Facts;
}

/** Right and asked, for every fact. */
export type Score = Readonly<Record<string, readonly [right: number, asked: number]>>;

const FOLDER = 'models/tiny/score';
/** The program's own pictures of all prompts, in their order. */
export const TRUTH_SHEET = `${FOLDER}/truth.png`;

export const scorePrompts: readonly ScorePrompt[] = read('prompts.json');

/** Every shape as 32 rows of 0 and 1. */
export const shapeTemplates: Readonly<Record<string, readonly string[]>> = read('templates.json');

/** What `evaluate.py` found, by the name of the table. */
export const pythonScores: Readonly<Record<'model' | 'truth' | 'shuffled', Score>> = read('scores.json');

function read<T>(file: string): T {
  return JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as T;
}
