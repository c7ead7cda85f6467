/** A command as a line for any shell, with the key where the documents put it. */
export const inTerminal = (body: object): string =>
  `echo '${JSON.stringify(body)}' | faas-cli invoke rebalance \\\n -H "Authorization: Bearer $(cat .secrets/pods-admin-key)"`;
