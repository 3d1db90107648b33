import { member } from '../../record/types';
import { readJson } from '../walk/jsonReader';
import { container } from './container';
import { MESSAGES } from './subscription';

/** What a Lambda function gets of a CloudWatch Logs subscription: its data, in gzip, in base64. */
const PACKED = { names: ['data'], inside: MESSAGES };

export const awsLogs = container({
  id: 'awslogs',
  name: 'CloudWatch Logs subscription, packed for a function',
  recognise: ({ first }) => typeof member(member(first, 'awslogs'), 'data') === 'string',
  read: (reading) => readJson(reading, { packed: PACKED }),
  packed: PACKED,
});
