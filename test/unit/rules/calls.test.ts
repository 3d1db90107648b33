import assert from 'node:assert/strict';

import { examplesOf, loadAllBundled } from '../../../scripts/rules/bundled';
import { standalone } from '../../../scripts/rules/readme';
import { Detector, type RecordObject } from '../../../src/detection';

/**
 * Calls of EC2, EBS and VPC that can do harm: public rule sets name them, or attacks used them. Making a security group
 * is none: it opens nothing until it has a rule.
 */
const CALLS = `
  AcceptTransitGatewayVpcAttachment AcceptVpcPeeringConnection AssociateIamInstanceProfile AttachVolume
  AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CopyImage CopySnapshot CreateClientVpnEndpoint
  CreateDefaultVpc CreateDhcpOptions CreateFleet CreateFlowLogs CreateFpgaImage CreateImage CreateInstanceConnectEndpoint
  CreateInstanceExportTask CreateKeyPair CreateLaunchTemplate CreateLaunchTemplateVersion CreateNetworkAcl
  CreateNetworkAclEntry CreateNetworkInterfacePermission CreateReplaceRootVolumeTask CreateRestoreImageTask CreateRoute
  CreateRouteTable CreateSnapshot CreateStoreImageTask CreateTrafficMirrorFilter
  CreateTrafficMirrorFilterRule CreateTrafficMirrorSession CreateTrafficMirrorTarget CreateTransitGatewayPeeringAttachment
  CreateVolume CreateVpcPeeringConnection CreateVpnConnection DeleteFlowLogs DeleteNetworkAcl DeleteNetworkAclEntry
  DeleteRoute DeleteRouteTable DeleteSecurityGroup DeleteSnapshot DeleteVpc DescribeInstanceAttribute
  DescribeSnapshotAttribute DetachVolume DisableAllowedImagesSettings DisableEbsEncryptionByDefault DisableImage
  DisableImageBlockPublicAccess DisableSnapshotBlockPublicAccess DisassociateRouteTable EnableAddressTransfer
  EnableSerialConsoleAccess ExportImage GetConsoleScreenshot GetLaunchTemplateData GetPasswordData ImportKeyPair
  LockSnapshot ModifyEbsDefaultKmsKeyId ModifyImageAttribute ModifyInstanceAttribute ModifyInstanceMetadataDefaults
  ModifyInstanceMetadataOptions ModifyManagedPrefixList ModifySecurityGroupRules ModifySnapshotAttribute
  ModifySnapshotTier ModifySpotFleetRequest ModifyTransitGateway ModifyVpcBlockPublicAccessOptions ModifyVpcEndpoint
  ModifyVpcEndpointServicePermissions ModifyVpnConnection PurchaseReservedInstancesOffering ReleaseAddress
  ReplaceIamInstanceProfileAssociation ReplaceNetworkAclEntry ReplaceRoute ReplaceRouteTableAssociation RequestSpotFleet
  RequestSpotInstances RevokeSecurityGroupEgress RevokeSecurityGroupIngress RunInstances SendDiagnosticInterrupt
  SendSSHPublicKey SendSerialConsoleSSHPublicKey SharedSnapshotCopyInitiated SharedSnapshotVolumeCreated StartInstances
  StopInstances TerminateInstances UnlockSnapshot`;

describe('calls of EC2, EBS and VPC that can do harm', () => {
  const set = loadAllBundled();
  const detector = new Detector(set);
  const events = standalone(set)
    .flatMap(({ path }) => examplesOf(path)?.match ?? [])
    .flatMap((example) => (Array.isArray(example) ? (example as RecordObject[]) : [example as RecordObject]))
    .filter((event) => detector.match(event).length > 0);
  const calls = new Set(events.map((event) => event['eventName']));

  for (const call of CALLS.trim().split(/\s+/))
    it(`${call}: a rule is true of an example of it`, () => assert.ok(calls.has(call)));

  it('a dry run, and a refusal, have rules as well', () => {
    const errors = new Set(events.map((event) => event['errorCode']));
    for (const code of ['Client.DryRunOperation', 'Client.UnauthorizedOperation']) assert.ok(errors.has(code), code);
  });
});
