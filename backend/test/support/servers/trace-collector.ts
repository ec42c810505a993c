import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A span as OTLP has it in JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
}

interface Export {
  resourceSpans: { scopeSpans: { spans: ReceivedSpan[] }[] }[];
}

/** Receives traces over OTLP/HTTP, as a collector does. */
export class TraceCollector {
  readonly spans: ReceivedSpan[] = [];
  /** Everything that was received, as it came. */
  readonly bodies: string[] = [];
  private readonly arrivals = new EventEmitter();
  private readonly server = createServer((request, response) => void this.receive(request, response));

  private constructor(private readonly answers: boolean) {}

  /** @param answers false for one that takes what is sent and never says so. */
  static async start(answers = true): Promise<TraceCollector> {
    const collector = new TraceCollector(answers);
    collector.server.listen(0, '127.0.0.1');
    await once(collector.server, 'listening');
    return collector;
  }

  /** What lets a server send its traces here. */
  get settings(): NodeJS.ProcessEnv {
    const { port } = this.server.address() as AddressInfo;
    return {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    };
  }

  /** Resolves with the first span that fits. */
  async untilReceived(fits: (span: ReceivedSpan) => boolean): Promise<ReceivedSpan> {
    for (;;) {
      const found = this.spans.find(fits);
      if (found) {
        return found;
      }
      await once(this.arrivals, 'spans');
    }
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    expect([request.url, request.headers['content-type']]).toEqual(['/v1/traces', 'application/json']);
    this.bodies.push(body);
    const { resourceSpans } = JSON.parse(body) as Export;
    this.spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)));
    this.arrivals.emit('spans');
    if (this.answers) {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
    }
  }
}
