/** What a node is about to make. */
export interface Workload {
  /** Of all pictures of the batch together. */
  readonly pixels: number;
  /** What it allocates, results included. */
  readonly bytes: number;
}
