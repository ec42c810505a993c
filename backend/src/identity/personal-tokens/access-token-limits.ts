/** Tokens that one person can have, expired ones included (documented number, ASVS V2.3.2). */
export const ACCESS_TOKENS_MAXIMUM = 100;
