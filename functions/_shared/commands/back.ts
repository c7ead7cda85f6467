import { aboutPerson } from "./bodies.ts";
import { inState, personCommand } from "./kinds.ts";
import { SEAT_OUTCOMES, takeSeatAgain } from "./take-seat.ts";
import { alone } from "./words.ts";

export const back = personCommand({
  word: "back",
  usage: "",
  does: "come back from a break",
  endsPart: false,
  suits: inState("paused", "independent", "alumni"),
  body: () => aboutPerson("back"),
  example: { login: "ada" },
  words: alone,
  run: (_, context) => takeSeatAgain(context),
  outcomes: SEAT_OUTCOMES,
});
