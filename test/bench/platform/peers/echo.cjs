/** The official templates' own sample: what came, told back. */
module.exports = async (event, context) => {
  const result = { body: JSON.stringify(event.body), "content-type": event.headers["content-type"] };
  return context.status(200).succeed(result);
};
