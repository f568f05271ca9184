export const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The modifier's name as the reader's keyboard has it. */
export const modifierName = isApple ? "⌘" : "Ctrl";
