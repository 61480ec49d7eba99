/** How long a movement of the view lasts; none for those who prefer that nothing moves. */
export function motionMs(ms: number): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : ms;
}
