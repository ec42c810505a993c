import { CreateUsers1795219200000 } from './1795219200000-create-users';
import { CreateSessions1795219260000 } from './1795219260000-create-sessions';
import { CreateTasks1795219320000 } from './1795219320000-create-tasks';
import { CreateRateLimits1795219380000 } from './1795219380000-create-rate-limits';
import { LimitTaskTags1795219440000 } from './1795219440000-limit-task-tags';
import { CreateAuditEvents1795222800000 } from './1795222800000-create-audit-events';
import { CreateAccessTokens1795222860000 } from './1795222860000-create-access-tokens';
import { CreatePasswordBackoffs1795222920000 } from './1795222920000-create-password-backoffs';
import { AddAuditTarget1795223400000 } from './1795223400000-add-audit-target';
import { CreateTaskFeeds1795226400000 } from './1795226400000-create-task-feeds';
import { IndexTaskWords1795226460000 } from './1795226460000-index-task-words';
import { AddTaskOrigins1795226520000 } from './1795226520000-add-task-origins';
import { CreateIdempotencyKeys1795226580000 } from './1795226580000-create-idempotency-keys';
import { NotifyEndedAccess1795226640000 } from './1795226640000-notify-ended-access';
import { CoverTaskSummary1795230240000 } from './1795230240000-cover-task-summary';
import { ScopeTaskWordsToOwner1795233840000 } from './1795233840000-scope-task-words-to-owner';
import { IndexTaskTerms1795241160000 } from './1795241160000-index-task-terms';
import { AddSecurityVersion1795991640000 } from './1795991640000-add-security-version';
import { CountKeptTasks1796077200000 } from './1796077200000-count-kept-tasks';
import { IndexSearchTerms1796084400000 } from './1796084400000-index-search-terms';
import { CreateTaskImports1796084460000 } from './1796084460000-create-task-imports';
import { AddPasswordExpiry1796084520000 } from './1796084520000-add-password-expiry';
import { FoldTaskTags1796084640000 } from './1796084640000-fold-task-tags';
import { ClearPasswordExpiry1796084700000 } from './1796084700000-clear-password-expiry';
import { BoundCombiningCharacters1796084760000 } from './1796084760000-bound-combining-characters';

/** Every change of the schema, oldest first. One that has landed is never edited. */
export const migrations = [
  CreateUsers1795219200000,
  CreateSessions1795219260000,
  CreateTasks1795219320000,
  CreateRateLimits1795219380000,
  LimitTaskTags1795219440000,
  CreateAuditEvents1795222800000,
  CreateAccessTokens1795222860000,
  CreatePasswordBackoffs1795222920000,
  AddAuditTarget1795223400000,
  CreateTaskFeeds1795226400000,
  IndexTaskWords1795226460000,
  AddTaskOrigins1795226520000,
  CreateIdempotencyKeys1795226580000,
  NotifyEndedAccess1795226640000,
  CoverTaskSummary1795230240000,
  ScopeTaskWordsToOwner1795233840000,
  IndexTaskTerms1795241160000,
  AddSecurityVersion1795991640000,
  CountKeptTasks1796077200000,
  IndexSearchTerms1796084400000,
  CreateTaskImports1796084460000,
  AddPasswordExpiry1796084520000,
  FoldTaskTags1796084640000,
  ClearPasswordExpiry1796084700000,
  BoundCombiningCharacters1796084760000,
];
