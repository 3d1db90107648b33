import { HOME, type Step } from '../intrusions/step';
import { policy, SISTER, type Everyday } from './activity';
import { attach, browsing, by, ec2, githubTerraform, grant, items, object, program, reads, roleFor, serviceRole, signIn, times, typing } from './callers';

const bucket = (call: string, name: string, rest: object = {}): Step => ({ call: call as Step['call'], request: { bucketName: name, Host: `${name}.s3.us-east-1.amazonaws.com`, ...rest } });
const data = { managementEvent: false, eventCategory: 'Data' };

/** Buckets, tables, streams, caches. */
export const storage: readonly Everyday[] = [
  {
    name: 'a bucket is copied to another region and to the other account, and its objects age',
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      roleFor('s3-replication', 's3'),
      grant('s3-replication', [['s3:GetReplicationConfiguration', 's3:ListBucket'], 'arn:aws:s3:::acme-files'], [['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl'], 'arn:aws:s3:::acme-files/*'], [['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ObjectOwnerOverrideToBucketOwner'], 'arn:aws:s3:::acme-files-dr/*']),
      bucket('s3:PutBucketVersioning', 'acme-files', { versioning: '', VersioningConfiguration: { Status: 'Enabled' } }),
      bucket('s3:PutBucketReplication', 'acme-files', { replication: '', ReplicationConfiguration: { Role: `arn:aws:iam::${HOME}:role/s3-replication`, Rule: [{ ID: 'dr', Status: 'Enabled', Priority: 1, Filter: { Prefix: '' }, Destination: { Bucket: 'arn:aws:s3:::acme-files-dr', StorageClass: 'STANDARD_IA' }, DeleteMarkerReplication: { Status: 'Disabled' } }, { ID: 'vault', Status: 'Enabled', Priority: 2, Filter: { Prefix: '' }, Destination: { Bucket: 'arn:aws:s3:::acme-files-vault', Account: SISTER, AccessControlTranslation: { Owner: 'Destination' } } }] } }),
      bucket('s3:PutBucketLifecycle', 'acme-files', { lifecycle: '', LifecycleConfiguration: { Rule: [{ ID: 'age', Status: 'Enabled', Filter: { Prefix: '' }, Transition: [{ Days: 30, StorageClass: 'STANDARD_IA' }, { Days: 180, StorageClass: 'GLACIER' }], NoncurrentVersionExpiration: { NoncurrentDays: 90 }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }, { ID: 'markers', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { ExpiredObjectDeleteMarker: true } }] } }),
      bucket('s3:PutBucketInventoryConfiguration', 'acme-files', { id: 'all', inventory: '', InventoryConfiguration: { Id: 'all', IsEnabled: true, Destination: { S3BucketDestination: { Bucket: 'arn:aws:s3:::acme-inventory', AccountId: HOME } } } }),
      bucket('s3:PutBucketObjectLockConfiguration', 'acme-files-dr', { 'object-lock': '', ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } } } }),
      bucket('s3:PutBucketNotification', 'acme-files', { notification: '', NotificationConfiguration: { QueueConfiguration: { Queue: `arn:aws:sqs:us-east-1:${HOME}:new-files`, Event: 's3:ObjectCreated:*' } } }),
      bucket('s3:PutBucketCors', 'acme-files', { cors: '', CORSConfiguration: { CORSRule: { AllowedOrigin: 'https://shop.example.com', AllowedMethod: ['GET', 'PUT'] } } }),
      bucket('s3:PutBucketPolicy', 'acme-files', { policy: '', bucketPolicy: { Version: '2012-10-17', Statement: [{ Sid: 'org', Effect: 'Allow', Principal: '*', Action: ['s3:GetObject', 's3:ListBucket'], Resource: ['arn:aws:s3:::acme-files', 'arn:aws:s3:::acme-files/*'], Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-ab12cd34ef' } } }] } }),
      bucket('s3:PutBucketPolicy', 'acme-private', { policy: '', bucketPolicy: { Version: '2012-10-17', Statement: [{ Sid: 'endpoint', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-private/*', Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f60718' } } }] } }),
      bucket('s3:PutBucketPolicy', 'acme-alb-logs', { policy: '', bucketPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::127311923021:root' }, Action: 's3:PutObject', Resource: `arn:aws:s3:::acme-alb-logs/AWSLogs/${HOME}/*` }, { Effect: 'Allow', Principal: { Service: 'delivery.logs.amazonaws.com' }, Action: 's3:PutObject', Resource: 'arn:aws:s3:::acme-alb-logs/*', Condition: { StringEquals: { 'aws:SourceAccount': HOME } } }] } }),
      { call: 's3:CreateJob', request: { accountId: HOME, operation: { S3ReplicateObject: {} } } },
      { call: 's3:CreateAccessPoint', request: { accountId: HOME, name: 'bi', bucket: 'acme-files', vpcConfiguration: { vpcId: 'vpc-0aa' } } },
    ],
  },
  {
    name: 'replication itself, and clients of the shop’s, at work on objects',
    as: serviceRole('s3', 's3-replication', 's3-replication'),
    steps: [
      ...times(40, (n): Step[] => [object('GetObject', 'acme-files', `f/${n}`), { ...object('PutObject', 'acme-files-dr', `f/${n}`), region: 'us-west-2' }]).flat(),
      ...by(program('shop-api', 'shop-api'), ...times(60, (n) => object(n % 3 === 0 ? 'PutObject' : 'GetObject', 'acme-uploads', `u/${n}`)), ...times(6, (n): Step => ({ ...object('HeadObject', 'acme-uploads', `missing/${n}`), error: 'NoSuchKey' })), { call: 's3:DeleteObjects', request: { bucketName: 'acme-uploads', delete: '' }, more: data }),
    ],
  },
  {
    name: 'a developer publishes a build and empties an old bucket',
    as: typing('Developer', 'gil'),
    steps: [
      ...times(60, (n) => object('PutObject', 'acme-site', `assets/${n}.js`)),
      ...times(20, (n) => object('DeleteObject', 'acme-site', `assets/old-${n}.js`)),
      { call: 'cloudfront:CreateInvalidation2020_05_31', request: { distributionId: 'E1' } },
      { call: 's3:ListObjects', request: { bucketName: 'acme-old' }, more: data },
      ...times(3, (): Step => ({ call: 's3:DeleteObjects', request: { bucketName: 'acme-old', delete: '' }, more: data })),
      bucket('s3:DeleteBucket', 'acme-old'),
      bucket('s3:PutBucketTagging', 'acme-site', { tagging: '' }),
      { call: 's3:PutObjectAcl', request: { bucketName: 'acme-partner', key: 'x', accessControlList: { 'x-amz-acl': 'bucket-owner-full-control' } }, more: data },
      { call: 's3:RestoreObject', request: { bucketName: 'acme-archive', key: '2019.tar' }, more: data },
    ],
  },
  {
    name: 'a site for the public is set up on a bucket',
    spoken: ['s3/bucket-policy-public (s3:PutBucketPolicy)', 's3/public-access-block-removed (s3:PutBucketPublicAccessBlock)'],
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      bucket('s3:CreateBucket', 'acme-docs'),
      bucket('s3:PutBucketWebsite', 'acme-docs', { website: '', WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } } }),
      bucket('s3:PutBucketPublicAccessBlock', 'acme-docs', { publicAccessBlock: '', PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: false, RestrictPublicBuckets: false } }),
      bucket('s3:PutBucketPolicy', 'acme-docs', { policy: '', bucketPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-docs/*' }] } }),
    ],
  },
  {
    name: 'queues, streams, caches and searches of a usual stack',
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      { call: 'kinesis:CreateStream', request: { streamName: 'clicks', shardCount: 2 } },
      { call: 'kinesis:StartStreamEncryption', request: { streamName: 'clicks', encryptionType: 'KMS', keyId: 'alias/aws/kinesis' } },
      { call: 'firehose:CreateDeliveryStream', request: { deliveryStreamName: 'clicks', extendedS3DestinationConfiguration: { bucketARN: 'arn:aws:s3:::acme-lake', roleARN: 'r' } } },
      { call: 'es:CreateDomain', request: { domainName: 'search', accessPolicies: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${HOME}:role/search-app` }, Action: 'es:ESHttp*', Resource: '*' }), vPCOptions: { subnetIds: ['subnet-0a'] }, encryptionAtRestOptions: { enabled: true } } },
      { call: 'elasticache:CreateReplicationGroup', request: { replicationGroupId: 'sessions', atRestEncryptionEnabled: true, transitEncryptionEnabled: true } },
      { call: 'elasticfilesystem:CreateFileSystem', request: { encrypted: true } },
      { call: 'elasticfilesystem:PutFileSystemPolicy', request: { fileSystemId: 'fs-0', policy: policy({ Effect: 'Allow', Principal: { AWS: '*' }, Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'], Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } } }) } },
      { call: 'kafka:CreateClusterV2', request: { clusterName: 'bus' } },
      { call: 'redshift:CreateCluster', request: { clusterIdentifier: 'bi', publiclyAccessible: false, encrypted: true } },
      { call: 'sqs:SetQueueAttributes', request: { queueUrl: `https://sqs.us-east-1.amazonaws.com/${HOME}/orders`, attributes: { Policy: policy({ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*', Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::acme-files' } } }) } } },
      { call: 'sqs:SetQueueAttributes', request: { queueUrl: `https://sqs.us-east-1.amazonaws.com/${HOME}/orders`, attributes: { Policy: policy({ Sid: 'tls', Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }) } } },
      { call: 'sns:SetTopicAttributes', request: { topicArn: 't', attributeName: 'Policy', attributeValue: policy({ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish', Resource: 't' }, { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sns:Subscribe', Resource: 't', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-ab12cd34ef' } } }) } },
      { call: 'secretsmanager:PutResourcePolicy', request: { secretId: 'shared', resourcePolicy: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${SISTER}:role/app` }, Action: 'secretsmanager:GetSecretValue', Resource: '*' }), blockPublicPolicy: true } },
      { call: 'lambda:AddPermission20150331v2', request: { functionName: 'thumbs', principal: 's3.amazonaws.com', sourceAccount: HOME, sourceArn: 'arn:aws:s3:::acme-files', action: 'lambda:InvokeFunction', statementId: 's3' } },
      { call: 'lambda:AddPermission20150331v2', request: { functionName: 'shared', principal: SISTER, action: 'lambda:InvokeFunction', statementId: 'sister' } },
      { call: 'lambda:AddPermission20150331v2', request: { functionName: 'hook', principal: '*', functionUrlAuthType: 'AWS_IAM', action: 'lambda:InvokeFunctionUrl', statementId: 'org', principalOrgID: 'o-ab12cd34ef' } },
      { call: 'ecr:PutReplicationConfiguration', request: { replicationConfiguration: { rules: [{ destinations: [{ region: 'eu-west-1', registryId: HOME }] }] } } },
      { call: 'ecr:PutLifecyclePolicy', request: { repositoryName: 'shop', lifecyclePolicyText: 'x' } },
      { call: 'glacier:InitiateVaultLock', request: { vaultName: 'v' } },
    ],
  },
  {
    name: 'an administrator sets up a machine by hand, as the console does it',
    spoken: ['ec2/instance-profile-changed (ec2:AssociateIamInstanceProfile)'],
    as: browsing('PowerUser', 'bea'),
    steps: [
      roleFor('erp-ec2', 'ec2'),
      { call: 'iam:CreateInstanceProfile', request: { instanceProfileName: 'erp-ec2' } },
      { call: 'iam:AddRoleToInstanceProfile', request: { instanceProfileName: 'erp-ec2', roleName: 'erp-ec2' } },
      attach('erp-ec2', 'AmazonSSMManagedInstanceCore'),
      attach('erp-ec2', 'AmazonS3ReadOnlyAccess'),
      ec2('AssociateIamInstanceProfile', { InstanceId: 'i-0erp', IamInstanceProfile: { Name: 'erp-ec2' } }),
      { call: 'ec2:CreateImage', request: { instanceId: 'i-0erp', name: 'erp before update', noReboot: true } },
      ec2('ModifyInstanceMetadataOptions', { InstanceId: 'i-0erp', HttpEndpoint: 'enabled', HttpTokens: 'required', HttpPutResponseHopLimit: 2 }),
      { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0erp', disableApiTermination: { value: false } } },
      { call: 'ec2:MonitorInstances', request: { instancesSet: items({ instanceId: 'i-0erp' }) } },
      { call: 'ec2:CreateVolume', request: { size: '200', zone: 'us-east-1a', volumeType: 'gp3', encrypted: true }, response: { volumeId: 'vol-0n' } },
      { call: 'ec2:AttachVolume', request: { volumeId: 'vol-0n', instanceId: 'i-0erp', device: '/dev/sdg' } },
      { call: 'dlm:CreateLifecyclePolicy', request: { description: 'daily', state: 'ENABLED' } },
      ...reads(5, 'ec2:DescribeInstanceAttribute', 'ec2:DescribeInstanceCreditSpecifications', 'ec2:GetLaunchTemplateData'),
    ],
  },
];
