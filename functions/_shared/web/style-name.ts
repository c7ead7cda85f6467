/**
 * The style sheet's address below `/assets/`: another style, another name, so that it may be kept for ever. Written down
 * rather than reckoned, so that only the function that serves the sheet carries it; a test says the name it must have.
 */
export const STYLE_NAME = "75d00a400d0adf4c.css";
