/** Our own first sentence for actions whose documentation begins with something that is no description. */
const MENDED: Readonly<Record<string, string>> = {
  CreateVerifiedAccessEndpoint:
    'Creates a Verified Access endpoint: the application that people reach through Verified Access.',
  CreateVerifiedAccessGroup: 'Creates a Verified Access group: endpoints that share an access policy.',
  CreateVerifiedAccessInstance: 'Creates a Verified Access instance, which checks the requests to applications.',
  CreateVerifiedAccessTrustProvider:
    'Creates a trust provider: the source that tells Verified Access who users and devices are.',
  GetInstanceUefiData: 'Returns the UEFI variable store of an instance, in binary form.',
  ImportImage: 'Starts a task that imports disk images or EBS snapshots of a virtual machine as an AMI.',
  ModifyVolume: 'Changes the size, the type or the performance of an EBS volume.',
};

/** The end of the first sentence: a full stop outside of code and links, before a blank or the end. */
function sentenceEnd(paragraph: string): number {
  let depth = 0;
  let code = false;
  for (let at = 0; at < paragraph.length; at++) {
    const char = paragraph[at];
    if (char === '\\') at++;
    else if (char === '`') code = !code;
    else if (!code && (char === '[' || char === '(')) depth++;
    else if (!code && (char === ']' || char === ')')) depth--;
    else if (char === '.' && !code && depth <= 0 && /^(\s|$)/.test(paragraph.slice(at + 1))) {
      if (!/\b(e\.g|i\.e|etc|vs)$/.test(paragraph.slice(0, at))) return at + 1;
    }
  }
  return paragraph.length;
}

/**
 * Splits an action's documentation into its first sentence and the rest. Notes, lists and the bare word that the
 * action is deprecated are no summary; they stay with the rest.
 */
export function splitSummary(action: string, markdown: string): { summary: string; more: string } {
  const mended = MENDED[action];
  if (mended !== undefined) return { summary: mended, more: markdown };
  const paragraphs = markdown.split('\n\n');
  const isSummary = (text: string): boolean =>
    !/^([>\-]|\d+\.) ?/.test(text) && !/^This action is deprecated\.$/.test(text);
  const at = paragraphs.findIndex(isSummary);
  const first = paragraphs[at];
  if (first === undefined) return { summary: '', more: markdown };
  const end = sentenceEnd(first);
  const rest = first.slice(end).trim();
  const others = paragraphs.slice(at + 1);
  const more = [...paragraphs.slice(0, at), ...(rest === '' ? [] : [rest]), ...others].join('\n\n');
  return { summary: first.slice(0, end), more };
}
