const KEPT_CHARACTERS = 4000;
const MOST_OF_A_LINE = 500;

/** How V8, C++ and onnxruntime say that they give up: first, with pages of stack behind it. */
const GIVES_UP = /\bfatal\b|terminate called|bad_alloc|cannot allocate|out of memory/i;

/** What a process wrote to stderr last, with the line in which it gave up at the end. */
export class LastWords {
  #tail = '';
  #gaveUp = '';

  hear(text: string): void {
    const heard = this.#tail + text;
    for (const line of heard.split('\n')) {
      if (GIVES_UP.test(line)) this.#gaveUp = line.slice(0, MOST_OF_A_LINE);
    }
    this.#tail = heard.slice(-KEPT_CHARACTERS);
  }

  get text(): string {
    return `${this.#tail.trimEnd()}\n${this.#gaveUp}`.trim();
  }
}
