import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainUserAgent, parseUserAgent } from '../../../src/reference/identifiers/userAgent';
import { faults } from './helper';

interface Expected {
  readonly tool: string;
  readonly version?: string;
  readonly command?: string;
  readonly system?: string;
  readonly language?: string;
  readonly environment?: string;
  readonly attack?: boolean;
}

const CASES: readonly (readonly [userAgent: string, expected: Expected])[] = [
  [
    'aws-cli/2.17.3 md/awscrt#0.20.11 ua/2.0 os/linux#5.10 md/arch#x86_64 lang/python#3.11.8 md/pyimpl#CPython md/prompt#off md/command#ec2.run-instances',
    { tool: 'AWS CLI', version: '2.17.3', command: 'ec2 run-instances', system: 'Linux', language: 'Python 3.11.8' },
  ],
  [
    'aws-cli/2.13.5 Python/3.11.4 Linux/4.14.255-314-253.539.amzn2.x86_64 exec-env/CloudShell exe/x86_64.amzn.2 prompt/off command/ec2.stop-instances',
    {
      tool: 'AWS CLI',
      version: '2.13.5',
      command: 'ec2 stop-instances',
      system: 'Amazon Linux 2',
      environment: 'CloudShell',
    },
  ],
  [
    'Boto3/1.7.65 Python/3.5.2 Linux/4.4.0-1065-aws Botocore/1.10.65',
    { tool: 'Boto3', version: '1.7.65', system: 'Linux', language: 'Python 3.5.2' },
  ],
  [
    'Boto3/1.34.0 md/Botocore#1.34.0 ua/2.0 os/macos#22.6 lang/python#3.12.1',
    { tool: 'Boto3', system: 'macOS', language: 'Python 3.12.1' },
  ],
  [
    'APN/1.0 HashiCorp/1.0 Terraform/1.5.7 (+https://www.terraform.io) terraform-provider-aws/5.31.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.24.0 os/linux lang/go#1.20.12',
    { tool: 'Terraform', version: '1.5.7', system: 'Linux', language: 'Go 1.20.12' },
  ],
  ['stratus-red-team_c763d13b-d099-488a-bb3e-f57cb2fed240', { tool: 'Stratus Red Team', attack: true }],
  [
    'aws-sdk-go-v2/1.32.3 os/linux lang/go#1.23.1 exec-env/grimoire_095724e3 api/sts#1.26.2',
    { tool: 'Grimoire', attack: true, language: 'Go 1.23.1' },
  ],
  ['Boto3/1.9.0 Python/3.7 Linux/5.4.0-kali3-amd64 Botocore/1.12', { tool: 'Kali Linux', attack: true }],
  ['TruffleHog', { tool: 'TruffleHog', attack: true }],
  ['S3 Browser/10.8.1 (https://s3browser.com)', { tool: 'S3 Browser', version: '10.8.1', attack: true }],
  [
    '[S3Console/0.4, aws-internal/3 aws-sdk-java/1.11.991 Linux/4.9]',
    { tool: 'AWS SDK for Java', version: '1.11.991' },
  ],
  ['EC2ConsoleFrontend, aws-internal/3 aws-sdk-java/1.12.150 Linux/5.4', { tool: 'EC2 console' }],
  ['console.ec2.amazonaws.com', { tool: 'AWS console' }],
  ['signin.amazonaws.com', { tool: 'AWS sign-in' }],
  ['autoscaling.amazonaws.com', { tool: 'AWS service' }],
  ['AWS Internal', { tool: 'AWS Internal' }],
  ['curl/8.4.0', { tool: 'curl', version: '8.4.0' }],
];

describe('user agents', () => {
  for (const [userAgent, expected] of CASES) {
    it(userAgent.slice(0, 60), () => {
      const parsed = parseUserAgent(userAgent);
      const found = parsed.tools.find(({ tool }) => tool.name === expected.tool);
      assert.ok(found, parsed.tools.map(({ tool }) => tool.name).join());
      if (expected.version !== undefined) assert.equal(found.version, expected.version);
      assert.equal(parsed.command, expected.command);
      if (expected.system !== undefined) assert.equal(parsed.system, expected.system);
      if (expected.language !== undefined) assert.equal(parsed.language, expected.language);
      assert.equal(
        parsed.environment?.replace(/_.*/, ''),
        expected.environment ?? (expected.tool === 'Grimoire' ? 'grimoire' : undefined),
      );
      const text = explainUserAgent(userAgent)?.text ?? '';
      assert.equal(text.includes('**Attack tool:**'), expected.attack === true);
      assert.deepEqual(faults(text), []);
    });
  }

  it('puts what a person did before the library it was done with', () => {
    const console = 'EC2ConsoleFrontend, aws-internal/3 aws-sdk-java/1.12.788 Linux/5.10 java/1.8.0_442';
    assert.match(explainUserAgent(console)?.text ?? '', /^\*\*EC2 console, [^]*A person clicked in the EC2 console/);
  });

  const languages: readonly (readonly [userAgent: string, language: string | undefined, architecture?: string])[] = [
    ['EC2ConsoleFrontend, aws-internal/3 aws-sdk-java/1.12.788 Linux/5.10 java/1.8.0_442', 'Java 1.8.0_442'],
    ['aws-sdk-nodejs/2.1502.0 linux/v18.18.2', 'Node.js 18.18.2'],
    ['aws-sdk-js/3.758.0 ua/2.0 os/linux#5.10 lang/js md/nodejs#18.20.1', 'Node.js 18.20.1'],
    ['aws-sdk-nodejs/3.758 configure-aws-credentials-for-github-actions', undefined],
    ['aws-cli/2.24.10 os/linux#6.12.13-amd64 md/arch#x86_64 lang/python#3.12.9', 'Python 3.12.9', 'x86_64'],
  ];
  for (const [userAgent, language, architecture] of languages) {
    it(`the language of ${userAgent}`, () => {
      const parsed = parseUserAgent(userAgent);
      assert.equal(parsed.language, language);
      if (architecture !== undefined) assert.equal(parsed.architecture, architecture);
    });
  }

  it('tells browsers apart', () => {
    const chrome =
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0 Safari/537.36';
    assert.equal(parseUserAgent(chrome).browser, 'Chrome 110');
    assert.equal(parseUserAgent(`${chrome} Edg/111.0`).browser, 'Edge 111');
    assert.equal(
      parseUserAgent('Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0').browser,
      'Firefox 115',
    );
    assert.equal(parseUserAgent('Mozilla/5.0').browser, 'a browser');
  });

  it('that nothing is known of are left alone', () => {
    assert.equal(explainUserAgent('something'), undefined);
    assert.equal(explainUserAgent(''), undefined);
  });

  it('cannot harm, whatever is in them', () => {
    const piece = fc.constantFrom(
      'aws-cli/',
      'Terraform/',
      '[x](command:y)',
      '<img src=x>',
      '`',
      '\n',
      'command/a.b',
      'exec-env/',
      '](',
      ' ',
      '1.2',
      'kali',
      'Mozilla/5.0',
      'lang/x#1',
      'Linux',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const explained = explainUserAgent(text);
          if (explained !== undefined) assert.deepEqual(faults(explained.text), []);
        },
      ),
    );
    explainUserAgent('aws-cli/'.repeat(500_000));
  });
});
