import { useState } from 'react';

/** What is in a field, and the value that it stands for. */
export interface Typed {
  readonly text: string;
  readonly value: unknown;
}

export interface TypedText {
  /** What was typed, while that is still what the field is to show. */
  readonly text: string | undefined;
  /** @param value what the field's value is once this was typed */
  type(text: string, value: unknown): void;
  forget(): void;
}

/**
 * Keeps what is typed as it was typed, `1.` for 1, for as long as the value stays the one that it stands for: undo, or
 * a change in another field, is shown instead.
 */
export function useTyped(value: unknown): TypedText {
  const [typed, setTyped] = useState<Typed>();
  return {
    text: textStillShown(typed, value),
    type: (text, meant) => setTyped({ text, value: meant }),
    forget: () => setTyped(undefined),
  };
}

/** What was typed, where the value is still what that stood for. Values are compared as JSON. */
export function textStillShown(typed: Typed | undefined, value: unknown): string | undefined {
  if (typed === undefined) return undefined;
  return JSON.stringify(typed.value) === JSON.stringify(value) ? typed.text : undefined;
}
