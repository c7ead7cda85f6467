import { aboutPerson } from "./bodies.ts";
import { inState, personCommand } from "./kinds.ts";
import { SEAT_OUTCOMES, takeSeatAgain } from "./take-seat.ts";
import { alone } from "./words.ts";

export const accept = personCommand({
  word: "accept",
  usage: "",
  does: "accept an invitation",
  endsPart: false,
  suits: inState("invited"),
  body: () => aboutPerson("accept"),
  example: { login: "ada" },
  words: alone,
  run: (_, context) => takeSeatAgain(context),
  outcomes: SEAT_OUTCOMES,
});
