import { ValidateIf } from 'class-validator';

/** The field may be missing; if it is there, its other rules hold. Unlike `@IsOptional()`, null is a value. */
export const Omittable = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** The field may be null; if it is not, its other rules hold. */
export const Nullable = (): PropertyDecorator => ValidateIf((_, value) => value !== null);

/** Makes the fields of a `PartialType()` omittable in the same way. */
export const OMITTABLE = { skipNullProperties: false };
