import type { components } from './schema';

type Schemas = components['schemas'];

export type User = Schemas['User'];
export type AuthResponse = Schemas['AuthResponse'];
export type RegisterRequest = Schemas['RegisterRequest'];
export type LoginRequest = Schemas['LoginRequest'];

export type Task = Schemas['Task'];
export type TaskPage = Schemas['TaskPage'];
export type CreateTaskRequest = Schemas['CreateTaskRequest'];
export type UpdateTaskRequest = Schemas['UpdateTaskRequest'];
export type Priority = Task['priority'];

export type FieldError = Schemas['FieldError'];
export type ProblemBody = Schemas['Problem'];
export type ProblemCode = Schemas['ProblemCode'];
