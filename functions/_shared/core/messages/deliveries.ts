/** Why a delivery was refused. People who set up the webhook read it in GitHub's list of deliveries. */

export const notSigned = "The delivery is not signed with the secret pods-webhook-secret.";

export const withoutHeaders = "The headers X-GitHub-Event and X-GitHub-Delivery are missing or malformed.";

export const formEncoded =
  'In the webhook\'s settings on GitHub choose the content type "application/json" instead of "application/x-www-form-urlencoded".';

export const notJson = "A delivery is a JSON object, sent as application/json.";

export const tickOnly = "deliver accepts only a tick: an empty POST.";
