/** What of a wheel event says how the view is to follow. */
export interface WheelTurn {
  readonly deltaX: number;
  readonly deltaY: number;
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly timeStamp: number;
}

/** Two fingers on a trackpad move the view; a wheel, and a pinch, zoom it. */
export type WheelGesture = 'pan' | 'zoom';

/** A notch of a wheel is at least so many pixels; two fingers begin with far less. */
const NOTCH = 40;

/** Two fingers begin with less than any wheel turns at once. */
const LEAST_STEP = 3;

/** What macOS calls one line. */
const LINE_OF_MACOS = 4.000244140625;

/** So many turns tell the even steps of a smooth wheel from two fingers. */
const ENOUGH_TURNS = 3;

/** By then the turns that there were have to do. Fingers send one every 8 or 16 ms. */
export const JUDGED_WITHIN_MS = 50;

/** After such a pause another gesture begins; a swipe runs out with turns up to 100 ms apart. */
const PAUSE_MS = 400;

/**
 * Tells by how a gesture begins what it is, for browsers do not say; the rest of it is taken for the same, up to a
 * pause.
 *
 * @param isAll whether there will be no more turns to judge by
 * @returns undefined where more have to be seen
 */
export function gestureOf(turns: readonly WheelTurn[], isAll: boolean): WheelGesture | undefined {
  const [first] = turns;
  if (first === undefined) return undefined;
  if (first.deltaMode !== 0) return 'zoom';
  if (turns.some(({ deltaX }) => deltaX !== 0)) return 'pan';
  const sizes = turns.map(({ deltaY }) => Math.abs(deltaY));
  if (sizes[0]! >= NOTCH || sizes[0]! % LINE_OF_MACOS === 0) return 'zoom';
  if (sizes[0]! < LEAST_STEP) return 'pan';
  if (turns.length < ENOUGH_TURNS && !isAll) return undefined;
  return areEven(sizes) ? 'zoom' : 'pan';
}

/** Whether all are whole multiples of the least: a smooth wheel turns by parts of a notch, several of them when it is quick. */
function areEven(sizes: readonly number[]): boolean {
  const least = Math.min(...sizes);
  return (
    least >= LEAST_STEP && sizes.every((size) => Math.abs(size / least - Math.round(size / least)) < 0.01)
  );
}

export interface WheelGestures {
  /** @returns what the gesture is that the turn belongs to; undefined while that is not known */
  take(turn: WheelTurn): WheelGesture | undefined;
  /** Whether a turn would begin a gesture. */
  isFirst(turn: WheelTurn): boolean;
  /** What the turns are that there were. */
  judge(): WheelGesture | undefined;
}

/** Follows gestures, one after another. */
export function createWheelGestures(): WheelGestures {
  let turns: WheelTurn[] = [];
  let judged: WheelGesture | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;
  const isFirst = ({ timeStamp }: WheelTurn) => timeStamp - lastAt > PAUSE_MS;
  const judge = (isAll: boolean) => {
    judged ??= gestureOf(turns, isAll);
    return judged;
  };
  return {
    isFirst,
    judge: () => judge(true),
    take(turn) {
      // A pinch says that it is one, and may follow a swipe at once.
      if (turn.ctrlKey || turn.metaKey) return 'zoom';
      if (isFirst(turn)) {
        turns = [];
        judged = undefined;
      }
      lastAt = turn.timeStamp;
      if (judged === undefined) turns.push(turn);
      return judge(false);
    },
  };
}
