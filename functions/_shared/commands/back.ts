import { aboutPerson } from "./bodies.ts";
import { personCommand } from "./kinds.ts";
import { SEAT_OUTCOMES, takeSeatAgain } from "./take-seat.ts";

export const back = personCommand({
  word: "back",
  usage: "",
  does: "come back from a break",
  body: () => aboutPerson("back"),
  example: { login: "ada" },
  words: () => ({}),
  run: (_, context) => takeSeatAgain(context),
  outcomes: SEAT_OUTCOMES,
});
