import type { OpenAPIObject } from '@nestjs/swagger';
import { type Operation, operationsOf, readDocument } from '../support/contract/api-document';
import { DocumentValidator } from '../support/contract/document-validator';
import { sharedServer, type TestServer } from '../support/servers/test-server';

describe('Every answer of the OpenAPI document', () => {
  let app: TestServer;
  let document: OpenAPIObject;
  let answers: { operation: Operation; status: string; type: string; values: unknown[] }[];

  beforeAll(async () => {
    app = await sharedServer();
    document = await readDocument(app);
    answers = operationsOf(document).flatMap((operation) =>
      Object.entries(operation.responses).flatMap(([status, { content = {} }]) =>
        Object.entries(content).map(([type, { example, examples = {} }]) => ({
          operation,
          status,
          type,
          values: example === undefined ? Object.values(examples).map(({ value }) => value) : [example],
        })),
      ),
    );
  });

  afterAll(() => app.stop());

  it('has an example', () => {
    expect(answers.length).toBeGreaterThan(30);
    const without = answers.filter(({ values }) => !values.length);
    expect(without.map(({ operation, status, type }) => [operation.operationId, status, type])).toEqual([]);
  });

  it('has one that is as its schema says', () => {
    const validator = new DocumentValidator(document);
    const faults = answers.flatMap(({ operation, status, type, values }) =>
      values.map((value) =>
        validator.findFault(operation, { status: Number(status), type, text: JSON.stringify(value) }),
      ),
    );

    expect(faults.filter(Boolean)).toEqual([]);
  });
});
