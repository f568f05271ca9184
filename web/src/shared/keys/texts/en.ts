import { count, moment } from "../../i18n";
import type { Right } from "../../identity";

const at = (time: string) => moment("en", Date.parse(time));

export const en = {
  title: "API keys",
  hint: "A key stands for you in programs that cannot sign in. It is sent in the header Authorization: Bearer.",
  none: "There are no keys.",
  make: "Make a key",
  name: "Name",
  nameHint: "What it is for, such as “nightly report”.",
  allowed: "It may",
  scopes: {
    read_content: "read conversations, personas and files",
    write_content: "change them",
    use_models: "ask models, which costs money",
    use_tools: "let models use tools",
    manage_keys: "make and revoke keys",
    read_usage: "see what the organisation has used",
    manage_budgets: "change budgets",
    manage_users: "manage people",
    read_audit: "read the audit trail",
    manage_tenant: "change the organisation",
    operate: "run the installation",
  } as Record<Right, string>,
  life: "It works for",
  days: (days: number) => `${count("en", days)} days`,
  noEnd: "no end",
  limit: "Requests per minute",
  limitHint: "Leave it empty for the limit of your tier.",
  made: "Your new key",
  madeHint: "Put it where the program finds it. Whoever has it can act for you.",
  key: "API key",
  revoke: "Revoke",
  revokeOf: (name: string) => `Revoke ${name}`,
  revokeTitle: (name: string) => `Revoke “${name}”?`,
  revokeHint: "Programs that use it are refused from now on. This cannot be undone.",
  created: (time: string) => `made ${at(time)}`,
  used: (time: string) => `last used ${at(time)}`,
  neverUsed: "never used",
  ends: (time: string) => `ends ${at(time)}`,
  over: (time: string) => `ended ${at(time)}`,
  perMinute: (value: number) => `${count("en", value)} requests per minute`,
};

export type KeyTexts = typeof en;
