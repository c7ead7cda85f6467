/** Whether what people say on GitHub is answered there. */
export interface Answering {
  /** `false` once `deliver` said that it has no credentials for GitHub, and this release can read that. */
  answersOnGitHub(): Promise<boolean>;
}
