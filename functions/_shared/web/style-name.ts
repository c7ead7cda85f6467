/**
 * The style sheet's name below `/assets/`. It changes with the style, so browsers may keep the sheet for ever. It is a
 * constant rather than computed, so that only the function that serves the sheet bundles it; a test checks it.
 */
export const STYLE_NAME = "04394fd5a31d186b.css";
