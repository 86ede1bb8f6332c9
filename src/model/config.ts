import type { Level } from './report';

/** How a rule is changed for one estate. */
export type RuleSetting = 'off' | Level | { level?: Level | 'off'; params?: Record<string, unknown> };

/** A finding that somebody has accepted, until a day. Without `subject` it covers the whole rule. */
export interface Waiver {
  /** The estate that it is for; needed where a configuration serves several. */
  environment?: string;
  rule: string;
  subject?: string;
  reason: string;
  owner: string;
  /** Last day on which it holds, as YYYY-MM-DD (UTC), or a time. */
  expires: string;
}

/** tp-doctor.config.json (contracts, section 6). */
export interface Config {
  $schema?: string;
  environment?: string;
  target?: string;
  failOn?: Level;
  rules?: Record<string, RuleSetting>;
  waivers?: Waiver[];
  sources?: Record<string, unknown>;
}
