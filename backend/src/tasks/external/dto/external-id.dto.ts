import { Matches } from 'class-validator';
import { Text } from '../../../platform/validation/text.decorator';

/** Everything except control characters. */
const PRINTABLE = '^[^\\u0000-\\u001f\\u007f-\\u009f]*$';

const Name =
  (description: string, example: string): PropertyDecorator =>
  (target, property) => {
    Matches(new RegExp(PRINTABLE), { message: 'holds a character that cannot be printed' })(
      target,
      String(property),
    );
    Text({ minimum: 1, maximum: 100, schema: { description, example, pattern: PRINTABLE } })(
      target,
      property,
    );
  };

/** Addresses a task by the id that a pipeline gave it. */
export class ExternalIdDto {
  @Name('Who names the task: a pipeline or another system.', 'github-actions')
  source!: string;

  @Name('The name that it gave to the task.', 'nightly-build')
  externalId!: string;
}
