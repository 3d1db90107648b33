import { code } from '../markdown';
import { own as rowOf } from '../own';
import { VALUE_MEANINGS } from './valueMeanings';

/** What CloudTrail and the services write instead of a secret. */
const REDACTED =
  /^(<sensitiveDataRemoved>|HIDDEN_DUE_TO_SECURITY_REASONS|value hidden due to security reasons\.?|\*{3,}|<?redacted>?)$/i;

/**
 * Says so when a value was taken out of the log.
 * @param key the member whose value it is.
 */
export function redactedText(value: unknown, key = ''): string | undefined {
  if (typeof value !== 'string' || !REDACTED.test(value)) return undefined;
  const why =
    /^HIDDEN/.test(value) && /user_?name$/i.test(key)
      ? 'There is no user of the name that was typed, and people type their password here by mistake.'
      : 'It was taken out before the event was logged; no one can read it back from the log.';
  return `**Removed from the log:** ${why}`;
}

const STATES: Readonly<Record<number, string>> = {
  0: 'pending',
  16: 'running',
  32: 'shutting-down',
  48: 'terminated',
  64: 'stopping',
  80: 'stopped',
};

/** The name of an instance state code: 32 is `shutting-down`. Only the low byte counts. */
export function instanceStateName(value: unknown): string | undefined {
  const number = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? STATES[number & 0xff] : undefined;
}

/** One row a protocol: IP protocol number or word → meaning. Source: IANA protocol numbers; EC2 API. */
const PROTOCOLS: Readonly<Record<string, string>> = {
  '-1': 'every protocol and every port',
  all: 'every protocol and every port',
  '1': 'ICMP',
  icmp: 'ICMP, such as ping',
  '6': 'TCP',
  '17': 'UDP',
  '47': 'GRE',
  '50': 'ESP, of IPsec',
  '58': 'ICMPv6',
};

/** One row a port that people should not open to everybody. Source: IANA port numbers. */
const PORTS: Readonly<Record<number, string>> = {
  [-1]: 'every port, or every ICMP type',
  0: 'the first port',
  20: 'FTP data',
  21: 'FTP',
  22: 'SSH',
  23: 'Telnet',
  25: 'SMTP (mail)',
  53: 'DNS',
  80: 'HTTP',
  88: 'Kerberos',
  110: 'POP3 (mail)',
  135: 'Windows RPC',
  139: 'NetBIOS (Windows file sharing)',
  143: 'IMAP (mail)',
  389: 'LDAP',
  443: 'HTTPS',
  445: 'SMB (Windows file sharing)',
  465: 'SMTP over TLS',
  514: 'syslog',
  636: 'LDAP over TLS',
  1433: 'Microsoft SQL Server',
  1521: 'Oracle database',
  2049: 'NFS',
  2375: 'Docker without TLS',
  2376: 'Docker with TLS',
  2379: 'etcd',
  3306: 'MySQL',
  3389: 'Remote Desktop (RDP)',
  4444: 'often a backdoor of attack frameworks',
  5432: 'PostgreSQL',
  5439: 'Redshift',
  5601: 'Kibana',
  5900: 'VNC',
  5985: 'Windows remote management',
  5986: 'Windows remote management over TLS',
  6379: 'Redis',
  6443: 'Kubernetes API',
  8080: 'HTTP, second choice',
  8443: 'HTTPS, second choice',
  9200: 'Elasticsearch',
  9300: 'Elasticsearch, between nodes',
  10250: 'Kubernetes kubelet',
  11211: 'memcached',
  27017: 'MongoDB',
  65535: 'the last port',
};

/** One row a family: the letters before the generation's digit → what the hardware is for. Source: EC2 instance types. */
const FAMILIES: Readonly<Record<string, string>> = {
  a: 'general purpose, Arm',
  c: 'compute optimized',
  d: 'dense local storage',
  dl: 'deep learning accelerators',
  f: 'programmable hardware (FPGA)',
  g: 'GPUs for graphics and machine learning, sought after for mining',
  gr: 'GPUs for graphics, with much memory',
  h: 'dense local storage',
  hpc: 'high performance computing',
  i: 'fast local storage',
  im: 'fast local storage, Arm',
  inf: 'machine learning inference accelerators',
  is: 'fast local storage, Arm',
  m: 'general purpose',
  mac: 'Apple hardware',
  p: 'GPUs for machine learning, sought after for mining',
  r: 'memory optimized',
  t: 'small and burstable',
  trn: 'machine learning training accelerators',
  u: 'very large memory',
  vt: 'video transcoding',
  x: 'very large memory',
  z: 'high clock rate',
};

/** `p2.xlarge` → what its family is for. */
function instanceFamily(type: string): string | undefined {
  const letters = /^([a-z]{1,3})-?[a-z0-9-]*\.[a-z0-9-]+$/.exec(type)?.[1] ?? '';
  const known = Object.keys(FAMILIES).filter((family) => letters.startsWith(family));
  const longest = known.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : FAMILIES[longest];
}

/** What a value means for one member of the EC2 API, beyond its documentation; undefined when there is nothing to add. */
export function ec2ValueText(owner: string, member: string, value: unknown): string | undefined {
  const shown = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  if (shown === undefined) return undefined;
  if (owner === 'InstanceState' && member === 'Code') {
    const name = instanceStateName(value);
    return name === undefined ? undefined : `${code(shown)} is **${name}**.`;
  }
  if (member === 'InstanceType') return meaning(shown, instanceFamily(shown));
  if (owner === 'Filter' && member === 'Values' && /^[a-z][a-z0-9-]*\d[a-z0-9-]*\.[a-z0-9-]+$/.test(shown)) {
    return meaning(shown, instanceFamily(shown));
  }
  const own = ownMeaning(member, shown);
  if (own !== undefined) return meaning(shown, own);
  if (/^(IpProtocol|Protocol)$/.test(member)) return meaning(shown, rowOf(PROTOCOLS, shown.toLowerCase()));
  if (/^(FromPort|ToPort|From|To|Port|SourcePort|DestinationPort)$/.test(member) && /^-?\d{1,5}$/.test(shown)) {
    return meaning(shown, PORTS[Number(shown)]);
  }
  if (/^(Group|UserId)$/.test(member) && shown === 'all') {
    return '`all`: **everybody**: any AWS account may use it from then on.';
  }
  return undefined;
}

/** `CREATE_VOLUME_PERMISSION` and `createVolumePermission` are one value. */
function ownMeaning(member: string, value: string): string | undefined {
  const plain = (text: string): string => text.replace(/_/g, '').toLowerCase();
  const row = Object.entries(rowOf(VALUE_MEANINGS, member) ?? {}).find(([known]) => plain(known) === plain(value));
  return row?.[1];
}

function meaning(shown: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${code(shown, 40)}: **${text}**.`;
}
