import { type Bar, scaleOf } from "../model/chart";
import { useTexts } from "../texts";

/** The part of a day's width that its bar takes. */
const FILLED = 0.72;

/** One bar a day. Its summary is its name for a screen reader; the table below has every figure. */
export function CostChart({ bars, total }: { bars: Bar[]; total: number }) {
  const t = useTexts();
  const scale = scaleOf(bars.map(({ cost }) => cost));
  const peak = bars.reduce((high, bar) => (bar.cost > high.cost ? bar : high), bars[0] ?? { day: "", cost: 0, calls: 0 });
  const [first, last] = [bars[0]?.day ?? "", bars.at(-1)?.day ?? ""];
  const width = 100 / bars.length;
  return (
    <div className="usage-chart">
      <div aria-hidden className="usage-scale">
        {[scale, scale / 2, 0].map((value) => (
          <span key={value}>{t.money(value)}</span>
        ))}
      </div>
      <svg role="img" aria-label={t.chart.summary(first, last, total, peak.cost, peak.day)}>
        {["0.5", "50%", "99.7%"].map((y) => (
          <line key={y} x1="0" x2="100%" y1={y} y2={y} />
        ))}
        {bars.map(({ day, cost, calls }, at) => (
          <g key={day}>
            <title>{t.chart.bar(day, cost, calls)}</title>
            <rect className="usage-hover" x={`${at * width}%`} y="0" width={`${width}%`} height="100%" />
            <rect
              className="usage-bar"
              x={`${(at + (1 - FILLED) / 2) * width}%`}
              y={`${100 - (cost / scale) * 100}%`}
              width={`${width * FILLED}%`}
              height={`${(cost / scale) * 100}%`}
            />
          </g>
        ))}
      </svg>
      <div aria-hidden className="usage-days">
        <span>{t.day(first)}</span>
        {bars.length > 1 && <span>{t.day(last)}</span>}
      </div>
    </div>
  );
}
