/** GitHub's words for what an author is to a repository (`author_association`). */

const INSIDERS = ["COLLABORATOR", "MEMBER", "OWNER"];

/** Somebody who may write to the repository, or belongs to its organisation. */
export const isInsider = (association: string): boolean => INSIDERS.includes(association);

/** And anybody else who had a part in the repository before. */
export const isKnownAuthor = (association: string): boolean => association === "CONTRIBUTOR" || isInsider(association);
