import { HOME, type Step } from '../intrusions/step';
import { policy, SISTER, type Everyday } from './activity';
import { browsing, by, githubDeploy, githubTerraform, keyHolder, program, typing } from './callers';

const SCRIPT = 'Boto3/1.42.3 md/Botocore#1.42.3 ua/2.1 os/linux#6.8.0 lang/python#3.12.3 Botocore/1.42.3';
const nightly = keyHolder('nightly-cleanup', SCRIPT, '192.0.2.40');
const assume = (account: string, name: string, error?: string): Step => ({ call: 'sts:AssumeRole', request: { roleArn: `arn:aws:iam::${account}:role/${name}`, roleSessionName: 'inventory' }, ...(error === undefined ? {} : { error }) });

/** What looks like the steps of the seventh set of intrusions, and is none of them. */
export const closeToSet7: readonly Everyday[] = [
  {
    name: 'somebody opens CloudShell and looks one password up',
    as: browsing('PowerUser', 'ann'),
    steps: [
      { call: 'cloudshell:CreateEnvironment', request: {} },
      { call: 'cloudshell:CreateSession', request: { EnvironmentId: 'aa11', SessionType: 'TMUX' } },
      ...by(typing('PowerUser', 'ann', '52.95.110.9'), { call: 'sts:GetCallerIdentity' }, { call: 'secretsmanager:ListSecrets', request: {} }, { call: 'secretsmanager:GetSecretValue', request: { secretId: 'shop/db' } }, { call: 'secretsmanager:GetSecretValue', request: { secretId: 'shop/db' } }),
    ],
  },
  {
    name: 'previews of three branches, each with a cluster of its own',
    as: githubDeploy,
    steps: ['pr-811', 'pr-812', 'pr-815'].flatMap((name): Step[] => [
      { call: 'ecs:CreateCluster', request: { clusterName: name } },
      { call: 'ecs:RegisterTaskDefinition', request: { family: name, cpu: '512', memory: '1024', containerDefinitions: [{ name: 'web', image: `${HOME}.dkr.ecr.us-east-1.amazonaws.com/shop:${name}` }] } },
      { call: 'ecs:CreateService', request: { cluster: name, serviceName: 'web', taskDefinition: name, desiredCount: 1, launchType: 'FARGATE' } },
    ]),
  },
  {
    name: 'an agent that watches containers is rolled out, with the socket of the machine',
    as: githubTerraform,
    steps: [
      { call: 'ecs:RegisterTaskDefinition', request: { family: 'agent', pidMode: 'host', volumes: [{ name: 'docker', host: { sourcePath: '/var/run/docker.sock' } }, { name: 'proc', host: { sourcePath: '/proc/' } }], containerDefinitions: [{ name: 'agent', image: 'public.ecr.aws/agent:7', privileged: true }] } },
      { call: 'ecs:CreateService', request: { cluster: 'prod', serviceName: 'agent', taskDefinition: 'agent', schedulingStrategy: 'DAEMON' } },
    ],
  },
  {
    name: 'a user sets up a telephone of his own as second factor',
    as: keyHolder('gert', SCRIPT, '192.0.2.10'),
    steps: [
      { call: 'iam:CreateVirtualMFADevice', request: { virtualMFADeviceName: 'gert' } },
      { call: 'iam:EnableMFADevice', request: { userName: 'gert', serialNumber: `arn:aws:iam::${HOME}:mfa/gert` } },
    ],
  },
  {
    name: 'a script renews its own key, and puts the old one out of use',
    as: nightly,
    steps: [
      { call: 'iam:ListAccessKeys', request: { userName: 'nightly-cleanup' } },
      { call: 'iam:CreateAccessKey', request: { userName: 'nightly-cleanup' }, response: { accessKey: { userName: 'nightly-cleanup', accessKeyId: 'AKIAEXAMPLENIGHTLY02', status: 'Active' } } },
      { call: 'iam:UpdateAccessKey', request: { userName: 'nightly-cleanup', accessKeyId: 'AKIAEXAMPLENIGHTLY01', status: 'Inactive' } },
      { call: 'iam:DeleteAccessKey', request: { userName: 'nightly-cleanup', accessKeyId: 'AKIAEXAMPLENIGHTLY01' } },
    ],
  },
  {
    name: 'an inventory goes through accounts, some of which have no role for it yet',
    as: program('inventory', 'inventory'),
    steps: [SISTER, '700000000001', '700000000002', '700000000003', '700000000004', '700000000005', '700000000006'].map((account, n) => assume(account, 'inventory-read', n > 1 ? 'AccessDenied' : undefined)),
  },
  {
    name: 'a program whose trust is not set up yet asks for its role again and again',
    as: program('reports', 'reports'),
    steps: Array.from({ length: 9 }, (): Step => assume(HOME, 'reports-read', 'AccessDenied')),
  },
  {
    name: 'a stack that is stuck is deleted by force, another one with its protection taken off',
    as: typing('Developer', 'hans'),
    steps: [
      { call: 'cloudformation:DeleteStack', request: { stackName: 'preview-811' } },
      { call: 'cloudformation:DeleteStack', request: { stackName: 'preview-811', deletionMode: 'FORCE_DELETE_STACK' } },
      { call: 'cloudformation:UpdateTerminationProtection', request: { stackName: 'trial', enableTerminationProtection: false } },
      { call: 'cloudformation:DeleteStack', request: { stackName: 'trial' } },
    ],
  },
  {
    name: 'analysts ask, and the answers stay in buckets of the company',
    as: typing('Analyst', 'ilse'),
    steps: [
      { call: 'athena:StartQueryExecution', request: { queryString: 'HIDDEN_DUE_TO_SECURITY_REASONS', resultConfiguration: { outputLocation: 's3://acme-athena/', expectedBucketOwner: HOME }, workGroup: 'primary' } },
      { call: 'athena:StartQueryExecution', request: { queryString: 'HIDDEN_DUE_TO_SECURITY_REASONS', resultConfiguration: { outputLocation: 's3://sister-athena/', expectedBucketOwner: SISTER }, workGroup: 'primary' } },
      { call: 'elasticfilesystem:CreateReplicationConfiguration', request: { sourceFileSystemId: 'fs-0d1d2d3d4d5d6d7d8', destinations: [{ region: 'eu-west-1' }] } },
    ],
  },
  {
    name: 'software on all machines is kept new, and a user may change his own password',
    as: githubTerraform,
    steps: [
      { call: 'ssm:CreateAssociation', request: { name: 'AWS-UpdateSSMAgent', targets: [{ key: 'InstanceIds', values: ['*'] }], scheduleExpression: 'rate(14 days)' } },
      { call: 'ssm:CreateAssociation', request: { name: 'AWS-RunPatchBaseline', targets: [{ key: 'tag:Patch', values: ['weekly'] }], scheduleExpression: 'cron(0 2 ? * SUN *)' } },
      { call: 'iam:PutUserPolicy', request: { userName: 'lena', policyName: 'self', policyDocument: policy({ Effect: 'Allow', Action: ['iam:ChangePassword', 'iam:GetUser'], Resource: 'arn:aws:iam::*:user/lena' }) } },
      { call: 'network-firewall:UpdateFirewallPolicy', request: { firewallPolicyName: 'main', firewallPolicy: { statelessDefaultActions: ['aws:forward_to_sfe'], statelessFragmentDefaultActions: ['aws:forward_to_sfe'] }, updateToken: 'x' } },
      { call: 'logs:PutRetentionPolicy', request: { logGroupName: '/aws/vpc/flow', retentionInDays: 90 } },
    ],
  },
];
