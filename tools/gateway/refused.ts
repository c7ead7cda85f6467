/** A request that cannot be granted. The caller reads the sentence, as with OpenFaaS's own providers. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}
