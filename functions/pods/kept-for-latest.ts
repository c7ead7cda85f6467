/** Keeps what was made for the latest state, and forgets a failure: the next reader tries again. */
export function keptForLatest<State extends readonly unknown[], Made>(
  make: (...state: State) => Promise<Made>,
): (...state: State) => Promise<Made> {
  let kept: { readonly state: State; readonly made: Promise<Made> } | undefined;
  return (...state) => {
    if (kept?.state.every((part, at) => part === state[at])) return kept.made;
    const mine = { state, made: make(...state) };
    kept = mine;
    mine.made.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return mine.made;
  };
}
