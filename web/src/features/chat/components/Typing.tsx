import { useCatalogue } from "@/shared/i18n";

export function Typing() {
  const m = useCatalogue();
  return (
    <div className="typing" role="img" aria-label={m.chat.thinking}>
      <span />
      <span />
      <span />
    </div>
  );
}
