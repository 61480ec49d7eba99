import type { Editor } from '../document/editor.ts';

/**
 * Follows the last step of undo and redo. A step that is too old to be undone stays done.
 *
 * @param onTravel told whether the step is done, whenever it is undone or done again
 * @returns stops following
 */
export function followLastStep(
  { store }: Pick<Editor, 'store'>,
  onTravel: (isDone: boolean) => void,
): () => void {
  const step = store.getState().history.past.at(-1);
  let isDone = true;
  return store.subscribe(({ history: { past, future } }) => {
    const travelled = step !== undefined && (isDone ? future : past).includes(step);
    if (!travelled) return;
    isDone = !isDone;
    onTravel(isDone);
  });
}
