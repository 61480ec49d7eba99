import type { KeyboardEvent as ReactKeyboardEvent } from 'react';

type AnyKeyboardEvent = KeyboardEvent | ReactKeyboardEvent;

/** What Safari gives as the code of a key that an input method takes, the Enter after the composition included. */
const TAKEN_BY_INPUT_METHOD = 229;

/** Whether a key belongs to an input method: Enter takes the characters that it offers, Escape takes them back. */
export function isComposing(event: AnyKeyboardEvent): boolean {
  const { isComposing, keyCode } = 'nativeEvent' in event ? event.nativeEvent : event;
  return isComposing || keyCode === TAKEN_BY_INPUT_METHOD;
}

/** For dialogs and what else Escape closes: not while it only takes back what an input method offers. */
export function keepOpenWhileComposing(event: KeyboardEvent): void {
  if (isComposing(event)) event.preventDefault();
}

/** What a key does with what was written in a field of one line: Enter keeps it, Escape gives it up. */
export function endOfWriting(event: AnyKeyboardEvent): 'keep' | 'give-up' | undefined {
  if (isComposing(event)) return undefined;
  if (event.key === 'Enter') return 'keep';
  return event.key === 'Escape' ? 'give-up' : undefined;
}
