import { expect, test } from 'vitest';
import { createWheelGestures, type WheelGesture } from './wheel-gestures.ts';

interface Swipe {
  /** Of each turn: across or down, 16 ms after the one before where they do not say. */
  readonly turns: readonly (readonly [deltaX: number, deltaY: number, afterMs?: number])[];
  readonly deltaMode?: number;
  readonly ctrlKey?: boolean;
}

/** What each turn did; those that were held back do what the gesture turned out to be. */
function followed(...swipes: readonly Swipe[]): readonly (WheelGesture | undefined)[] {
  const gestures = createWheelGestures();
  let now = 0;
  return swipes.flatMap(({ turns, deltaMode = 0, ctrlKey = false }) => {
    now += 1000;
    const done = turns.map(([deltaX, deltaY, afterMs = 16]) => {
      now += afterMs;
      return gestures.take({ deltaX, deltaY, deltaMode, ctrlKey, metaKey: false, timeStamp: now });
    });
    const judged = ctrlKey ? 'zoom' : gestures.judge();
    return done.map((gesture) => gesture ?? judged);
  });
}

const down = (...deltas: readonly number[]): Swipe => ({ turns: deltas.map((delta) => [0, delta]) });
const all = (gesture: WheelGesture, { turns }: Swipe) => turns.map(() => gesture);

test.each([
  ['a quick one', down(2, 7, 19, 44, 71, 96, 80, 52, 31, 12, 5, 2, 1)],
  ['one that begins with a jerk', down(5, 17, 38, 64, 90, 61, 23, 8)],
  ['one upwards', down(-1, -6, -22, -58, -103, -64, -20, -3)],
  [
    'one that turns aside',
    {
      turns: [
        [0, 1],
        [2, 30],
        [0, 60],
        [0, 100],
        [1, 41],
      ],
    } satisfies Swipe,
  ],
  [
    'one across',
    {
      turns: [
        [4, 0],
        [60, 0],
        [120, 0],
        [7, 0],
      ],
    } satisfies Swipe,
  ],
  [
    'one that runs out slowly',
    {
      turns: [
        [0, 2],
        [0, 50],
        [0, 40, 90],
        [0, 41, 100],
      ],
    } satisfies Swipe,
  ],
])('a swipe of two fingers moves the view from beginning to end: %s', (_, swipe) => {
  expect(followed(swipe)).toEqual(all('pan', swipe));
});

test.each([
  ['by notches', down(100, 100, 100)],
  ['by a quick hand', down(120, 240, 480)],
  ['smoothly, by eighths of a notch', down(15, 15, 15, 30, 45, 15)],
  ['smoothly, by parts that are no whole pixels', down(12.5, 12.5, 25, 37.5, 12.5)],
  ['by a single small step', down(10)],
  ['on macOS', down(4.000244140625, 12.000732421875, 40.00244140625)],
  ['in lines, as Firefox counts', { ...down(3, 3, 3), deltaMode: 1 }],
  ['with Ctrl, as a pinch comes', { ...down(1.2, 3.7, 9.1), ctrlKey: true }],
])('a wheel that is turned %s zooms', (_, swipe) => {
  expect(followed(swipe)).toEqual(all('zoom', swipe));
});

test('each gesture is judged for itself', () => {
  const [swipe, notch] = [down(2, 30, 80, 20), down(100)];
  expect(followed(swipe, notch, swipe)).toEqual([...all('pan', swipe), 'zoom', ...all('pan', swipe)]);
});
