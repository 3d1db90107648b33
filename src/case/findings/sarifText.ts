/** Characters that nobody sees, or that change what others look like. */
export const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/**
 * Text as a message string, where brackets make links and braces stand for arguments: here they are themselves.
 * Source: SARIF 2.1.0, sections 3.11.5 and 3.11.6.
 */
export function messageText(text: string): string {
  return text
    .replace(UNSEEN, '\ufffd')
    .replace(/[[\]\\]/g, '\\$&')
    .replace(/[{}]/g, '$&$&');
}
