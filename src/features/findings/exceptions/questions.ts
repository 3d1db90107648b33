import * as vscode from 'vscode';
import { noticeText } from '../../shared';

/** Which of several questions one is. */
export interface Turn {
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
}

/** The person wants the question before. */
export const BACK = Symbol('back');

/** What a person answers; undefined when they leave. */
export type Answer<T> = T | typeof BACK | undefined;

/** Asks questions one after the other, one of them again for whoever goes back to it; false when the person leaves. */
export async function askInTurn(questions: readonly ((turn: Turn) => Promise<Answer<unknown>>)[]): Promise<boolean> {
  for (let n = 0; n < questions.length;) {
    const answer = await questions[n]?.({ step: n + 1, totalSteps: questions.length });
    if (answer === undefined) return false;
    n += answer === BACK ? -1 : 1;
  }
  return true;
}

/** What is to be answered in a sentence. */
export interface TextAsked {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  /** What is wrong with a text; undefined where nothing is. */
  readonly problemOf?: (text: string) => string | undefined;
  /** Whether there is a way back though it is the first question: it is a part of one. */
  readonly hasBack?: boolean;
}

export function askForText(turn: Turn, asked: TextAsked): Promise<Answer<string>> {
  const { title, value = '', problemOf = () => undefined, hasBack } = asked;
  // a prompt has links as a notice has
  const prompt = noticeText(asked.prompt);
  const box = Object.assign(vscode.window.createInputBox(), { title, prompt, value });
  const check = (): string | undefined => (box.validationMessage = problemOf(box.value));
  box.onDidChangeValue(check);
  return answerTo(box, turn, hasBack, () => (check() === undefined ? box.value : undefined));
}

/** What is to be answered by one of several. */
export interface ChoiceAsked<Item extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder?: string;
  readonly items: readonly Item[];
}

export function askForChoice<Item extends vscode.QuickPickItem>(
  turn: Turn,
  asked: ChoiceAsked<Item>,
): Promise<Answer<Item>> {
  const pick = Object.assign(vscode.window.createQuickPick<Item>(), { ...asked, matchOnDescription: true });
  return answerTo(pick, turn, false, () => pick.selectedItems[0]);
}

/** @param read what is answered when the person says so; undefined while that is no answer. */
function answerTo<T>(
  input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem & T>,
  { step, totalSteps }: Turn,
  hasBack: boolean | undefined,
  read: () => T | undefined,
): Promise<Answer<T>> {
  const buttons = step > 1 || hasBack === true ? [vscode.QuickInputButtons.Back] : [];
  Object.assign(input, { step, totalSteps, buttons, ignoreFocusOut: true });
  return new Promise((resolve) => {
    const done = (answer: Answer<T>): void => {
      resolve(answer);
      input.hide();
    };
    input.onDidTriggerButton(() => done(BACK));
    input.onDidAccept(() => {
      const answer = read();
      if (answer !== undefined) done(answer);
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
