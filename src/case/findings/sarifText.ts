import { replaceUnseen } from '../../record/unseen';

/** Text of which all is seen, over as many lines as it has. */
export function seenText(text: string): string {
  return replaceUnseen(text, (character) => (character === '\n' ? character : '\ufffd'));
}

/**
 * Text as a message string, where brackets make links and braces stand for arguments: here they are themselves.
 * Source: SARIF 2.1.0, sections 3.11.5 and 3.11.6.
 */
export function messageText(text: string): string {
  return seenText(text)
    .replace(/[[\]\\]/g, '\\$&')
    .replace(/[{}]/g, '$&$&');
}
