import { Text } from '../../platform/validation/text.decorator';
import { TYPED_PASSWORD_MAXIMUM } from './password.decorator';

/** A password to verify: any that was ever valid, since the rules for new passwords do not apply. */
export const CurrentPassword = (): PropertyDecorator =>
  Text({ minimum: 1, maximum: TYPED_PASSWORD_MAXIMUM, schema: { format: 'password' } });
