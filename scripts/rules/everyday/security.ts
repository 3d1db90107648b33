import { AGENTS, HOME, STRANGER, type Step } from '../intrusions/step';
import { policy, SISTER, type Everyday } from './activity';
import { attach, awsService, browsing, by, ec2, githubTerraform, inRegions, instances, items, port, program, reads, serviceRole, session, signIn, times, typing, vendor, vendorSignIn } from './callers';

const REGIONS = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-1', 'ap-northeast-1', 'sa-east-1'];
const denied = (call: Step['call'], after = 1): Step => ({ call, error: 'AccessDenied', message: `User: arn:aws:sts::${HOME}:assumed-role/x is not authorized to perform: ${call}`, after });
const prowler = session('ProwlerScan', 'ProwlerAssessmentSession', '192.0.2.60', `${AGENTS.boto.replace('1.34.51', '1.37.11')} APN_1826889`);
const posture = ['ec2:DescribeInstances', 'ec2:DescribeSecurityGroups', 'ec2:DescribeNetworkAcls', 'ec2:DescribeSnapshots', 'ec2:DescribeSnapshotAttribute', 'ec2:DescribeImages', 'ec2:DescribeImageAttribute', 'ec2:DescribeVolumes', 'ec2:GetEbsEncryptionByDefault', 'ec2:GetSnapshotBlockPublicAccessState', 'ec2:DescribeFlowLogs', 'ec2:DescribeVpcEndpoints', 'ec2:DescribeAddresses', 'ec2:DescribeRouteTables', 'cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors', 'config:DescribeConfigurationRecorderStatus', 'guardduty:ListDetectors', 'guardduty:GetDetector', 'securityhub:GetEnabledStandards', 'kms:ListKeys', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'lambda:ListFunctions20150331', 'lambda:GetPolicy20150331v2', 'rds:DescribeDBInstances', 'rds:DescribeDBSnapshotAttributes', 'secretsmanager:ListSecrets', 'secretsmanager:GetResourcePolicy', 'ssm:DescribeParameters', 'sqs:GetQueueAttributes', 'sns:GetTopicAttributes', 'ecr:GetRepositoryPolicy', 'eks:DescribeCluster', 'es:DescribeElasticsearchDomains', 'elasticloadbalancing:DescribeLoadBalancers', 'logs:DescribeMetricFilters', 'monitoring:DescribeAlarms', 'redshift:DescribeClusters'];
const globals = ['iam:GenerateCredentialReport', 'iam:GetCredentialReport', 'iam:GetAccountSummary', 'iam:GetAccountPasswordPolicy', 'iam:GetAccountAuthorizationDetails', 'iam:ListUsers', 'iam:ListAccessKeys', 'iam:ListMFADevices', 'iam:ListAttachedUserPolicies', 'iam:ListUserPolicies', 'iam:ListRoles', 'iam:ListPolicies', 'iam:GetPolicyVersion', 'iam:ListEntitiesForPolicy', 'iam:ListServerCertificates', 'iam:ListSAMLProviders', 's3:ListBuckets', 's3:GetBucketAcl', 's3:GetBucketPolicy', 's3:GetBucketPolicyStatus', 's3:GetBucketPublicAccessBlock', 's3:GetBucketVersioning', 's3:GetAccountPublicAccessBlock', 'organizations:DescribeOrganization', 'account:GetAlternateContact', 'account:GetContactInformation', 'route53:ListHostedZones', 'route53domains:ListDomains', 'cloudfront:ListDistributions2020_05_31', 'shield:DescribeSubscription', 'support:DescribeTrustedAdvisorChecks', 'sts:GetCallerIdentity'];

/** What watches, and what the security team does. */
export const security: readonly Everyday[] = [
  {
    name: 'Prowler looks at every region, start scripts and code for secrets too',
    spoken: ['ec2/user-data-read-many (ec2:DescribeInstanceAttribute)'],
    as: prowler,
    steps: [
      ...reads(1, ...globals),
      ...inRegions(reads(1, ...posture), ...REGIONS),
      ...times(25, (n): Step => ({ call: 'ec2:DescribeInstanceAttribute', request: { instanceId: `i-0${n}`, attribute: 'userData' }, after: 1 })),
      ...times(25, (n): Step => ({ call: 'lambda:GetFunction20150331v2', request: { functionName: `f-${n}` }, after: 1 })),
      ...times(10, (n): Step => ({ call: 'ecs:DescribeTaskDefinition', request: { taskDefinition: `t-${n}:1` }, after: 1 })),
      ...reads(1, 'ssm:ListDocuments', 'ssm:GetDocument', 'cloudformation:DescribeStacks', 'ec2:DescribeLaunchTemplateVersions', 'autoscaling:DescribeLaunchConfigurations', 'codebuild:BatchGetProjects'),
      ...['macie2:GetMacieSession', 'shield:GetSubscriptionState', 'drs:DescribeJobs', 'backup:ListBackupVaults', 'glue:GetConnections', 'appstream:DescribeFleets'].map((call) => denied(call as Step['call'])),
    ],
  },
  {
    name: 'Wiz copies disks to look into them',
    spoken: ['ebs/snapshot-created-then-shared (ec2:ModifySnapshotAttribute)', 'ebs/snapshot-shared (ec2:ModifySnapshotAttribute)'],
    as: vendor('WizAccess-Role', 'wiz-scan', 'wiz-aws-connector aws-sdk-go-v2/1.36.3'),
    steps: [
      vendorSignIn('WizAccess-Role', 'wiz-scan'),
      ...reads(1, ...globals.slice(4, 20)),
      ...inRegions(reads(1, ...posture.slice(0, 20)), ...REGIONS.slice(0, 4)),
      ...times(4, (n): Step[] => [
        { call: 'ec2:CreateSnapshot', request: { volumeId: `vol-0${n}`, tagSpecificationSet: items({ resourceType: 'snapshot', tags: [{ key: 'wiz', value: 'auto-gen-snapshot' }] }) }, response: { snapshotId: `snap-0w${n}` }, after: 2 },
        { call: 'ec2:ModifySnapshotAttribute', request: { snapshotId: `snap-0w${n}`, createVolumePermission: { add: items({ userId: STRANGER }) }, attributeType: 'CREATE_VOLUME_PERMISSION' }, after: 30 },
        { call: 'ec2:DeleteSnapshot', request: { snapshotId: `snap-0w${n}` }, after: 600 },
      ]).flat(),
    ],
  },
  {
    name: 'Datadog reads metrics and machines in every region',
    as: vendor('DatadogIntegrationRole', 'DatadogAWSIntegration', 'Datadog'),
    steps: [
      vendorSignIn('DatadogIntegrationRole', 'DatadogAWSIntegration'),
      ...inRegions(reads(1, 'monitoring:ListMetrics', 'ec2:DescribeInstances', 'ec2:DescribeVolumes', 'rds:DescribeDBInstances', 'elasticloadbalancing:DescribeLoadBalancers', 'lambda:ListFunctions20150331', 'tagging:GetResources', 'autoscaling:DescribeAutoScalingGroups', 'elasticache:DescribeCacheClusters', 'sqs:ListQueues', 'dynamodb:ListTables', 'health:DescribeEvents', 'logs:DescribeLogGroups', 'logs:DescribeSubscriptionFilters'), ...REGIONS),
      ...['budgets:ViewBudget', 'ce:GetCostAndUsage', 'organizations:ListAccounts', 'support:DescribeTrustedAdvisorChecks'].map((call) => denied(call as Step['call'])),
      ...reads(1, 's3:ListBuckets', 's3:GetBucketLogging', 's3:GetBucketLocation', 'cloudfront:ListDistributions2020_05_31', 'ses:GetSendQuota', 'ses:GetSendStatistics', 'iam:ListRoles'),
    ],
  },
  {
    name: 'services of AWS’s look for what is badly set',
    as: serviceRole('securityhub', 'AWSServiceRoleForSecurityHub', 'securityhub'),
    steps: [
      ...reads(1, ...posture, ...globals.slice(0, 20)),
      ...by(serviceRole('config', 'AWSServiceRoleForConfig', 'configLambdaExecution'), ...reads(1, ...posture, ...globals.slice(0, 20)), denied('s3:GetBucketPolicy'), denied('kms:GetKeyPolicy')),
      ...by(serviceRole('access-analyzer', 'AWSServiceRoleForAccessAnalyzer', 'access-analyzer'), ...reads(1, 'iam:ListRoles', 'iam:GetRole', 's3:GetBucketPolicy', 's3:GetBucketAcl', 'kms:GetKeyPolicy', 'kms:ListGrants', 'sqs:GetQueueAttributes', 'ec2:DescribeSnapshotAttribute', 'rds:DescribeDBSnapshotAttributes', 'ecr:GetRepositoryPolicy')),
      ...by(serviceRole('trustedadvisor', 'AWSServiceRoleForTrustedAdvisor', 'TrustedAdvisor'), ...reads(1, 'iam:GetAccountPasswordPolicy', 'iam:GetAccountSummary', 'ec2:DescribeReservedInstances', 'ses:GetSendQuota', 'cloudtrail:DescribeTrails')),
      ...by(serviceRole('malware-protection.guardduty', 'AWSServiceRoleForAmazonGuardDutyMalwareProtection', 'GuardDutyMalwareProtection'), { call: 'ec2:CreateSnapshot', request: { volumeId: 'vol-0m', tagSpecificationSet: items({ resourceType: 'snapshot', tags: [{ key: 'GuardDutyScanId', value: 'x' }] }) } }, { call: 'ec2:ModifySnapshotAttribute', request: { snapshotId: 'snap-0m', attributeType: 'CREATE_VOLUME_PERMISSION', createVolumePermission: { add: items({ userId: STRANGER }) } } }, { call: 'kms:CreateGrant', request: { keyId: 'k', granteePrincipal: 'malware-protection.guardduty.amazonaws.com', operations: ['Decrypt', 'CreateGrant', 'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'RetireGrant', 'DescribeKey'] } }, { call: 'ec2:DeleteSnapshot', request: { snapshotId: 'snap-0m' }, after: 900 }),
      ...by(serviceRole('inspector2', 'AWSServiceRoleForAmazonInspector2', 'inspector2'), ...reads(1, 'lambda:ListFunctions20150331', 'lambda:GetFunction20150331v2', 'lambda:GetLayerVersion20181031', 'ec2:DescribeInstances'), { call: 'ssm:CreateAssociation', request: { name: 'AmazonInspector2-InspectorSsmPlugin', targets: [{ key: 'InstanceIds', values: ['*'] }], scheduleExpression: 'rate(6 hours)' } }),
    ],
  },
  {
    name: 'the security team switches its services on in every account',
    spoken: ['config/recorder-narrowed (config:PutConfigurationRecorder)', 'general/findings-suppressed (guardduty:CreateIPSet)', 'organizations/delegated-administrator (organizations:RegisterDelegatedAdministrator)', 'general/security-control-off (securityhub:BatchDisableStandards)'],
    as: typing('SecurityAdmin', 'ida'),
    steps: [
      { call: 'organizations:RegisterDelegatedAdministrator', request: { accountId: SISTER, servicePrincipal: 'securityhub.amazonaws.com' } },
      { call: 'guardduty:EnableOrganizationAdminAccount', request: { adminAccountId: SISTER } },
      { call: 'guardduty:CreateDetector', request: { enable: true, findingPublishingFrequency: 'FIFTEEN_MINUTES', features: [{ name: 'S3_DATA_EVENTS', status: 'ENABLED' }] } },
      { call: 'guardduty:UpdateOrganizationConfiguration', request: { detectorId: 'd', autoEnableOrganizationMembers: 'ALL' } },
      { call: 'guardduty:CreateMembers', request: { detectorId: 'd', accountDetails: [{ accountId: SISTER, email: 'x' }] } },
      { call: 'guardduty:UpdateDetector', request: { detectorId: 'd', enable: true, features: [{ name: 'RUNTIME_MONITORING', status: 'ENABLED' }] } },
      { call: 'securityhub:EnableSecurityHub', request: { enableDefaultStandards: false } },
      { call: 'securityhub:BatchEnableStandards', request: { StandardsSubscriptionRequests: [{ StandardsArn: 'arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0' }] } },
      { call: 'securityhub:BatchDisableStandards', request: { StandardsSubscriptionArns: [`arn:aws:securityhub:us-east-1:${HOME}:subscription/cis-aws-foundations-benchmark/v/1.2.0`] } },
      { call: 'securityhub:UpdateStandardsControl', request: { StandardsControlArn: `arn:aws:securityhub:us-east-1:${HOME}:control/aws-foundational-security-best-practices/v/1.0.0/IAM.6`, ControlStatus: 'DISABLED', DisabledReason: 'hardware keys are kept elsewhere' } },
      { call: 'securityhub:BatchUpdateFindings', request: { FindingIdentifiers: [{ Id: 'f' }], Workflow: { Status: 'RESOLVED' } } },
      { call: 'inspector2:Enable', request: { resourceTypes: ['EC2', 'ECR', 'LAMBDA'] } },
      { call: 'macie2:CreateClassificationJob', request: { jobType: 'ONE_TIME', name: 'pii' } },
      { call: 'access-analyzer:CreateAnalyzer', request: { analyzerName: 'org', type: 'ORGANIZATION' } },
      { call: 'config:PutConformancePack', request: { conformancePackName: 'cis' } },
      { call: 'config:PutConfigRule', request: { configRule: { configRuleName: 'required-tags' } } },
      { call: 'config:PutConfigurationRecorder', request: { configurationRecorder: { name: 'default', recordingGroup: { allSupported: false, exclusionByResourceTypes: { resourceTypes: ['AWS::EC2::NetworkInterface'] }, recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' } } } } },
      { call: 'guardduty:CreateIPSet', request: { detectorId: 'd', name: 'offices', format: 'TXT', location: 's3://acme-security/offices.txt', activate: true } },
      { call: 'guardduty:CreateThreatIntelSet', request: { detectorId: 'd', name: 'feed', location: 's3://acme-security/feed.txt', activate: true } },
      { call: 'guardduty:CreateSampleFindings', request: { detectorId: 'd' } },
    ],
  },
  {
    name: 'the security team shuts a machine away and takes its disk',
    as: session('IncidentResponse', 'ida@example.com', '192.0.2.10', AGENTS.boto),
    steps: [
      ...reads(3, 'ec2:DescribeInstances', 'guardduty:GetFindings', 'cloudtrail:LookupEvents', 'ec2:DescribeVolumes'),
      { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0bad', disableApiTermination: { value: true } } },
      { call: 'ec2:CreateSecurityGroup', request: { groupName: 'quarantine', vpcId: 'vpc-0aa' } },
      { call: 'ec2:RevokeSecurityGroupEgress', request: { groupId: 'sg-0q', ipPermissions: items({ ipProtocol: '-1', ipRanges: items({ cidrIp: '0.0.0.0/0' }) }) } },
      { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0bad', groupSet: items({ groupId: 'sg-0q' }) } },
      { call: 'autoscaling:DetachInstances', request: { autoScalingGroupName: 'web', instanceIds: ['i-0bad'], shouldDecrementDesiredCapacity: false } },
      { call: 'elasticloadbalancing:DeregisterTargets', request: { targetGroupArn: 't', targets: [{ id: 'i-0bad' }] } },
      ec2('DisassociateIamInstanceProfile', { AssociationId: 'iip-assoc-0' }),
      { call: 'ec2:CreateTags', request: { resourcesSet: items({ resourceId: 'i-0bad' }), tagSet: items({ key: 'status', value: 'quarantine' }) } },
      { call: 'ec2:CreateSnapshot', request: { volumeId: 'vol-0bad', description: 'case 1204' }, response: { snapshotId: 'snap-0bad' } },
      { call: 'ec2:ModifySnapshotAttribute', request: { snapshotId: 'snap-0bad', createVolumePermission: { add: items({ userId: SISTER }) }, attributeType: 'CREATE_VOLUME_PERMISSION' } },
      { call: 'iam:PutRolePolicy', request: { roleName: 'web', policyName: 'AWSRevokeOlderSessions', policyDocument: policy({ Effect: 'Deny', Action: ['*'], Resource: ['*'], Condition: { DateLessThan: { 'aws:TokenIssueTime': '2026-05-02T08:00:00Z' } } }) } },
      { call: 'iam:UpdateAccessKey', request: { userName: 'jim', accessKeyId: 'AKIAJIMEXAMPLE00001', status: 'Inactive' } },
      { call: 'iam:AttachUserPolicy', request: { userName: 'jim', policyArn: 'arn:aws:iam::aws:policy/AWSDenyAll' } },
      { call: 'iam:PutUserPolicy', request: { userName: 'jim', policyName: 'stop', policyDocument: policy({ Effect: 'Deny', Action: '*', Resource: '*' }) } },
      { call: 'iam:DeleteLoginProfile', request: { userName: 'jim' } },
      { call: 'ec2:CreateNetworkAclEntry', request: { networkAclId: 'acl-0', ruleNumber: 10, egress: true, ruleAction: 'deny', aclProtocol: '-1', cidrBlock: '198.51.100.66/32' } },
      { call: 'ec2:StopInstances', request: instances('i-0bad') },
      { call: 'ssm:SendCommand', request: { documentName: 'AWS-RunShellScript', instanceIds: ['i-0bad'], comment: 'memory image' } },
    ],
  },
  {
    name: 'Terraform keeps trail, keys and the store of logs in order',
    spoken: ['cloudtrail/trail-redirected (cloudtrail:UpdateTrail)'],
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      { call: 'cloudtrail:UpdateTrail', request: { name: 'main', kmsKeyId: 'k', cloudWatchLogsLogGroupArn: 'g', cloudWatchLogsRoleArn: 'r', isMultiRegionTrail: true, includeGlobalServiceEvents: true, enableLogFileValidation: true, s3BucketName: 'acme-trail' } },
      { call: 'cloudtrail:PutInsightSelectors', request: { trailName: 'main', insightSelectors: [{ insightType: 'ApiCallRateInsight' }, { insightType: 'ApiErrorRateInsight' }] } },
      { call: 'cloudtrail:PutEventSelectors', request: { trailName: 'main', advancedEventSelectors: [{ name: 'management', fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] }, { name: 'objects', fieldSelectors: [{ field: 'eventCategory', equals: ['Data'] }, { field: 'resources.type', equals: ['AWS::S3::Object'] }, { field: 'resources.ARN', startsWith: ['arn:aws:s3:::acme-files/'] }] }] } },
      { call: 'cloudtrail:CreateEventDataStore', request: { name: 'lake', retentionPeriod: 365, multiRegionEnabled: true } },
      { call: 'cloudtrail:AddTags', request: { resourceId: 'x', tagsList: [{ key: 'team', value: 'security' }] } },
      { call: 's3:PutBucketPolicy', request: { bucketName: 'acme-trail', policy: '', bucketPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 's3:PutObject', Resource: `arn:aws:s3:::acme-trail/AWSLogs/${HOME}/*`, Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceArn': `arn:aws:cloudtrail:us-east-1:${HOME}:trail/main` } } }, { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${SISTER}:role/siem` }, Action: ['s3:GetObject', 's3:ListBucket'], Resource: ['arn:aws:s3:::acme-trail', 'arn:aws:s3:::acme-trail/*'] }] } } },
      { call: 'kms:PutKeyPolicy', request: { keyId: 'k', policyName: 'default', policy: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${HOME}:root` }, Action: 'kms:*', Resource: '*' }, { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 'kms:GenerateDataKey*', Resource: '*' }, { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${SISTER}:root` }, Action: 'kms:Decrypt', Resource: '*' }) } },
      { call: 'kms:UpdateAlias', request: { aliasName: 'alias/trail', targetKeyId: 'k' } },
      { call: 'logs:PutMetricFilter', request: { logGroupName: 'trail', filterName: 'root', filterPattern: '{$.userIdentity.type="Root"}' } },
      { call: 'kms:CancelKeyDeletion', request: { keyId: 'k3' } },
      { call: 'kms:EnableKey', request: { keyId: 'k3' } },
    ],
  },
  {
    name: 'GuardDuty and Inspector are asked about in the console, a trail is searched with Athena',
    as: browsing('SecurityAdmin', 'ida'),
    steps: [
      ...reads(5, 'guardduty:ListFindings', 'guardduty:GetFindings', 'securityhub:GetFindings', 'inspector2:ListFindings', 'cloudtrail:LookupEvents', 'cloudtrail:LookupEvents', 'detective:GetMembers', 'access-analyzer:ListFindings', 'iam:GetRole', 'iam:ListAttachedRolePolicies', 'iam:GetPolicyVersion'),
      { call: 'athena:StartQueryExecution', request: { queryString: '***OMITTED***', workGroup: 'security' } },
      { call: 'cloudtrail:StartQuery', request: { queryStatement: 'x' } },
      { call: 'logs:StartQuery', request: { logGroupName: 'trail', queryString: 'x' } },
      { call: 'guardduty:ArchiveFindings', request: { detectorId: 'd', findingIds: times(3, (n) => `f${n}`) } },
      { call: 'guardduty:UpdateFindingsFeedback', request: { detectorId: 'd', findingIds: ['f1'], feedback: 'NOT_USEFUL' } },
      { call: 'securityhub:CreateAutomationRule', request: { RuleName: 'sandbox low', Actions: [{ Type: 'FINDING_FIELDS_UPDATE' }] } },
    ],
  },
  {
    name: 'somebody checks that alarms sound, with samples and a port opened for a moment',
    spoken: ['vpc/security-group-opened-admin-port (ec2:AuthorizeSecurityGroupIngress)'],
    as: typing('SecurityAdmin', 'ida'),
    steps: [{ call: 'guardduty:CreateSampleFindings', request: { detectorId: 'd', findingTypes: ['Backdoor:EC2/C&CActivity.B!DNS'] } }, port('Authorize', 22, 22, { cidr: '0.0.0.0/0' }), port('Revoke', 22, 22, { cidr: '0.0.0.0/0' }), attach('sandbox', 'ReadOnlyAccess'), { call: 'iam:DetachRolePolicy', request: { roleName: 'sandbox', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } }],
  },
  {
    name: 'a function of the company’s closes what was opened by mistake',
    as: program('auto-remediate', 'auto-remediate'),
    steps: [
      ...by(awsService('config'), { call: 'config:StartConfigRulesEvaluation', request: { configRuleNames: ['restricted-ssh'] } }),
      port('Revoke', 22, 22, { cidr: '0.0.0.0/0' }),
      { call: 's3:PutBucketPublicAccessBlock', request: { bucketName: 'acme-oops', publicAccessBlock: '', PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true } } },
      { call: 's3:DeleteBucketPolicy', request: { bucketName: 'acme-oops' } },
      { call: 'ec2:ModifySnapshotAttribute', request: { snapshotId: 'snap-0', createVolumePermission: { remove: items({ group: 'all' }) }, attributeType: 'CREATE_VOLUME_PERMISSION' } },
      { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: 'oops', publiclyAccessible: false, applyImmediately: true } },
      { call: 'cloudtrail:StartLogging', request: { name: 'main' } },
      ec2('ModifyInstanceMetadataOptions', { InstanceId: 'i-0', HttpTokens: 'required' }),
      { call: 'ssm:StartAutomationExecution', request: { documentName: 'AWS-DisableS3BucketPublicReadWrite' } },
    ],
  },
];
