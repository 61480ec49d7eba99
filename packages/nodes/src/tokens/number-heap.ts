/** A binary heap of numbers: the least is at hand, adding and removing take log n. Ask an empty heap for nothing. */
export class NumberHeap {
  readonly #items: number[] = [];

  get size(): number {
    return this.#items.length;
  }

  /** The least number, which stays. */
  least(): number {
    return this.#items[0]!;
  }

  push(item: number): void {
    const items = this.#items;
    let place = items.push(item) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (items[parent]! <= item) break;
      items[place] = items[parent]!;
      place = parent;
    }
    items[place] = item;
  }

  /** Removes and returns the least number. */
  pop(): number {
    const items = this.#items;
    const least = items[0]!;
    const item = items.pop()!;
    const size = items.length;
    if (size === 0) return least;
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && items[child + 1]! < items[child]!) child++;
      if (items[child]! >= item) break;
      items[place] = items[child]!;
      place = child;
    }
    items[place] = item;
    return least;
  }
}
