import React from 'react';
import type { IOutlook } from './data';
import { dayTotals } from './data';
import type { IKind } from './kinds';
import { plain } from './messages';
import type { IWords } from './words';

/** The most bars that can be told apart at the narrowest width. */
const BARS = 60;

/** The numbers of each day as bars, and the same numbers as a table. */
export function DayPlot({
  outlook,
  kinds,
  words
}: {
  outlook: IOutlook;
  kinds: readonly IKind[];
  words: IWords;
}): JSX.Element {
  const totals = dayTotals(outlook).slice(-BARS);
  const most = Math.max(...totals.map(([, records]) => records), 1);
  const width = 240 / Math.max(totals.length, 8);
  const title = (id: string): string =>
    plain(kinds.find(kind => kind.id === id)?.disclosure.title ?? id);
  return (
    <figure className="jp-EventLog-plot">
      <svg viewBox="0 0 240 60" aria-hidden="true" preserveAspectRatio="none">
        {totals.map(([day, records], index) => (
          <rect
            key={day}
            x={index * width}
            y={60 - (58 * records) / most}
            width={width * 0.8}
            height={(58 * records) / most}
          />
        ))}
      </svg>
      <figcaption>
        {words.count('data.plot', outlook.total, words.number(most))}
        <details>
          <summary>{words.say('data.table')}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.say('data.day')}</th>
                <th scope="col">{words.say('data.kind')}</th>
                <th scope="col">{words.say('data.number')}</th>
              </tr>
            </thead>
            <tbody>
              {outlook.days.map(({ day, schema_id, records }) => (
                <tr key={`${day} ${schema_id}`}>
                  <td>{words.day(day)}</td>
                  <td>{title(schema_id)}</td>
                  <td>{words.number(records)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </figcaption>
    </figure>
  );
}
