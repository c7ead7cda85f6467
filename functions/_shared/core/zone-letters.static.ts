/** The zones that letters may stand for. None is taken by itself, as each has more than one meaning. */
export const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  ART: ["America/Argentina/Buenos_Aires", "Africa/Cairo"],
  AST: ["America/Halifax", "America/Puerto_Rico", "Asia/Riyadh"],
  BST: ["Europe/London", "Asia/Dhaka"],
  CET: ["Europe/Berlin", "Europe/Paris", "UTC+1"],
  CST: ["America/Chicago", "Asia/Shanghai", "America/Havana"],
  EET: ["Europe/Athens", "Africa/Cairo", "UTC+2"],
  EST: ["America/New_York", "UTC-5", "Australia/Sydney"],
  GMT: ["UTC", "Europe/London"],
  IST: ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"],
  MST: ["America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur"],
  PST: ["America/Los_Angeles", "Asia/Manila"],
};
