/** The meetings of the settings as calendars were last told of them: only so do we know that one has moved. */
import type { Meeting } from "../pod.ts";

export interface ToldMeeting {
  /** How often it has moved. */
  readonly moves: number;
  readonly meeting: Meeting;
}

export interface ToldMeetings {
  /** In the order of the names; `undefined` for a meeting that nobody was told of. */
  toldMeetings(names: readonly string[]): Promise<(ToldMeeting | undefined)[]>;
  saveToldMeeting(name: string, told: ToldMeeting): Promise<void>;
}
