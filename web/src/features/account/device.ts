const browsers: [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\/(\d+)/, "Edge"],
  [/OPR\/(\d+)/, "Opera"],
  [/(?:Firefox|FxiOS)\/(\d+)/, "Firefox"],
  [/(?:Chrome|CriOS|HeadlessChrome)\/(\d+)/, "Chrome"],
  [/Version\/(\d+).*Safari\//, "Safari"],
];

const systems: [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** What a session was begun with, in few words: browsers pretend to be one another, so the first match counts. */
export function deviceName(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const browser = browsers.map(([pattern, name]) => ({ name, found: pattern.exec(userAgent) })).find(({ found }) => found);
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (!browser) return userAgent.slice(0, 60);
  return [`${browser.name} ${browser.found?.[1] ?? ""}`.trim(), system].filter(Boolean).join(", ");
}
