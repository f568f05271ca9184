export { Button } from "./Button";
export { Choice } from "./Choice";
export { Dialog } from "./Dialog";
export { IconButton } from "./IconButton";
export { Logo } from "./Logo";
export { StateView } from "./StateView";
