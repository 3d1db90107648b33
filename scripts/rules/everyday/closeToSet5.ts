import { HOME, type Step } from '../intrusions/step';
import { policy, SISTER, type Everyday } from './activity';
import { awsService, behalf, browsing, by, ec2, githubDeploy, githubTerraform, inRegions, instances, lockAndRead, program, reads, serviceRole, signIn, times, typing, unlock } from './callers';

const arn = (service: string, rest: string, account = HOME): string => `arn:aws:${service}:us-east-1:${account}:${rest}`;
const anyone = { Effect: 'Allow', Principal: { AWS: '*' } };
const origin = (publish: string, upstream: string): Step => ({ call: 'codeartifact:PutPackageOriginConfiguration', request: { domain: 'acme', repository: 'npm', format: 'npm', package: 'acme-ui', restrictions: { publish, upstream } } });
const enter = (account: string, role = 'OrganizationAccountAccessRole'): Step => ({ call: 'sts:AssumeRole', request: { roleArn: `arn:aws:iam::${account}:role/${role}`, roleSessionName: 'terraform' } });
const task = (document: string): Step => ({ call: 'ssm:RegisterTaskWithMaintenanceWindow', request: { windowId: 'mw-0aa', taskArn: document, taskType: 'RUN_COMMAND', maxConcurrency: '10', maxErrors: '1', taskInvocationParameters: 'HIDDEN_DUE_TO_SECURITY_REASONS' } });

/** What looks like the steps of the fifth set of intrusions, and is none of them. */
export const closeToSet5: readonly Everyday[] = [
  {
    name: 'packages and builds of a team, each with its own settings',
    as: typing('Developer', 'ada'),
    steps: [
      origin('ALLOW', 'BLOCK'),
      origin('BLOCK', 'ALLOW'),
      { call: 'codeartifact:PutRepositoryPermissionsPolicy', request: { domain: 'acme', repository: 'npm', policyDocument: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${SISTER}:root` }, Action: 'codeartifact:ReadFromRepository', Resource: '*' }) } },
      { call: 'codebuild:UpdateWebhook', request: { projectName: 'shop', filterGroups: [[{ type: 'EVENT', pattern: 'PUSH, PULL_REQUEST_CREATED' }]] } },
      { call: 'codebuild:StartBuild', request: { projectName: 'shop', buildspecOverride: 'ci/nightly.yml', sourceVersion: 'main' } },
      { call: 'codebuild:StartBuild', request: { projectName: 'images', privilegedModeOverride: true } },
      { call: 'codepipeline:UpdatePipeline', request: { pipeline: { name: 'shop', roleArn: `arn:aws:iam::${HOME}:role/pipeline` } } },
      { call: 'codedeploy:CreateDeployment', request: { applicationName: 'shop', deploymentGroupName: 'prod', revision: { revisionType: 'S3', s3Location: { bucket: 'acme-artifacts', key: 'shop.zip' } } }, as: githubDeploy },
      { call: 'signer:AddProfilePermission', request: { profileName: 'release', action: 'signer:StartSigningJob', principal: SISTER, statementId: 'x' } },
    ],
  },
  {
    name: 'machines that grow by the clock, are made larger and are patched at night',
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      ...lockAndRead,
      { call: 'autoscaling:PutScheduledUpdateGroupAction', request: { autoScalingGroupName: 'web', scheduledActionName: 'morning', recurrence: '0 6 * * 1-5', minSize: 4, maxSize: 40, desiredCapacity: 8 } },
      { call: 'autoscaling:PutLifecycleHook', request: { autoScalingGroupName: 'web', lifecycleHookName: 'drain', lifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING', notificationTargetARN: arn('sqs', 'drain'), roleARN: `arn:aws:iam::${HOME}:role/hook` } },
      { call: 'autoscaling:PutNotificationConfiguration', request: { autoScalingGroupName: 'web', topicARN: arn('sns', 'scaling', SISTER), notificationTypes: ['autoscaling:EC2_INSTANCE_LAUNCH'] } },
      { call: 'ssm:CreateMaintenanceWindow', request: { name: 'patch', schedule: 'cron(0 3 ? * SUN *)', duration: 3, cutoff: 1 } },
      task('AWS-RunPatchBaseline'),
      task('acme-rotate-logs'),
      ...unlock,
      ...by(browsing('PowerUser', 'bo'), ec2('CreateLaunchTemplateVersion', { LaunchTemplateId: 'lt-0aa', SourceVersion: '4', LaunchTemplateData: { ImageId: 'ami-0abcdef1234567890', MetadataOptions: { HttpTokens: 'required' } } }), { call: 'ec2:StopInstances', request: instances('i-0db') }, { call: 'ec2:ModifyInstanceAttribute', request: { instanceId: 'i-0db', instanceType: { value: 'r7i.8xlarge' } } }, { call: 'ec2:StartInstances', request: instances('i-0db') }),
    ],
  },
  {
    name: 'a script of a window that Terraform keeps cleans machines up',
    spoken: ['ssm/script-run-again-and-again (ssm:RegisterTaskWithMaintenanceWindow)'],
    as: githubTerraform,
    steps: [signIn('gha-terraform'), ...lockAndRead, task('AWS-RunShellScript'), ...unlock],
  },
  {
    name: 'doors of a network, as the console and the usual modules write them',
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      ...lockAndRead,
      { call: 'elasticfilesystem:PutFileSystemPolicy', request: { fileSystemId: 'fs-0aa', policy: policy({ ...anyone, Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'], Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } } }, { Effect: 'Deny', Principal: { AWS: '*' }, Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }) } },
      { call: 'vpc-lattice:PutAuthPolicy', request: { resourceIdentifier: 'sn-0aa', policy: policy({ Effect: 'Allow', Principal: '*', Action: 'vpc-lattice-svcs:Invoke', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }) } },
      { call: 'apigateway:PutMethod', request: { restApiId: 'a1', resourceId: 'r1', httpMethod: 'OPTIONS', authorizationType: 'NONE' } },
      { call: 'apigateway:UpdateMethod', request: { restApiId: 'a1', resourceId: 'r1', httpMethod: 'POST', patchOperations: [{ op: 'replace', path: '/authorizationType', value: 'COGNITO_USER_POOLS' }] } },
      { call: 'apigateway:CreateRoute', request: { apiId: 'b1', routeKey: 'GET /health', authorizationType: 'NONE' } },
      { call: 'wafv2:UpdateWebACL', request: { name: 'shop', scope: 'REGIONAL', id: 'x', defaultAction: { allow: {} }, rules: [{ name: 'common', priority: 0, statement: { managedRuleGroupStatement: { vendorName: 'AWS', name: 'AWSManagedRulesCommonRuleSet' } } }], lockToken: 'x' } },
      { call: 'wafv2:UpdateWebACL', request: { name: 'office-only', scope: 'REGIONAL', id: 'y', defaultAction: { block: {} }, rules: [], lockToken: 'x' } },
      { call: 'elasticloadbalancing:CreateListener', request: { loadBalancerArn: 'l', protocol: 'HTTPS', port: 443, defaultActions: [{ type: 'forward', targetGroupArn: 't' }] } },
      { call: 'elasticloadbalancing:ModifyRule', request: { ruleArn: 'r', actions: [{ type: 'redirect', redirectConfig: { host: 'www.example.com', protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' } }] } },
      { call: 'route53:CreateVPCAssociationAuthorization', request: { hostedZoneId: 'Z1', vPC: { vPCRegion: 'us-east-1', vPCId: 'vpc-0sister' } } },
      ...unlock,
      ...by(serviceRole('fms', 'AWSServiceRoleForFMS'), { call: 'wafv2:UpdateWebACL', request: { name: 'FMManagedWebACL', defaultAction: { allow: {} }, rules: [] } }),
    ],
  },
  {
    name: 'certificates for the company’s machines, some of them outside AWS',
    spoken: ['acm/certificate-exported (acm:ExportCertificate)'],
    as: program('cert-sync', 'cert-sync'),
    steps: [
      { call: 'acm-pca:IssueCertificate', request: { certificateAuthorityArn: arn('acm-pca', 'certificate-authority/1'), signingAlgorithm: 'SHA256WITHRSA', templateArn: 'arn:aws:acm-pca:::template/EndEntityCertificate/V1', validity: { value: 90, type: 'DAYS' } } },
      { call: 'acm:RequestCertificate', request: { domainName: 'shop.example.com', validationMethod: 'DNS' } },
      { call: 'acm:GetCertificate', request: { certificateArn: arn('acm', 'certificate/1') } },
      { call: 'acm:ExportCertificate', request: { certificateArn: arn('acm', 'certificate/2'), passphrase: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
    ],
  },
  {
    name: 'inventories, jobs and copies of those who keep the data',
    as: typing('DataEngineer', 'cy'),
    steps: [
      { call: 's3:PutBucketInventoryConfiguration', request: { bucketName: 'lake', id: 'daily', InventoryConfiguration: { Destination: { S3BucketDestination: { AccountId: SISTER, Bucket: 'arn:aws:s3:::acme-inventory', Format: 'Parquet' } }, IsEnabled: true } } },
      { call: 's3:PutBucketInventoryConfiguration', request: { bucketName: 'lake', id: 'weekly', InventoryConfiguration: { Destination: { S3BucketDestination: { Bucket: 'arn:aws:s3:::acme-inventory', Format: 'CSV' } }, IsEnabled: true } } },
      { call: 's3:CreateJob', request: { accountId: HOME, operation: { s3InitiateRestoreObject: { expirationInDays: 7 } }, confirmationRequired: true, roleArn: `arn:aws:iam::${HOME}:role/batch` } },
      { call: 's3:PutAccessPointPolicy', request: { name: 'reports', accountId: HOME, Policy: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${SISTER}:role/reader` }, Action: 's3:GetObject', Resource: arn('s3', 'accesspoint/reports/object/*') }) } },
      { call: 'elasticache:CopySnapshot', request: { sourceSnapshotName: 'sessions', targetSnapshotName: 'sessions-before-upgrade' } },
      { call: 'rds:DeleteDBClusterSnapshot', request: { dBClusterSnapshotIdentifier: 'before-upgrade' } },
      { call: 'backup:StopBackupJob', request: { backupJobId: 'j' } },
    ],
  },
  {
    name: 'a bought company joins the organisation, new accounts get their roles',
    spoken: ['organizations/strange-account-invited (organizations:InviteAccountToOrganization)'],
    as: browsing('OrgAdmin', 'dee'),
    steps: [
      { call: 'organizations:InviteAccountToOrganization', request: { target: { type: 'ACCOUNT', id: '999900001111' }, notes: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
      { call: 'organizations:InviteAccountToOrganization', request: { target: { type: 'ACCOUNT', id: SISTER } } },
      { call: 'organizations:CreateAccount', request: { accountName: 'shop-test', email: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
      { call: 'organizations:EnableAWSServiceAccess', request: { servicePrincipal: 'securitylake.amazonaws.com' } },
      { call: 'organizations:DisableAWSServiceAccess', request: { servicePrincipal: 'license-manager.amazonaws.com' } },
      { call: 'controltower:EnableControl', request: { controlIdentifier: 'c', targetIdentifier: 'ou' } },
      ...by(serviceRole('controltower', 'AWSControlTowerAdmin'), ...['555566667777', '666677778888', '777788889990', '888899990001', '999900001111'].map((account) => enter(account, 'AWSControlTowerExecution'))),
      ...by(githubTerraform, ...['555566667777', '666677778888', '777788889990'].map((account) => enter(account)), ...['555566667777', '666677778888', '777788889990', '888899990001'].map((account) => enter(account, 'deploy'))),
    ],
  },
  {
    name: 'Identity Center, as those who keep it and those who use it do',
    as: browsing('IdentityAdmin', 'eli'),
    steps: [
      { call: 'sso:PutPermissionsBoundaryToPermissionSet', request: { permissionSetArn: 'ps', permissionsBoundary: { managedPolicyArn: 'arn:aws:iam::aws:policy/PowerUserAccess' } } },
      { call: 'sso:ProvisionPermissionSet', request: { permissionSetArn: 'ps', targetType: 'ALL_PROVISIONED_ACCOUNTS' } },
      { call: 'sso:CreateApplication', request: { name: 'bi' } },
      { call: 'sso-directory:UpdatePassword', request: { userId: 'u', passwordMode: 'OTP' } },
      ...by(typing('Developer', 'fay'), { call: 'sso:CreateToken', request: { grantType: 'urn:ietf:params:oauth:grant-type:device_code' } }, ...times(5, (n): Step => ({ call: 'sso:GetRoleCredentials', request: null, after: 2, more: { serviceEventDetails: { role_name: 'Developer', account_id: `55556666777${n}` } } })), { call: 'cloudshell:GetFileDownloadUrls', request: { EnvironmentId: 'x', FileDownloadPath: 'notes.txt' } }),
    ],
  },
  {
    name: 'agents, guard rails and notebooks of a team that builds with models',
    as: typing('MlDeveloper', 'gus'),
    steps: [
      { call: 'bedrock:UpdateGuardrail', request: { guardrailIdentifier: 'g1', name: 'support', contentPolicyConfig: { filtersConfig: [{ type: 'PROMPT_ATTACK', inputStrength: 'HIGH', outputStrength: 'NONE' }, { type: 'HATE', inputStrength: 'MEDIUM', outputStrength: 'HIGH' }] } } },
      { call: 'bedrock:UpdateAgentActionGroup', request: { agentId: 'A1', actionGroupName: 'orders', actionGroupExecutor: { lambda: arn('lambda', 'function:orders') } } },
      { call: 'bedrock:CreateModelInvocationJob', request: { jobName: 'nightly', inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://acme-prompts/', s3BucketOwner: SISTER } }, outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://acme-answers/' } } } },
      { call: 'bedrock-agentcore:CreateCodeInterpreter', request: { name: 'charts', executionRoleArn: `arn:aws:iam::${HOME}:role/charts`, networkConfiguration: { networkMode: 'SANDBOX' } } },
      { call: 'bedrock:DeleteKnowledgeBase', request: { knowledgeBaseId: 'KB1' } },
      ...by(program('agent-runtime', 'a1'), { call: 'bedrock-agentcore:GetResourceApiKey', request: { resourceCredentialProviderName: 'search' } }),
      ...by(browsing('MlDeveloper', 'gus'), { call: 'sagemaker:CreatePresignedDomainUrl', request: { domainId: 'd', userProfileName: 'gus' } }, { call: 'sagemaker:CreatePresignedNotebookInstanceUrl', request: { notebookInstanceName: 'gus' } }),
    ],
  },
  {
    name: 'roles with their boundaries, things with their roles, functions with their queues',
    as: githubTerraform,
    steps: [
      signIn('gha-terraform'),
      ...lockAndRead,
      { call: 'iam:PutRolePermissionsBoundary', request: { roleName: 'app', permissionsBoundary: `arn:aws:iam::${HOME}:policy/boundary` } },
      { call: 'iot:CreateRoleAlias', request: { roleAlias: 'camera', roleArn: `arn:aws:iam::${HOME}:role/camera`, credentialDurationSeconds: 3600 } },
      { call: 'lambda:CreateEventSourceMapping20150331', request: { functionName: 'orders', eventSourceArn: arn('sqs', 'orders'), batchSize: 10 } },
      { call: 'lambda:CreateEventSourceMapping20150331', request: { functionName: 'orders', eventSourceArn: arn('kinesis', 'stream/clicks', SISTER), batchSize: 100 } },
      { call: 'cognito-idp:CreateIdentityProvider', request: { userPoolId: 'p', providerName: 'Google', providerType: 'Google' } },
      ...reads(1, 'kms:ListAliases', 'kms:ListResourceTags', 'iam:ListUsers', 'secretsmanager:ListSecrets', 'iam:ListPolicies'),
      { call: 'kms:ScheduleKeyDeletion', request: { keyId: 'k', pendingWindowInDays: 30 } },
      ...unlock,
    ],
  },
  {
    name: 'a service that runs in three regions reads its secrets, AWS rotates them in more',
    as: program('orders', 'orders'),
    steps: [
      ...inRegions([{ call: 'secretsmanager:GetSecretValue', request: { secretId: 'orders' }, after: 20 }], 'us-east-1', 'us-west-2', 'eu-west-1'),
      ...by(awsService('secretsmanager'), ...inRegions([{ call: 'secretsmanager:ReplicateSecretVersion', request: null }], 'us-east-1', 'us-west-2', 'eu-west-1', 'ap-southeast-2')),
      ...by(behalf(githubTerraform, 'cloudformation'), ...inRegions([{ call: 'secretsmanager:GetSecretValue', request: { secretId: 'orders' } }], 'us-east-1', 'us-west-2', 'eu-west-1', 'ap-southeast-2')),
    ],
  },
];
