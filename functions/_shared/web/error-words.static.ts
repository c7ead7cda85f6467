/** What pages of errors say, by status. */

export const TITLES: Readonly<Record<number, string>> = {
  401: "This needs a valid link or key",
  403: "That is not yours to do",
  404: "There is nothing here",
  405: "That does not work here",
  409: "That no longer fits",
  413: "That is too large",
  415: "This kind of content is not understood",
  422: "Something in that is not right",
  429: "Too many requests",
  503: "The pods cannot be reached right now",
};

export const OTHERWISE = "Go back and try it another way, or start from one of these pages:";
const LATER = "Wait a moment and load this page again. These pages may still work:";
export const NEXT: Readonly<Record<number, string>> = {
  401: "These pages need no link and no key:",
  404: "Check the address, or start from one of these pages:",
  409: "Go back and load the page again to see how things are now, or start from one of these pages:",
  422: "Go back and change it, or start from one of these pages:",
  429: LATER,
  500: "Try again. If it happens again, tell a maintainer the number of the call below. These pages may still work:",
  503: "Wait a moment and load this page again. These pages work without the pods:",
};
