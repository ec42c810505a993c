import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { pointerTo } from '../../../src/platform/validation/json-pointer';
import type { Operation } from './api-document';

export interface PlainAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Compares answers to the OpenAPI document by a JSON Schema validator that knows nothing of this project. */
export class DocumentValidator {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });

  constructor(private readonly document: OpenAPIObject) {
    addFormats(this.ajv);
    this.ajv.addSchema(document, 'document');
  }

  /** @returns what is not as documented, or undefined. */
  findFault({ path, method, responses }: Operation, { status, type, text }: PlainAnswer): string | undefined {
    const response = responses[status];
    if (!response) {
      return `the status ${status} is not documented`;
    }
    if (!response.content) {
      return text === '' ? undefined : 'a body where none is documented';
    }
    if (!response.content[type]) {
      return `the type ${type} is not documented`;
    }
    if (!type.endsWith('json')) {
      return undefined;
    }
    const place = this.referenceTo(path, method, status);
    const steps = [...place, 'content', type, 'schema'];
    const validate = this.ajv.getSchema(
      `document#${steps.reduce(pointerTo, '').split('/').map(encodeURIComponent).join('/')}`,
    );
    return validate?.(JSON.parse(text)) ? undefined : this.ajv.errorsText(validate?.errors);
  }

  private referenceTo(path: string, method: string, status: number): string[] {
    const item = this.document.paths[path] as unknown as Record<
      string,
      { responses: Record<string, { $ref?: string }> }
    >;
    const reference = item[method.toLowerCase()]?.responses[status]?.$ref;
    return (
      reference?.split('/').slice(1) ?? ['paths', path, method.toLowerCase(), 'responses', String(status)]
    );
  }
}
