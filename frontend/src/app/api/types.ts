import type { Schemas } from '@taskward/api-client';

export type User = Schemas['User'];
export type AuthResponse = Schemas['AuthResponse'];
export type RegisterRequest = Schemas['RegisterRequest'];
export type LoginRequest = Schemas['LoginRequest'];

export type ChangePasswordRequest = Schemas['ChangePasswordRequest'];
/** A session of the person. */
export type Device = Schemas['Session'];
export type DeviceList = Schemas['SessionList'];
export type SecurityEvent = Schemas['SecurityEvent'];
export type SecurityEventName = Schemas['SecurityEventName'];
export type SecurityEventPage = Schemas['SecurityEventPage'];
export type PersonalToken = Schemas['AccessToken'];
export type PersonalTokenList = Schemas['AccessTokenList'];
export type CreatedPersonalToken = Schemas['CreatedAccessToken'];
export type CreatePersonalTokenRequest = Schemas['CreateAccessTokenRequest'];
export type Scope = PersonalToken['scopes'][number];

export type Task = Schemas['Task'];
export type TaskPage = Schemas['TaskPage'];
export type TaskTags = Schemas['TaskTags'];
export type CreateTaskRequest = Schemas['CreateTaskRequest'];
export type UpdateTaskRequest = Schemas['UpdateTaskRequest'];
export type ImportResult = Schemas['ImportResult'];
export type ImportAdaptation = Schemas['ImportAdaptation'];
export type RecordedImport = Schemas['RecordedImport'];
export type RecordedImports = Schemas['RecordedImports'];
export type UndoneImport = Schemas['UndoneImport'];
export type Priority = Task['priority'];

export type FieldError = Schemas['FieldError'];
export type ProblemBody = Schemas['Problem'];
export type ProblemCode = Schemas['ProblemCode'];
