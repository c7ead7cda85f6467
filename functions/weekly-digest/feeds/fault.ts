/** Why a feed cannot be read: a clause without a name in it, for the log and the status page. */
export class FeedFault extends Error {
  override readonly name = "FeedFault";
}
