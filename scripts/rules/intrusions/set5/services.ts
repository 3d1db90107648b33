import { AGENTS, HOME, role, STRANGER, user, type Caller, type Intrusion, type Step } from '../step';

const policy = (...statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const BOTO = 'Boto3/1.40.72 md/Botocore#1.40.72 ua/2.1 os/linux#6.8.0-79-generic lang/python#3.12.11 md/pyimpl#CPython Botocore/1.40.72';
const SHELL = 'aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/windows#11 lang/python#3.13.7 md/pyimpl#CPython';
const own = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${HOME}:${rest}`;
/** A user of Identity Center, before he has a role. */
const directory = (from: string, agent: string): Caller => ({ identity: { type: 'IdentityCenterUser', accountId: HOME, onBehalfOf: { userId: '9067aa11bb-1111', identityStoreArn: `arn:aws:identitystore::${HOME}:identitystore/d-9067aa11bb` }, credentialId: 'x' }, from, agent });
const MEMBERS = ['555566667777', '666677778888', '777788889990', '888899990001'];

/** The half of the fifth set that is about identities, organisations, models and what comes back by itself. */
export const services: readonly Intrusion[] = [
  {
    name: 'an organisation taken from its management account',
    as: role('AWSReservedSSO_AdministratorAccess_3c4d5e6f7a8b9c0d', 'cfo@example.com', '198.51.100.175', AGENTS.browser),
    steps: [
      { call: 'organizations:ListAccounts', request: {} },
      ...MEMBERS.map((account, n): Step => ({ call: 'sts:AssumeRole', request: { roleArn: `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`, roleSessionName: 'x' }, response: { credentials: { accessKeyId: `ASIAMEMBEREXAMPLE00${n}` } }, after: 5, ...(n === MEMBERS.length - 1 ? { harm: 'one account after the other entered as its administrator' } : {}) })),
      { call: 'organizations:DisablePolicyType', request: { rootId: 'r-a1b2', policyType: 'SERVICE_CONTROL_POLICY' }, harm: 'all guard rails of the organisation switched off' },
      { call: 'organizations:DisableAWSServiceAccess', request: { servicePrincipal: 'guardduty.amazonaws.com' }, harm: 'a watchman no longer let into the accounts' },
      { call: 'organizations:InviteAccountToOrganization', request: { target: { type: 'ACCOUNT', id: STRANGER } }, harm: 'a strange account asked into the organisation' },
      { call: 'organizations:PutResourcePolicy', request: { content: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${STRANGER}:root` }, Action: ['organizations:CreatePolicy', 'organizations:AttachPolicy'], Resource: '*' }) }, harm: 'a strange account may write guard rails' },
      { call: 'organizations:AttachPolicy', request: { policyId: 'p-xx11yy22', targetId: 'r-a1b2' } },
      { call: 'organizations:RemoveAccountFromOrganization', request: { accountId: '555566667777' }, harm: 'an account thrown out of the organisation' },
      { call: 'organizations:CloseAccount', request: { accountId: '666677778888' }, harm: 'an account closed' },
      { call: 'guardduty:DisableOrganizationAdminAccount', request: { adminAccountId: '777788889990' }, harm: 'the account that watches relieved of it' },
      { call: 'controltower:DisableControl', request: { controlIdentifier: 'arn:aws:controltower:us-east-1::control/AWS-GR_CLOUDTRAIL_ENABLED', targetIdentifier: `arn:aws:organizations::${HOME}:ou/o-a/ou-a-b` }, harm: 'a control of Control Tower switched off' },
      { call: 'iam:DisableOrganizationsRootCredentialsManagement', request: null },
      { call: 'cloudtrail:DeregisterOrganizationDelegatedAdmin', request: { delegatedAdminAccountId: '777788889990' }, harm: 'the keeper of the trails relieved of them' },
    ],
  },
  {
    name: 'a code for a device, sent in a message',
    as: role('AWSReservedSSO_PowerUserAccess_4d5e6f7a8b9c0d1e', 'petra@example.com', '198.51.100.176', SHELL),
    steps: [
      { call: 'sso:CreateToken', as: { ...directory('198.51.100.176', SHELL), more: { managementEvent: true } }, request: { clientId: 'HIDDEN_DUE_TO_SECURITY_REASONS', grantType: 'urn:ietf:params:oauth:grant-type:device_code', deviceCode: 'HIDDEN_DUE_TO_SECURITY_REASONS' } },
      ...MEMBERS.map((account, n): Step => ({ call: 'sso:GetRoleCredentials', as: directory('198.51.100.176', SHELL), request: { accountId: account, roleName: 'PowerUserAccess' }, more: { serviceEventDetails: { role_name: 'PowerUserAccess', account_id: account } }, after: 3, ...(n === MEMBERS.length - 1 ? { harm: 'credentials of all accounts taken within seconds' } : {}) })),
      { call: 'sso-directory:UpdatePassword', request: { identityStoreId: 'd-9067aa11bb', userId: '9067aa11bb-2222', passwordMode: 'OTP' }, harm: 'the password of another user exchanged' },
      { call: 'sso-directory:DeleteMfaDeviceForUser', request: { identityStoreId: 'd-9067aa11bb', userId: '9067aa11bb-2222', deviceId: 'x' }, harm: 'the second factor of another user taken away' },
      { call: 'sso-directory:AddMemberToGroup', request: { identityStoreId: 'd-9067aa11bb', groupId: '9067aa11bb-admins', member: { memberId: '9067aa11bb-2222' } } },
      { call: 'sso:PutInlinePolicyToPermissionSet', request: { instanceArn: 'arn:aws:sso:::instance/ssoins-1', permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-3', inlinePolicy: policy({ Effect: 'Allow', Action: '*', Resource: '*' }) }, harm: 'a set of permissions that allows everything' },
      { call: 'sso:DeletePermissionsBoundaryFromPermissionSet', request: { instanceArn: 'arn:aws:sso:::instance/ssoins-1', permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-3' }, harm: 'the boundary of a set of permissions taken away' },
      { call: 'sso:UpdateSsoConfiguration', request: { instanceArn: 'arn:aws:sso:::instance/ssoins-1', ssoConfiguration: { mfaMode: 'DISABLED' } }, harm: 'no second factor asked for any more' },
      { call: 'sso:CreateTrustedTokenIssuer', request: { instanceArn: 'arn:aws:sso:::instance/ssoins-1', name: 'x', trustedTokenIssuerType: 'OIDC_JWT', trustedTokenIssuerConfiguration: { oidcJwtConfiguration: { issuerUrl: 'https://id.example.net' } } }, harm: 'tokens of a strange issuer trusted' },
      { call: 'sso:DeleteAccountAssignment', request: { instanceArn: 'arn:aws:sso:::instance/ssoins-1', targetId: HOME, targetType: 'AWS_ACCOUNT', permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-admin', principalType: 'GROUP', principalId: '9067aa11bb-security' } },
      { call: 'identitystore:DeleteUser', request: { identityStoreId: 'd-9067aa11bb', userId: '9067aa11bb-3333' } },
      { call: 'cloudshell:CreateSession', as: role('AWSReservedSSO_AdministratorAccess_5e6f7a8b9c0d1e2f', 'quinn@example.com', '198.51.100.176', AGENTS.browser), request: { EnvironmentId: 'x', QCliDisabled: true } },
      { call: 'cloudshell:GetFileDownloadUrls', as: role('AWSReservedSSO_AdministratorAccess_5e6f7a8b9c0d1e2f', 'quinn@example.com', '198.51.100.176', AGENTS.browser), request: { EnvironmentId: 'x', FileDownloadPath: 'dump.zip' }, harm: 'a file taken out of CloudShell' },
    ],
  },
  {
    name: 'agents, notebooks and models turned to other ends',
    as: user('ml-dev', BOTO, '198.51.100.177'),
    steps: [
      ...['us-east-1', 'us-west-2', 'eu-central-1', 'ap-northeast-1'].map((region, n): Step => ({ call: 'bedrock:InvokeModel', request: { modelId: 'anthropic.claude-opus-4-5-20251101-v1:0' }, error: 'AccessDeniedException', message: 'You don’t have access to the model with the specified model ID.', region, after: 1, ...(n === 3 ? { harm: 'a model tried in one region after the other' } : {}) })),
      { call: 'bedrock:UpdateGuardrail', request: { guardrailIdentifier: 'aa11bb22cc', name: 'default', contentPolicyConfig: { filtersConfig: [{ type: 'HATE', inputStrength: 'NONE', outputStrength: 'NONE' }] } }, harm: 'the guard rails of models made toothless' },
      { call: 'bedrock:UpdateAgent', request: { agentId: 'AGENT12345', agentName: 'help', foundationModel: 'x', instruction: 'HIDDEN_DUE_TO_SECURITY_REASONS', agentResourceRoleArn: `arn:aws:iam::${HOME}:role/Admin` } },
      { call: 'bedrock:UpdateAgentActionGroup', request: { agentId: 'AGENT12345', agentVersion: 'DRAFT', actionGroupId: 'AG1', actionGroupName: 'x', actionGroupExecutor: { lambda: `arn:aws:lambda:us-east-1:${STRANGER}:function:x` } }, harm: 'an agent that asks code of a strange account' },
      { call: 'bedrock:CreateModelInvocationJob', request: { jobName: 'x', modelId: 'amazon.nova-pro-v1:0', roleArn: `arn:aws:iam::${HOME}:role/batch`, inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://stranger-drop/in/', s3BucketOwner: STRANGER } }, outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://stranger-drop/out/', s3BucketOwner: STRANGER } } }, harm: 'work for models taken from and given to a strange bucket' },
      { call: 'bedrock-agentcore:CreateCodeInterpreter', request: { name: 'x', executionRoleArn: `arn:aws:iam::${HOME}:role/Admin`, networkConfiguration: { networkMode: 'PUBLIC' } }, harm: 'an interpreter with a strong role and the Internet' },
      { call: 'bedrock-agentcore:InvokeCodeInterpreter', request: { codeInterpreterIdentifier: 'x-1', sessionId: 's' } },
      { call: 'bedrock-agentcore:GetResourceApiKey', request: { resourceCredentialProviderName: 'openai', workloadIdentityToken: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, harm: 'a key that agents use read' },
      { call: 'sagemaker:CreatePresignedNotebookInstanceUrl', request: { notebookInstanceName: 'research', sessionExpirationDurationInSeconds: 43200 }, harm: 'a notebook of somebody else’s opened' },
      { call: 'sagemaker:UpdateNotebookInstanceLifecycleConfig', request: { notebookInstanceLifecycleConfigName: 'start', onStart: [{ content: 'IyEvYmluL3No' }] }, harm: 'a start script of notebooks exchanged' },
      { call: 'sagemaker:CreateTrainingJob', request: { trainingJobName: 'x', algorithmSpecification: { trainingImage: `${STRANGER}.dkr.ecr.us-east-1.amazonaws.com/xmr:1`, trainingInputMode: 'File' }, roleArn: `arn:aws:iam::${HOME}:role/SageMaker`, resourceConfig: { instanceType: 'ml.p4d.24xlarge', instanceCount: 4, volumeSizeInGB: 50 } }, harm: 'expensive machines run an image of a strange account' },
      { call: 'sagemaker:CreateDomain', request: { domainName: 'x', authMode: 'IAM', defaultUserSettings: { executionRole: `arn:aws:iam::${HOME}:role/Admin` }, appNetworkAccessType: 'PublicInternetOnly' } },
      { call: 'kendra:BatchDeleteDocument', request: { indexId: 'x' } },
      { call: 'bedrock:DeleteKnowledgeBase', request: { knowledgeBaseId: 'KB12345678' }, harm: 'what the agents know deleted' },
      { call: 'bedrock:CreateModelCustomizationJob', request: { jobName: 'x', customModelName: 'x', roleArn: `arn:aws:iam::${HOME}:role/batch`, baseModelIdentifier: 'x', trainingDataConfig: { s3Uri: 's3://customer-files/' }, outputDataConfig: { s3Uri: 's3://stranger-drop/' } } },
    ],
  },
  {
    name: 'quiet back doors in identities, things and clocks',
    as: role('DevOps', 'rita@example.com', '198.51.100.178'),
    steps: [
      { call: 'iam:GetAccountAuthorizationDetails', request: {}, harm: 'all identities and their rights read at once' },
      { call: 'iam:PutRolePolicy', request: { roleName: 'app', policyName: 'p', policyDocument: policy({ Effect: 'Allow', NotAction: ['s3:DeleteBucket'], NotResource: 'arn:aws:s3:::none' }) }, harm: 'a policy that allows all but one thing, of all but one thing' },
      { call: 'iam:CreateRole', request: { roleName: 'aws-support-helper', path: '/service-role/', assumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${STRANGER}:root` }, Action: 'sts:AssumeRole' }) }, harm: 'a role that a strange account may take on' },
      { call: 'iam:PutRolePermissionsBoundary', request: { roleName: 'app', permissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess' }, harm: 'a boundary that bounds nothing' },
      { call: 'iam:UpdateRole', request: { roleName: 'aws-support-helper', maxSessionDuration: 43200 } },
      { call: 'iam:UploadSSHPublicKey', request: { userName: 'build', sSHPublicKeyBody: 'ssh-rsa AAAA' }, harm: 'a key for the source of another user' },
      { call: 'iam:ResetServiceSpecificCredential', request: { userName: 'build', serviceSpecificCredentialId: 'ACCAEXAMPLE123EXAMPLE' }, response: { serviceSpecificCredential: { userName: 'build', serviceName: 'codecommit.amazonaws.com' } }, harm: 'the password for a service of another user exchanged' },
      { call: 'iam:TagRole', request: { roleName: 'app', tags: [{ key: 'team', value: 'admins' }] } },
      { call: 'rolesanywhere:PutAttributeMapping', request: { profileId: 'x', certificateField: 'x509Subject', mappingRules: [{ specifier: 'CN' }] } },
      { call: 'iot:CreateRoleAlias', request: { roleAlias: 'x', roleArn: `arn:aws:iam::${HOME}:role/Admin`, credentialDurationSeconds: 43200 }, harm: 'a strong role for whoever has the certificate of a thing' },
      { call: 'iot:CreateKeysAndCertificate', request: { setAsActive: true } },
      { call: 'lambda:CreateEventSourceMapping20150331', request: { functionName: 'cleanup', eventSourceArn: `arn:aws:sqs:us-east-1:${STRANGER}:x`, batchSize: 1 }, harm: 'code started by messages of a strange account' },
      { call: 'lambda:UpdateFunctionConfiguration20150331v2', request: { functionName: 'payments', environment: { variables: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, layers: [{ arn: `arn:aws:lambda:us-east-1:${STRANGER}:layer:x:1` }] }, harm: 'a layer of a strange account put under code' },
      { call: 'lambda:AddPermission20150331v2', request: { functionName: 'payments', statementId: 'x', action: 'lambda:InvokeFunction', principal: 'apigateway.amazonaws.com', sourceArn: `arn:aws:execute-api:us-east-1:${STRANGER}:abc/*` }, harm: 'code callable by way of a strange account’s interface' },
      { call: 'events:PutTargets', request: { rule: 'all-iam', targets: [{ id: 'x', arn: `arn:aws:events:us-east-1:${STRANGER}:event-bus/x`, roleArn: `arn:aws:iam::${HOME}:role/ev` }] }, harm: 'events of the account sent to a strange one' },
      { call: 'states:UpdateStateMachine', request: { stateMachineArn: own('states', 'stateMachine:nightly'), definition: 'HIDDEN_DUE_TO_SECURITY_REASONS', roleArn: `arn:aws:iam::${HOME}:role/Admin` } },
      { call: 'cognito-idp:AdminSetUserPassword', request: { userPoolId: 'us-east-1_aa', username: 'HIDDEN_DUE_TO_SECURITY_REASONS', password: 'HIDDEN_DUE_TO_SECURITY_REASONS', permanent: true }, harm: 'the password of a customer exchanged' },
      { call: 'cognito-idp:CreateIdentityProvider', request: { userPoolId: 'us-east-1_aa', providerName: 'x', providerType: 'OIDC', providerDetails: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, harm: 'customers let in by a strange provider' },
      { call: 'ses:CreateConfigurationSetEventDestination', request: { configurationSetName: 'x' } },
    ],
  },
];
