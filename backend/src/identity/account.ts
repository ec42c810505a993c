/** The part of an account that responses contain. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly createdAt: Date;
  /** Until when a password set by the administrator signs in; null for one of one's own. */
  readonly passwordExpiresAt: Date | null;
}
