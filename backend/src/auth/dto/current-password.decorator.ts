import { Text } from '../../validation/text.decorator';
import { PASSWORD_MAXIMUM } from './password.decorator';

/** A password counts after NFC, which can be a quarter of what was typed. */
const TYPED_PASSWORD_MAXIMUM = 4 * PASSWORD_MAXIMUM;

/** A password to be verified: whatever was accepted at any time, since rules for new ones are no rules here. */
export const CurrentPassword = (): PropertyDecorator =>
  Text({ minimum: 1, maximum: TYPED_PASSWORD_MAXIMUM, schema: { format: 'password' } });
