import { lazy, Suspense } from "react";
import { ChatPanel } from "@/features/chat";
import { KnowledgePage, KnowledgePicker } from "@/features/knowledge";
import { DegradationBanner, type LastModel, OfflineBanner } from "@/features/models";
import { PersonasPage } from "@/features/personas";
import { useCatalogue } from "@/shared/i18n";
import { useIdentity, useMay } from "@/shared/identity";
import { NotFound } from "./NotFound";
import { sectionsOf } from "./navigation";
import type { Route } from "./route";
import { UsagePlace } from "./UsagePlace";

// Loaded when somebody looks: the chat does not carry them.
const AccountPage = lazy(async () => ({ default: (await import("@/features/account")).AccountPage }));
const AdminPage = lazy(async () => ({ default: (await import("@/features/admin")).AdminPage }));

/** What the address asks for, as far as it makes sense for whoever is here. */
export function PageContent({ route: { place, path, conversationId }, last }: { route: Route; last: LastModel | undefined }) {
  const m = useCatalogue();
  const { me } = useIdentity();
  const writes = useMay("use_models");
  const sections = sectionsOf(me);
  const loading = <div role="status" aria-label={m.app.loading} className="skeleton m-6 h-40" />;
  switch (place) {
    case "chat":
      return <ChatPanel conversationId={conversationId} banner={<Banners last={last} />} missing={<NotFound />} tools={<KnowledgePicker conversationId={conversationId} />} refusal={writes ? null : m.menu.readOnly} />;
    case "personas":
      return <Suspense fallback={loading}><PersonasPage path={path} /></Suspense>;
    case "knowledge":
      return <Suspense fallback={loading}><KnowledgePage path={path} /></Suspense>;
    case "usage":
      return <UsagePlace />;
    case "account":
      return me.mode === "accounts" ? <Suspense fallback={loading}><AccountPage /></Suspense> : <NotFound />;
    case "admin":
      return sections.length > 0 ? <Suspense fallback={loading}><AdminPage path={path} sections={sections} missing={<NotFound />} /></Suspense> : <NotFound />;
    default:
      return <NotFound />;
  }
}

function Banners({ last }: { last: LastModel | undefined }) {
  return (
    <>
      <DegradationBanner />
      <OfflineBanner last={last} />
    </>
  );
}
