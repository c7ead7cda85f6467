/** What was asked cannot be done; the sentence goes to the caller, as OpenFaaS's providers do it. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}
