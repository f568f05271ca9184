import { Ban, CircleCheck, KeyRound, LockKeyhole, LogOut, type LucideIcon, Mail, Pencil } from "lucide-react";
import type { Me } from "@/shared/identity";
import type { Person } from "./api";

export type Action = "edit" | "keys" | "signOut" | "passwordReset" | "emailChange" | "disable" | "enable";

export const icons: Record<Action, LucideIcon> = {
  edit: Pencil,
  keys: KeyRound,
  signOut: LogOut,
  passwordReset: LockKeyhole,
  emailChange: Mail,
  disable: Ban,
  enable: CircleCheck,
};

/** What somebody may do with a person, in groups. Owners are left to owners, and oneself to one's account. */
export function actionsFor(person: Person, me: Pick<Me, "id" | "role">): Action[][] {
  if (person.role === "owner" && me.role !== "owner") return [];
  const self = person.id === me.id;
  if (person.role === "service") return [["edit", "keys"], [person.disabled ? "enable" : "disable"]];
  const links: Action[] = person.disabled ? [] : ["passwordReset", "emailChange"];
  return [["edit", "keys"], links, self ? [] : ["signOut", person.disabled ? "enable" : "disable"]];
}
