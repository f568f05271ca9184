import { type ReactNode, useEffect } from "react";
import { Link } from "wouter";
import { useCatalogue } from "@/shared/i18n";
import { AuditSection } from "./audit/AuditSection";
import { GroupsSection } from "./groups/GroupsSection";
import { ProvidersSection } from "./operator/ProvidersSection";
import { TenantsSection } from "./operator/TenantsSection";
import { PeopleSection } from "./people/PeopleSection";

type Id = "people" | "groups" | "audit" | "tenants" | "providers";

interface Props {
  path: string;
  /** The parts its reader may see. */
  sections: Id[];
  /** Shown for any other. */
  missing: ReactNode;
}

/** Looking after people, groups, the audit trail, and the installation. */
export function AdminPage({ path, sections, missing }: Props) {
  const { menu } = useCatalogue();
  const named = /^\/admin\/([\w-]+)/.exec(path)?.[1];
  const current = sections.find((id) => id === (named ?? sections[0]));
  useEffect(() => {
    document.title = `${current ? menu[current] : menu.administration} · Parley`;
  }, [current, menu]);
  if (!current) return missing;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="sheet">
        <nav aria-label={menu.administration} className="tabs">
          {sections.map((id) => (
            <Link key={id} href={`/admin/${id}`} aria-current={id === current ? "page" : undefined}>
              {menu[id]}
            </Link>
          ))}
        </nav>
        <h1 className="display text-2xl">{menu[current]}</h1>
        {contents[current]}
      </div>
    </div>
  );
}

const contents: Record<Id, ReactNode> = {
  people: <PeopleSection />,
  groups: <GroupsSection />,
  audit: <AuditSection />,
  tenants: <TenantsSection />,
  providers: <ProvidersSection />,
};
