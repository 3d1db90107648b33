import assert from 'node:assert/strict';
import type { Reference } from '../../../src/reference';
import { actionCandidates } from '../../../src/reference/services/action';
import { OWN_SENTENCES } from '../../../src/reference/services/ownSentences';
import { iamPrefixOf } from '../../../src/reference/services/prefix';
import { iamPage } from '../../../src/reference/services/links';
import { faults, openCatalogue, openReference, sharedRecords } from './helper';

describe('services: event source → IAM prefix', () => {
  const cases: readonly (readonly [source: string, prefix: string | undefined])[] = [
    ['ec2.amazonaws.com', 'ec2'],
    ['monitoring.amazonaws.com', 'cloudwatch'],
    ['email.amazonaws.com', 'ses'],
    ['tagging.amazonaws.com', 'tag'],
    ['streams.dynamodb.amazonaws.com', 'dynamodb'],
    ['models.lex.amazonaws.com', 'lex'],
    ['runtime.lex.amazonaws.com', 'lex'],
    ['lexv2.amazonaws.com', 'lex'],
    ['appstream2.amazonaws.com', 'appstream'],
    ['mturk-requester.amazonaws.com', 'mechanicalturk'],
    ['application-insights.amazonaws.com', 'applicationinsights'],
    ['servicecatalog-appregistry.amazonaws.com', 'servicecatalog'],
    ['metering-marketplace.amazonaws.com', 'aws-marketplace'],
    ['new-marketplace.amazonaws.com', 'aws-marketplace'],
    ['billingconsole.amazonaws.com', 'billing'],
    ['cloudcontrolapi.amazonaws.com', 'cloudformation'],
    ['pinpoint.amazonaws.com', 'mobiletargeting'],
    ['s3control.amazonaws.com', 's3'],
    ['migrationhub-config.amazonaws.com', 'mgh'],
    ['EC2.amazonaws.com', 'ec2'],
    ['ec2.amazonaws.com.cn', 'ec2'],
    ['constructor.amazonaws.com', 'constructor'],
    ['evil.com', undefined],
    ['', undefined],
    ['ec2.amazonaws.com/../x', undefined],
  ];
  for (const [source, prefix] of cases) it(source, () => assert.equal(iamPrefixOf(source), prefix));
});

describe('services: call → IAM action', () => {
  let reference: Reference;
  before(async function () {
    this.timeout(60_000);
    reference = await openReference();
  });

  const cases: readonly (readonly [source: string, call: string, action: string])[] = [
    ['lambda', 'Invoke', 'lambda:InvokeFunction'],
    ['lambda', 'UpdateFunctionCode20150331v2', 'lambda:UpdateFunctionCode'],
    ['lambda', 'ListFunctions20150331', 'lambda:ListFunctions'],
    ['cloudfront', 'CreateDistribution2020_05_31', 'cloudfront:CreateDistribution'],
    ['kms', 'ReEncrypt', 'kms:ReEncryptFrom'],
    ['apigateway', 'CreateRestApi', 'apigateway:POST'],
    ['apigateway', 'DeleteStage', 'apigateway:DELETE'],
    ['apigateway', 'UpdateStage', 'apigateway:PATCH'],
    ['apigateway', 'GetRestApis', 'apigateway:GET'],
    ['s3', 'ListBuckets', 's3:ListAllMyBuckets'],
    ['s3', 'HeadObject', 's3:GetObject'],
    ['s3', 'HeadBucket', 's3:ListBucket'],
    ['s3', 'ListObjects', 's3:ListBucket'],
    ['s3', 'ListObjectsV2', 's3:ListBucket'],
    ['s3', 'CopyObject', 's3:PutObject'],
    ['s3', 'UploadPart', 's3:PutObject'],
    ['s3', 'CompleteMultipartUpload', 's3:PutObject'],
    ['s3', 'DeleteObjects', 's3:DeleteObject'],
    ['s3', 'GetBucketEncryption', 's3:GetEncryptionConfiguration'],
    ['s3', 'PutBucketLifecycleConfiguration', 's3:PutLifecycleConfiguration'],
    ['s3', 'DeleteBucketLifecycle', 's3:PutLifecycleConfiguration'],
    ['s3', 'GetBucketReplication', 's3:GetReplicationConfiguration'],
    ['s3', 'DeleteBucketReplication', 's3:PutReplicationConfiguration'],
    ['s3', 'PutBucketAccelerateConfiguration', 's3:PutAccelerateConfiguration'],
    ['s3', 'ListBucketInventoryConfigurations', 's3:GetInventoryConfiguration'],
    ['s3', 'GetBucketCors', 's3:GetBucketCORS'],
    ['s3', 'DeleteBucketCors', 's3:PutBucketCORS'],
    ['s3', 'DeleteBucketTagging', 's3:PutBucketTagging'],
    ['monitoring', 'PutMetricAlarm', 'cloudwatch:PutMetricAlarm'],
  ];
  for (const [source, call, action] of cases) {
    it(`${source} ${call} → ${action}`, async () => {
      const text = (await reference.explainEvent(`${source}.amazonaws.com`, call)) ?? '';
      assert.ok(
        text.includes(`\`${action}\``) || text.startsWith(`**${action.split(':')[1] ?? ''}**`),
        text.slice(0, 300),
      );
    });
  }

  it('names the actions that a call can need besides its own', async () => {
    const lambda = (await reference.explainEvent('lambda.amazonaws.com', 'CreateFunction20150331')) ?? '';
    assert.match(lambda, /\*\*May also need:\*\* `iam:PassRole`/);
    const run = (await reference.explainEvent('ec2.amazonaws.com', 'RunInstances')) ?? '';
    assert.equal(run.match(/`iam:PassRole`/g)?.length, 1);
    assert.match(run, /\*\*May also need:\*\*[^\n]*`ssm:GetParameters`/);
  });

  it('S3 calls all end at an action that IAM has', async () => {
    const calls =
      'AbortMultipartUpload CompleteMultipartUpload CopyObject CreateBucket CreateMultipartUpload DeleteBucket ' +
      'DeleteBucketAnalyticsConfiguration DeleteBucketCors DeleteBucketEncryption DeleteBucketInventoryConfiguration ' +
      'DeleteBucketLifecycle DeleteBucketMetricsConfiguration DeleteBucketOwnershipControls DeleteBucketPolicy ' +
      'DeleteBucketReplication DeleteBucketTagging DeleteBucketWebsite DeleteObject DeleteObjects DeleteObjectTagging ' +
      'DeletePublicAccessBlock GetBucketAccelerateConfiguration GetBucketAcl GetBucketAnalyticsConfiguration ' +
      'GetBucketCors GetBucketEncryption GetBucketInventoryConfiguration GetBucketLifecycle ' +
      'GetBucketLifecycleConfiguration GetBucketLocation GetBucketLogging GetBucketMetricsConfiguration ' +
      'GetBucketNotification GetBucketNotificationConfiguration GetBucketOwnershipControls GetBucketPolicy ' +
      'GetBucketPolicyStatus GetBucketReplication GetBucketRequestPayment GetBucketTagging GetBucketVersioning ' +
      'GetBucketWebsite GetObject GetObjectAcl GetObjectLockConfiguration GetObjectTagging GetPublicAccessBlock ' +
      'HeadBucket HeadObject ListBuckets ListMultipartUploads ListObjects ListObjectsV2 ListObjectVersions ListParts ' +
      'PutBucketAcl PutBucketCors PutBucketEncryption PutBucketLifecycle PutBucketLogging PutBucketNotification ' +
      'PutBucketPolicy PutBucketReplication PutBucketTagging PutBucketVersioning PutBucketWebsite PutObject PutObjectAcl ' +
      'PutObjectLockConfiguration PutObjectTagging PutPublicAccessBlock RestoreObject SelectObjectContent UploadPart';
    const missing: string[] = [];
    for (const call of calls.split(' ')) {
      const text = (await reference.explainEvent('s3.amazonaws.com', call)) ?? '';
      if (!text.includes('access level **')) missing.push(call);
    }
    assert.deepEqual(missing, []);
  });

  it('a name out of what every object has finds nothing by accident', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      assert.deepEqual(actionCandidates('s3', name), [[name]]);
    }
  });

  it('explains nearly every event of the real logs', async function () {
    const records = sharedRecords();
    if (records === undefined) return this.skip();
    const pairs = new Set(records.map((record) => `${String(record['eventSource'])} ${String(record['eventName'])}`));
    const misses: string[] = [];
    for (const pair of pairs) {
      const [source = '', name = ''] = pair.split(' ');
      const text = await reference.explainEvent(source, name);
      if (text === undefined || text.includes('lists no call or event under this name')) misses.push(pair);
    }
    console.log(
      `      ${pairs.size - misses.length} of ${pairs.size} events; not known: ${misses.join(', ') || 'none'}`,
    );
    assert.ok(misses.length / pairs.size <= 0.08);
  });
});

describe('services: events that have no IAM action', () => {
  let reference: Reference;
  before(async () => {
    reference = await openReference();
  });

  for (const [source, name, sentence] of OWN_SENTENCES) {
    it(`${source} ${name}`, async () => {
      assert.match(sentence, /^[A-Z].*\.$/s);
      const text = (await reference.explainEvent(`${source}.amazonaws.com`, name)) ?? '';
      assert.ok(text.includes(sentence));
      assert.deepEqual(faults(text), []);
    });
  }

  it('a service event without a row still says what it is', async () => {
    const record = { eventType: 'AwsServiceEvent' };
    const text = await reference.explainEvent('rds.amazonaws.com', 'SomethingOfItsOwn', record);
    assert.match(text ?? '', /the service wrote by itself/);
  });

  it('links only to pages that are named after services of the IAM reference', async () => {
    const catalogue = await openCatalogue();
    const pages = new Set([...(await catalogue.services()).values()].map(iamPage));
    for (const source of ['signin', 'sso', 'sts', 'ec2', 'kms', 'monitoring', 'cloudtrail']) {
      const texts = [
        await reference.explainEvent(
          `${source}.amazonaws.com`,
          OWN_SENTENCES.find(([of]) => of === source)?.[1] ?? 'X',
        ),
        await reference.explain({
          eventSource: '',
          eventName: '',
          path: ['eventSource'],
          value: `${source}.amazonaws.com`,
        }),
      ].join('\n');
      const links = [...texts.matchAll(/\((https:[^)]*\/list_[^)]*)\)/g)].map((link) => link[1] ?? '');
      for (const link of links) assert.ok(pages.has(link), link);
    }
  });

  it('what no one knows is undefined', async () => {
    assert.equal(await reference.explainEvent('nothing.amazonaws.com', 'Foo'), undefined);
    assert.equal(await reference.explainEvent('', ''), undefined);
    assert.equal(await reference.explainEvent('ec2.amazonaws.com', ''), undefined);
  });
});

describe('services: pages', () => {
  const cases: readonly (readonly [name: string, page: string])[] = [
    ['Amazon EC2', 'list_amazonec2.html'],
    ['AWS Identity and Access Management (IAM)', 'list_awsidentityandaccessmanagementiam.html'],
    ['AWS Elastic Load Balancing V2', 'list_awselasticloadbalancingv2.html'],
    ['AWS Lambda', 'list_awslambda.html'],
  ];
  for (const [name, page] of cases) it(name, () => assert.ok(iamPage(name).endsWith(`/${page}`)));
});
