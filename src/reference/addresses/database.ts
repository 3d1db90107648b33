import type { AsnResponse, CityResponse, Reader } from 'mmdb-lib';
import { AwsRanges } from '../identifiers/ipRanges';

/** What a database says of an address, in one line of plain text. */
export type AddressDatabase = (address: string) => string | undefined;

/** Opens a MaxMind database or AWS's list of ranges, whichever the bytes are. Rejects with the reason when neither. */
export async function openDatabase(bytes: Uint8Array): Promise<AddressDatabase> {
  return isJson(bytes) ? awsList(bytes) : maxMind(bytes);
}

function isJson(bytes: Uint8Array): boolean {
  return /^\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 64)));
}

/**
 * The networks of AWS (`10.0.0.0/8`) that a copy of its list names, for rules that ask whether an address is AWS's; none
 * when the bytes are something else.
 */
export function awsNetworks(bytes: Uint8Array): string[] {
  // a database of hundreds of megabytes need not be made a text to see that it is none
  if (!isJson(bytes)) return [];
  try {
    return new AwsRanges(JSON.parse(new TextDecoder().decode(bytes))).prefixes;
  } catch {
    return [];
  }
}

function awsList(bytes: Uint8Array): AddressDatabase {
  const ranges = new AwsRanges(JSON.parse(new TextDecoder().decode(bytes)));
  if (ranges.size === 0) throw new Error('it holds no address ranges');
  return (address) => {
    const range = ranges.find(address);
    return range && `AWS ${range.service} in ${range.region} (${range.prefix})`;
  };
}

async function maxMind(bytes: Uint8Array): Promise<AddressDatabase> {
  if (typeof Buffer === 'undefined') throw new Error('MaxMind databases cannot be read in a browser');
  // only here: where a browser loads it, it fails for want of node's Buffer
  const { Reader } = await import('mmdb-lib');
  const reader = new Reader<CityResponse & AsnResponse>(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  return (address) => {
    const found = lookUp(reader, address);
    if (found === null) return undefined;
    const place = [found.city?.names.en, found.country?.names.en].filter((part) => part !== undefined).join(', ');
    const network =
      found.autonomous_system_organization &&
      `${found.autonomous_system_organization} (AS${found.autonomous_system_number})`;
    return [place, network].filter(Boolean).join(' · ') || undefined;
  };
}

/** A log may hold anything in an address's place: what is no address is in no database. */
function lookUp(reader: Reader<CityResponse & AsnResponse>, address: string): (CityResponse & AsnResponse) | null {
  try {
    return reader.get(address);
  } catch {
    return null;
  }
}
