import { count } from "./format";

/** What forms and lists everywhere say. */
export const enForms = {
  showPassword: "Show the password",
  once: "This is shown only once. Nobody can look it up later.",
  kept: "I have kept it",
  pages: "Pages",
  previous: "Previous",
  next: "Next",
  shown: (from: number, to: number, total: number) => `${count("en", from)} to ${count("en", to)} of ${count("en", total)}`,
  save: "Save",
  saved: "Saved.",
};

export const deForms: typeof enForms = {
  showPassword: "Passwort zeigen",
  once: "Das wird nur dieses eine Mal gezeigt. Später kann es niemand mehr nachsehen.",
  kept: "Ich habe es aufbewahrt",
  pages: "Seiten",
  previous: "Zurück",
  next: "Weiter",
  shown: (from, to, total) => `${count("de", from)} bis ${count("de", to)} von ${count("de", total)}`,
  save: "Speichern",
  saved: "Gespeichert.",
};

/** The menu of who is signed in. */
export const enMenu = {
  of: "Account of",
  account: "Account",
  people: "People",
  groups: "Groups",
  audit: "Audit trail",
  tenants: "Organisations",
  providers: "Provider keys",
  signOut: "Sign out",
  administration: "Administration",
  readOnly: "You may read here, but not write. An administrator can change that.",
};

export const deMenu: typeof enMenu = {
  of: "Konto von",
  account: "Konto",
  people: "Personen",
  groups: "Gruppen",
  audit: "Protokoll",
  tenants: "Organisationen",
  providers: "Anbieterschlüssel",
  signOut: "Abmelden",
  administration: "Verwaltung",
  readOnly: "Du darfst hier lesen, aber nicht schreiben. Die Verwaltung kann das ändern.",
};
