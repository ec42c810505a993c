/** One event of a stream; without `data` it only moves the `id` or `retry`. */
export interface StreamEvent {
  readonly event?: string;
  readonly id?: string;
  readonly data?: string;
  /** Milliseconds to wait before coming back. */
  readonly retry?: string;
}

/** The events of `text/event-stream` (HTML, section 9.2.6), their lines ended by LF or CR LF. */
export async function* eventsOf(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<StreamEvent, void, undefined> {
  let fields: [string, string][] = [];
  for await (const line of linesOf(body)) {
    if (line === '') {
      yield eventFrom(fields);
      fields = [];
    } else if (!line.startsWith(':')) {
      const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
      fields.push([name, value]);
    }
  }
}

function eventFrom(fields: [string, string][]): StreamEvent {
  const data = fields.flatMap(([name, value]) => (name === 'data' ? [value] : []));
  return { ...Object.fromEntries(fields), ...(data.length > 0 && { data: data.join('\n') }) };
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const lines = (rest + decoder.decode(chunk.value, { stream: true })).split(/\r?\n/);
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } finally {
    // Whoever stops listening closes the connection; one that broke cannot be closed again.
    await reader.cancel().catch(() => undefined);
  }
}
