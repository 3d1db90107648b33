import { record } from './files';

/** Two rules, and the correlation that has both in order. */
export const CHAIN_RULES = `title: Trail was stopped, then a user made
id: chain
level: high
correlation:
  type: temporal_ordered
  rules: [stopped, made]
  generate: true
  group-by: [userIdentity.userName]
  timespan: 1h
---
title: Trail was stopped
id: stopped
name: stopped
level: medium
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: StopLogging }
  condition: selection
---
title: User was made
id: made
name: made
level: low
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: CreateUser }
  condition: selection
`;

/** A call of alice's in a minute after eight. */
export const call = (eventName: string, minute: number): Record<string, unknown> =>
  record({
    eventName,
    eventTime: `2026-03-14T08:${String(minute).padStart(2, '0')}:00Z`,
    eventID: `${eventName}-${minute}`,
    userIdentity: { type: 'IAMUser', userName: 'alice' },
  });

/** Rules that one event completes, which is the only one of its chain: the first key in a region. */
export const firstKeyRules = (level: string, learning: string): string => `title: First key in a region
id: first
level: ${level}
correlation:
  type: first_seen
  rules: [key]
  condition: { field: awsRegion, learning: ${learning} }
---
title: Key was made
id: key
name: key
level: low
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: CreateKeyPair }
  condition: selection
`;
