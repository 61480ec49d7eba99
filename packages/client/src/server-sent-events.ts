/** Longest event that is read; a run's events are far shorter. */
const MOST_CHARACTERS = 1024 * 1024;

/**
 * The data of server-sent events (WHATWG HTML, 9.2.6) as they arrive. Comments, names and ids are left out: a
 * run's events carry all of it themselves.
 *
 * @throws Error for an event that never ends
 */
export async function* readEventData(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let data: string[] = [];
  for await (const line of readLines(stream)) {
    if (line === '') {
      if (data.length > 0) yield data.join('\n');
      data = [];
    } else if (line.startsWith('data:')) {
      data.push(line.slice(line[5] === ' ' ? 6 : 5));
    }
  }
}

async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = `${rest}${decoder.decode(value, { stream: true })}`.split(/\r\n|\n|\r/);
      rest = lines.pop() ?? '';
      if (rest.length > MOST_CHARACTERS) throw new Error('The server sends a line that does not end.');
      yield* lines;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
