import { code } from '../markdown';
import type { Identified, IdentifierContext } from './identified';

/** `us-west-2 (US West (Oregon))`: a Region code with its place, where known. */
export function regionText(region: string, { regions }: IdentifierContext): string {
  const place = regions?.get(region);
  return place === undefined ? code(region, 40) : `${code(region, 40)} (${place})`;
}

/** Explains a Region code, or a zone of a Region such as `us-west-2a`. */
export function explainRegion(text: string, context: IdentifierContext): Identified | undefined {
  const place = context.regions?.get(text);
  if (place !== undefined) return { kind: 'Region', text: `**Region** ${code(text, 40)}: ${place}.` };
  const zone = /^([a-z]{2,4}(?:-[a-z]+){1,2}-\d)(?:([a-f])|(-[a-z]{3}-\d[a-z]?|-wl\d-[a-z]{3}-wlz-\d))$/.exec(text);
  const region = zone?.[1];
  const around = region === undefined ? undefined : context.regions?.get(region);
  if (region === undefined || around === undefined) return undefined;
  if (zone?.[2] === undefined) {
    const local = `**Local or Wavelength Zone** ${code(text, 60)}: a place away from its Region ${code(region, 40)} (${around}).`;
    return { kind: 'zone', text: local };
  }
  const note = 'The same letter can mean different data centres in two accounts; only the zone id is the same for all.';
  return {
    kind: 'zone',
    text: `**Availability Zone** ${code(text, 40)} of Region ${code(region, 40)} (${around}). ${note}`,
  };
}
