import { own } from '../own';

/** API references that keep one page a call. One row a service: IAM prefix → the part of the address before the call. */
const API_PAGES: Readonly<Record<string, string>> = {
  autoscaling: 'autoscaling/ec2/APIReference/API_',
  cloudformation: 'AWSCloudFormation/latest/APIReference/API_',
  cloudtrail: 'awscloudtrail/latest/APIReference/API_',
  cloudwatch: 'AmazonCloudWatch/latest/APIReference/API_',
  config: 'config/latest/APIReference/API_',
  dynamodb: 'amazondynamodb/latest/APIReference/API_',
  ec2: 'AWSEC2/latest/APIReference/API_',
  ecr: 'AmazonECR/latest/APIReference/API_',
  ecs: 'AmazonECS/latest/APIReference/API_',
  eks: 'eks/latest/APIReference/API_',
  guardduty: 'guardduty/latest/APIReference/API_',
  iam: 'IAM/latest/APIReference/API_',
  kms: 'kms/latest/APIReference/API_',
  lambda: 'lambda/latest/api/API_',
  logs: 'AmazonCloudWatchLogs/latest/APIReference/API_',
  organizations: 'organizations/latest/APIReference/API_',
  rds: 'AmazonRDS/latest/APIReference/API_',
  route53: 'Route53/latest/APIReference/API_',
  s3: 'AmazonS3/latest/API/API_',
  secretsmanager: 'secretsmanager/latest/apireference/API_',
  sns: 'sns/latest/api/API_',
  sqs: 'AWSSimpleQueueService/latest/APIReference/API_',
  ssm: 'systems-manager/latest/APIReference/API_',
  sts: 'STS/latest/APIReference/API_',
};

const DOCS = 'https://docs.aws.amazon.com/';

/** The page of one API call, for services whose reference has one; the name must come from a catalogue, not a log. */
export function apiPage(prefix: string, call: string): string | undefined {
  const base = own(API_PAGES, prefix);
  return base === undefined ? undefined : `${DOCS}${base}${encodeURIComponent(call)}.html`;
}

/** The service's page in the service authorization reference, whose name is made from the service's own. */
export function iamPage(serviceName: string): string {
  const page = serviceName.toLowerCase().replace(/[^a-z0-9-]/g, '');
  return `${DOCS}service-authorization/latest/reference/list_${page}.html`;
}

/** A page of the CloudTrail user guide. */
export function guidePage(page: string): string {
  return `${DOCS}awscloudtrail/latest/userguide/${page}`;
}
