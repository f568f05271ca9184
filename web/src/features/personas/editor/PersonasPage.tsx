import { useEffect } from "react";
import { Overview } from "./Overview";
import { PersonaEditor } from "./PersonaEditor";
import { useText } from "./text/useText";

/** Everything under /personas: the list, and the form for one. */
export default function PersonasPage({ path }: { path: string }) {
  const t = useText();
  const id = /^\/personas\/([\w-]+)\/?$/.exec(path)?.[1];
  useEffect(() => {
    document.title = `${t.title} · Parley`;
  }, [t]);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto w-full max-w-6xl px-4 pt-4 pb-10 sm:px-8">
        {id === undefined ? <Overview /> : id === "new" ? <PersonaEditor id={null} /> : <PersonaEditor key={id} id={id} />}
      </div>
    </div>
  );
}
