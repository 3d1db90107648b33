import { code } from '../markdown';
import type { Identified } from './identified';
import { own } from '../own';

/** One row a prefix: what the resource is. Source: real logs and the EC2 API's resource types. */
export const EC2_ID_PREFIXES: Readonly<Record<string, string>> = {
  acl: 'network ACL: the rules at the edge of a subnet',
  aclassoc: 'association of a network ACL with a subnet',
  afi: 'FPGA image',
  aki: 'kernel image of paravirtual instances',
  ami: 'machine image (AMI) that instances are launched from',
  ari: 'RAM disk image of paravirtual instances',
  cagw: 'carrier gateway of a Wavelength Zone',
  cgw: 'customer gateway: the customer’s side of a VPN',
  cr: 'capacity reservation',
  crf: 'capacity reservation fleet',
  'cvpn-endpoint': 'Client VPN endpoint',
  dopt: 'DHCP option set of a VPC',
  eice: 'instance connect endpoint: a way to reach instances without a public address',
  eigw: 'egress-only internet gateway for IPv6',
  eipalloc: 'allocation of an Elastic IP address',
  eipassoc: 'association of an Elastic IP address',
  eni: 'network interface',
  'eni-attach': 'attachment of a network interface to an instance',
  'export-ami': 'task that exports a machine image',
  'export-i': 'task that exports an instance',
  fl: 'flow log: the record of a network’s traffic',
  fleet: 'EC2 Fleet',
  h: 'dedicated host',
  i: 'EC2 instance',
  iew: 'event window of instances',
  igw: 'internet gateway',
  'iip-assoc': 'association of an instance profile with an instance',
  'import-ami': 'task that imports a machine image',
  'import-snap': 'task that imports a snapshot',
  ipam: 'IP address manager (IPAM)',
  'ipam-pool': 'address pool of IPAM',
  'ipam-res-disco': 'resource discovery of IPAM',
  'ipam-scope': 'scope of IPAM',
  'ipv4pool-ec2': 'pool of public IPv4 addresses',
  'ipv6pool-ec2': 'pool of IPv6 addresses',
  key: 'key pair for logging in to instances',
  lgw: 'local gateway of an Outpost',
  'lgw-rtb': 'route table of a local gateway',
  lt: 'launch template',
  nat: 'NAT gateway',
  nia: 'analysis of a network path',
  nip: 'network path for analysis',
  nis: 'network access scope',
  nisa: 'analysis of a network access scope',
  pcx: 'VPC peering connection',
  pg: 'placement group',
  pl: 'prefix list: a named set of address ranges',
  r: 'reservation: the instances of one launch',
  replacevol: 'task that replaces a root volume',
  rs: 'route server',
  rse: 'endpoint of a route server',
  rsp: 'peer of a route server',
  rtb: 'route table',
  rtbassoc: 'association of a route table with a subnet or gateway',
  scr: 'CIDR reservation of a subnet',
  sfr: 'Spot Fleet request',
  sg: 'security group: the firewall rules of network interfaces',
  sgr: 'one rule of a security group',
  sir: 'Spot Instance request',
  snap: 'snapshot of an EBS volume',
  subnet: 'subnet of a VPC',
  'subnet-cidr-assoc': 'association of an address range with a subnet',
  tgw: 'transit gateway',
  'tgw-attach': 'attachment to a transit gateway',
  'tgw-connect-peer': 'Connect peer of a transit gateway',
  'tgw-mcast-domain': 'multicast domain of a transit gateway',
  'tgw-rtb': 'route table of a transit gateway',
  tmf: 'traffic mirror filter',
  tmfr: 'rule of a traffic mirror filter',
  tms: 'traffic mirror session: packets of an interface are copied elsewhere',
  tmt: 'traffic mirror target: where copied packets go',
  vae: 'Verified Access endpoint',
  vagr: 'Verified Access group',
  vai: 'Verified Access instance',
  vatp: 'Verified Access trust provider',
  vgw: 'virtual private gateway: the AWS side of a VPN',
  vol: 'EBS volume',
  vpc: 'virtual network (VPC)',
  'vpc-cidr-assoc': 'association of an address range with a VPC',
  vpce: 'VPC endpoint: a private way to a service',
  'vpce-svc': 'endpoint service that others can reach by their own VPC endpoints',
  vpn: 'site-to-site VPN connection',
};

/** A prefix, then 8 or 17 hexadecimal digits, or for fleets a UUID. */
const ID =
  /^([a-z][a-z0-9]{0,9}(?:-[a-z][a-z0-9]{0,9}){0,3})-(?:[0-9a-f]{17}|[0-9a-f]{8}(?:(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?)$/i;

/** The kind of an EC2 resource id (`i-0abc…`), or undefined when the text is none. */
export function ec2ResourceKind(text: string): string | undefined {
  const prefix = ID.exec(text)?.[1];
  return prefix === undefined ? undefined : own(EC2_ID_PREFIXES, prefix);
}

/** Explains an EC2 resource id by its prefix. */
export function explainEc2Id(text: string): Identified | undefined {
  const kind = ec2ResourceKind(text);
  if (kind === undefined) return undefined;
  const short = /-[0-9a-f]{8}$/i.test(text) ? ' The short id tells that it is from before 2018, or an example.' : '';
  return { kind: 'EC2 resource', text: `${code(text, 60)}: ${kind}.${short}` };
}
