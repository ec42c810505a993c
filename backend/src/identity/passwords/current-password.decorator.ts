import { Text } from '../../platform/validation/text.decorator';
import { TYPED_PASSWORD_MAXIMUM } from './password.decorator';

/** A password to be verified: whatever was accepted at any time, since rules for new ones are no rules here. */
export const CurrentPassword = (): PropertyDecorator =>
  Text({ minimum: 1, maximum: TYPED_PASSWORD_MAXIMUM, schema: { format: 'password' } });
