import { Link } from "wouter";
import { useCatalogue } from "@/shared/i18n";
import { StateView } from "@/shared/ui";

export function NotFound() {
  const m = useCatalogue();
  return (
    <StateView title={m.app.notFound} hint={m.app.notFoundHint}>
      <Link href="/" className="new-chat px-4">
        {m.app.home}
      </Link>
    </StateView>
  );
}
